"""Requests that a page of the workspace could send: one or more for every route that there is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from starlette.routing import Route

from interviewkit.web.serving.app import build_app
from interviewkit.web.serving.guard import MOST_BYTES
from interviewkit.web.serving.workspace import Workspace

WEB = Path(build_app.__code__.co_filename).parent
_TOLD = re.compile(r"told\.(text|number|truth|texts|numbers|part)\(\s*\"(\w+)\"")
_ASKED = re.compile(r"asked(?:\.get\(|\[)\s*\"(\w+)\"")
_HOLE = re.compile(r"\{(\w+)(?::\w+)?\}")

WORDS = (
    "isolation", "neutrality", "bonds", "April/leaders", "May/freelancers", "Ana", "kim", "lee",
    "+", "-", "confirms", "random", "tired", "burnout", "code", "ingest", "transcripts", "x", "",
    "turn:1", "code:isolation", "transcript:April/leaders", "study:", "isolation and not bonds",
    "I hardly talk", "report.md", "codebook.yaml",
)  # fmt: skip
"""What means something in the study that is asked, and in the acts of pages."""

LISTED = "/api/events", "/joining"
"""Routes that stay open, or let others in: asked elsewhere."""


@dataclass(frozen=True)
class PageRequest:
    """One request as bytes would say it; ``raw`` is sent in its place where it is no HTTP."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    raw: bytes = b""

    @property
    def is_whole(self) -> bool:
        """Whether the server has all that it was told to wait for."""
        length = self.headers.get("Content-Length", "0")
        return (
            not self.raw
            and length.isascii()
            and length.isdecimal()
            and (int(length) <= len(self.body) or int(length) > MOST_BYTES)
        )

    def write(self) -> bytes:
        """The request as it goes over the line."""
        if self.raw:
            return self.raw
        lines = [f"{self.method} {self.path} HTTP/1.1"]
        lines += [f"{name}: {said}" for name, said in self.headers.items()]
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + self.body


def list_routes(root: Path) -> list[tuple[str, str]]:
    """(method, path) of every route, GET before POST."""
    app = build_app(Workspace(root, "http://127.0.0.1:1", "k" * 64))
    routes = [each for each in app.routes if isinstance(each, Route)]
    pairs = {(method, each.path) for each in routes for method in each.methods or ()}
    pairs -= {(method, path) for method, path in pairs if method == "HEAD" or path in LISTED}
    return sorted((*pairs, ("GET", "/static/base/base.css")))


def list_names() -> tuple[dict[str, str], list[str]]:
    """Fields that acts are told, with their types, and what pages are asked for behind the ?."""
    texts = [path.read_text("utf-8") for path in sorted(WEB.glob("*.py"))]
    told = {name: kind for text in texts for kind, name in _TOLD.findall(text)}
    asked = sorted({name for text in texts for name in _ASKED.findall(text)})
    return told, asked


class RequestMaker:
    """Makes requests by number, always the same ones."""

    def __init__(self, root: Path) -> None:
        self.routes = list_routes(root)
        self.told, self.asked = list_names()

    def make(self, random: Random, usual: dict[str, str]) -> PageRequest:
        """A request that a page could send, with the headers that pages send."""
        method, path = random.choice(self.routes)
        path = _HOLE.sub(lambda _hole: quote(random.choice(WORDS) or "x", safe="/"), path)
        if method == "GET":
            some = random.sample(self.asked, min(len(self.asked), random.randrange(4)))
            query = urlencode({name: self._say("text", random) for name in some}, errors="ignore")
            return PageRequest(method, path + (f"?{query}" if query else ""), dict(usual))
        told = {name: self._say(kind, random) for name, kind in self._choose(random)}
        body = json.dumps(told).encode()
        if path == "/api/files":
            name = urlencode({"name": random.choice(WORDS) or "x", "kind": "transcripts"})
            path, body = f"{path}?{name}", random.randbytes(random.randrange(200))
        return self.sized(PageRequest(method, path, dict(usual), body))

    def _choose(self, random: Random) -> Iterator[tuple[str, str]]:
        """Most fields are told, so that an act finds what it needs."""
        return (pair for pair in self.told.items() if random.random() < 0.9)

    def _say(self, kind: str, random: Random) -> Any:
        if kind in ("texts", "numbers"):
            single = kind.removesuffix("s")
            return [self._say(single, random) for _ in range(random.randrange(3))]
        if kind == "number":
            return random.choice((0, 1, 1, 2, 2, 3, 4, 5, 6, 10, 14, 30, 10**6, 2**53 - 1))
        if kind == "truth":
            return random.random() < 0.5
        if kind == "part":
            return {name: self._say("text", random) for name in random.sample(WORDS, 2)}
        return random.choice(WORDS)

    @staticmethod
    def sized(request: PageRequest) -> PageRequest:
        length = {"Content-Length": str(len(request.body))}
        return replace(request, headers={**request.headers, **length})
