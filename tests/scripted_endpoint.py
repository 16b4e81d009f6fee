"""A language model's endpoint that does what a script says: a real HTTP server on this machine.

    with ScriptedEndpoint([answer("{}"), fail(429, retry_after=1), answer("{}")]) as server:
        settings = LlmSettings(endpoint=server.url, model="scripted")
        ...
        assert server.requests[0].body["messages"]

Each request takes the next step of the script; when it is used up, ``then`` answers all others. A
step is a function of the request's :class:`Visit`; ``reply(function)`` makes one from what is to be
said, for answers that depend on the prompt (requests may come in any order). Answers have the form
of the path that was asked: ``/chat/completions`` (OpenAI) or ``/messages`` (Anthropic).
"""

from __future__ import annotations

import gzip
import json
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def prompt(self) -> str:
        """What the user says in it."""
        return str(self.body["messages"][-1]["content"])

    @property
    def is_anthropic(self) -> bool:
        return self.path.endswith("/messages")


@dataclass
class Visit:
    """A request that is being answered, and the line to whoever asked."""

    received: Received
    handler: BaseHTTPRequestHandler
    ended: threading.Event

    def send(
        self,
        body: bytes,
        status: int = 200,
        kind: str = "application/json",
        headers: Mapping[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        """A response; ``length`` is what it says of its length, where it lies."""
        self.begin(status, {"Content-Type": kind, **(headers or {})}, length or len(body))
        self.write(body)

    def begin(self, status: int, headers: Mapping[str, str], length: int) -> None:
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name, value)
        self.handler.send_header("Content-Length", str(length))
        self.handler.send_header("Connection", "close")
        self.handler.end_headers()

    def write(self, body: bytes) -> None:
        self.handler.wfile.write(body)
        self.handler.wfile.flush()


Step = Callable[[Visit], None]


def answer(*texts: str | None, **facts: Any) -> Step:
    """An answer as it should be: one text for each that is asked for, or these in turn.

    ``facts``: ``finish``, ``tokens`` (in, out), ``model``, ``logprobs``, ``refusal``, ``message``
    (more fields of the message), ``ignores_n`` (one answer whatever is asked for).
    """

    def step(visit: Visit) -> None:
        visit.send(json.dumps(build_answer(visit.received, texts, facts)).encode())

    return step


def reply(function: Callable[[Received], str], **facts: Any) -> Step:
    """An answer that depends on the request."""
    return lambda visit: answer(function(visit.received), **facts)(visit)


def fail(status: int, message: str = "scripted fault", **also: Any) -> Step:
    """A refusal with an error as endpoints write it; ``retry_after`` goes into the header."""
    headers = {"Retry-After": str(also.pop("retry_after"))} if "retry_after" in also else {}
    error = {"message": message, "type": "scripted", "param": None, "code": None, **also}
    return raw(json.dumps({"error": error}).encode(), status=status, headers=headers)


def refuse_fields(*names: str, then: Step | None = None) -> Step:
    """400 as long as the request has one of these fields, else the answer."""

    def step(visit: Visit) -> None:
        found = [name for name in names if name in visit.received.body]
        if found:
            return fail(400, f"Unsupported parameter: '{found[0]}'", param=found[0])(visit)
        return (then or answer("{}"))(visit)

    return step


def raw(body: bytes, **how: Any) -> Step:
    """Exactly these bytes; ``status``, ``kind`` (the content type), ``headers``, ``length``."""
    return lambda visit: visit.send(body, **how)


def stall(seconds: float = 600.0) -> Step:
    """Nothing at all for so long, or until the server ends."""
    return lambda visit: (visit.ended.wait(seconds), None)[1]


def drip(step_s: float = 0.05, total: int = 100_000) -> Step:
    """A body that comes a byte at a time."""

    def step(visit: Visit) -> None:
        visit.begin(200, {"Content-Type": "application/json"}, total)
        for _ in range(total):
            visit.write(b" ")
            if visit.ended.wait(step_s):
                return

    return step


def drip_head(step_s: float = 0.05) -> Step:
    """Headers that come a byte at a time and have no end."""

    def step(visit: Visit) -> None:
        visit.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not visit.ended.wait(step_s):
            visit.write(b"x")

    return step


def flood(megabytes: int = 64) -> Step:
    """A body of so many megabytes."""

    def step(visit: Visit) -> None:
        visit.begin(200, {"Content-Type": "application/json"}, megabytes << 20)
        for _ in range(megabytes):
            visit.write(b"[" * (1 << 20))

    return step


def bomb(megabytes: int = 64) -> Step:
    """A small body that unpacks to so many megabytes."""
    packed = gzip.compress(b" " * (megabytes << 20))
    return raw(packed, headers={"Content-Encoding": "gzip"})


def hang_up(after: bytes = b"") -> Step:
    """The line is cut: at once, or after these bytes of a body that was to be longer."""

    def step(visit: Visit) -> None:
        if after:
            visit.send(after, length=len(after) + 1000)
        visit.handler.close_connection = True
        visit.handler.connection.close()

    return step


def redirect(to: str, status: int = 307) -> Step:
    return raw(b"", status=status, headers={"Location": to})


def build_answer(received: Received, texts: Sequence[str | None], facts: Mapping[str, Any]) -> Any:
    """The body of an answer in the form that was asked for."""
    model = facts.get("model", received.body.get("model", "scripted"))
    tokens_in, tokens_out = facts.get("tokens", (11, 7))
    if received.is_anthropic:
        content = [{"type": "text", "text": text} for text in texts if text is not None]
        return {
            "id": "msg_1", "type": "message", "role": "assistant", "model": model,
            "content": facts.get("content", content),
            "stop_reason": facts.get("finish", "end_turn"),
            "usage": {"input_tokens": tokens_in, "output_tokens": tokens_out},
        }  # fmt: skip
    wanted = 1 if facts.get("ignores_n") else received.body.get("n", 1)
    count = len(texts) if len(texts) > 1 else wanted
    choices = [
        {
            "index": index,
            "message": {"role": "assistant", "content": texts[index % len(texts)],
                        **facts.get("message", {})},
            "finish_reason": facts.get("finish", "stop"),
            "logprobs": facts.get("logprobs"),
        }
        for index in range(count)
    ]  # fmt: skip
    usage = {"prompt_tokens": tokens_in, "completion_tokens": tokens_out}
    return {"id": "chatcmpl-1", "object": "chat.completion", "model": model, "choices": choices,
            "usage": usage}  # fmt: skip


class ScriptedEndpoint:
    """The server; ``requests`` are those that came, ``most_at_once`` how many at the same time,
    ``tunnels`` the machines that it was asked to lead to, as a proxy is. With ``tls`` it
    speaks https. As a proxy it leads to the port ``leads_to`` of this machine, or else nowhere;
    ``passed`` is what went through it."""

    def __init__(
        self,
        script: Iterable[Step] = (),
        then: Step | None = None,
        tls: ssl.SSLContext | None = None,
        leads_to: int = 0,
    ) -> None:
        self._script = iter(list(script))
        self._then = then or answer("{}")
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._now = 0
        self.requests: list[Received] = []
        self.tunnels: list[str] = []
        self.passed = bytearray()
        self._leads_to = leads_to
        self.most_at_once = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._build_handler())
        self._server.daemon_threads = True
        self._scheme = "https" if tls else "http"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}/v1"

    @property
    def port(self) -> int:
        return self._server.server_port

    @property
    def prompts(self) -> list[str]:
        return [each.prompt for each in self.requests]

    def __enter__(self) -> ScriptedEndpoint:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Nobody is answered any more; whoever waits is let go."""
        if self._ended.is_set():
            return
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        size = int(handler.headers.get("Content-Length") or 0)
        body = json.loads(handler.rfile.read(size) or b"{}")
        received = Received(handler.path, dict(handler.headers.items()), body)
        with self._lock:
            self.requests.append(received)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            step = next(self._script, self._then)
        try:
            step(Visit(received, handler, self._ended))
        finally:
            with self._lock:
                self._now -= 1

    def _tunnel(self, near: socket.socket) -> None:
        """Bytes go both ways, and are noted, until one side has hung up."""
        with socket.create_connection(("127.0.0.1", self._leads_to)) as far:
            while not self._ended.is_set():
                for side in select.select([near, far], [], [], 0.1)[0]:
                    chunk = side.recv(65536)
                    if not chunk:
                        return
                    self.passed += chunk
                    (far if side is near else near).sendall(chunk)

    def _build_handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                self.close_connection = True
                with suppress(OSError, ValueError):  # whoever asked has gone
                    server._answer(self)

            def do_GET(self) -> None:
                self.do_POST()

            def do_CONNECT(self) -> None:
                server.tunnels.append(self.path)
                self.close_connection = True
                if not server._leads_to:
                    self.send_error(502)
                    return
                self.send_response(200)
                self.end_headers()
                server._tunnel(self.connection)

            def handle(self) -> None:
                with suppress(OSError, ValueError):
                    super().handle()

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: a test prints no requests."""

        return Handler
