"""Serving a study on this machine alone, until Ctrl-C."""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import h11
import uvicorn
from filelock import FileLock, Timeout

from interviewkit.errors import StudyError
from interviewkit.model.study_files import PRIVATE_FOLDER
from interviewkit.web.serving.app import build_app
from interviewkit.web.serving.joining import HERE, join
from interviewkit.web.serving.note import ServingNote, read_note, renew_key, write_note
from interviewkit.web.serving.workspace import Workspace

USUAL_PORT = 8642
LOCK = "serving.lock"
SECONDS = 10
"""So long one ``serve`` waits for another that is just beginning."""

Announce = Callable[[str, bool], None]
"""Called once with the address that lets a browser in, and whether the study was served before."""


def serve(root: Path, *, coder: str = "", port: int = 0, announce: Announce) -> None:
    """Serve the study at ``root`` until the process is told to end, or join who serves it.

    ``port`` 0 takes the one of last time, the usual one, or another that is free.

    Raises:
        StudyError: the port that was asked for is taken.
    """
    with _beginning_alone(root):
        before = read_note(root)
        address = join(before, coder) if before else ""
        if address:
            announce(address, True)
            return
        note = renew_key(before)
        door = open_door(port, note.port)
        note = replace(note, port=door.getsockname()[1], pid=os.getpid())
        write_note(root, note)
    workspace = Workspace(root, f"http://{HERE}:{note.port}", note.key, coder)
    try:
        announce(f"{workspace.address}/enter?token={workspace.give_token()}", False)
        _Server(workspace).run(sockets=[door])
    finally:
        workspace.close()
        _leave(root, note)


def open_door(port: int, last: int = 0) -> socket.socket:
    """A socket of this machine alone; ``last`` is the port that pages left open know."""
    for wanted in (port,) if port else dict.fromkeys((last or USUAL_PORT, USUAL_PORT, 0)):
        # With the protocol named, asyncio sends each answer at once; else its end waits for 40 ms.
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        # Elsewhere this lets a port be used again at once; on Windows it would share it.
        reuse = "SO_EXCLUSIVEADDRUSE" if os.name == "nt" else "SO_REUSEADDR"
        door.setsockopt(socket.SOL_SOCKET, getattr(socket, reuse), 1)
        try:
            door.bind((HERE, wanted))
            door.listen(128)
        except OSError:
            door.close()
            continue
        return door
    raise StudyError(
        f"port {port} is taken on this machine", hint="name another with --port, or leave it out"
    )


@contextmanager
def _beginning_alone(root: Path) -> Iterator[None]:
    """Two that are started at once do not both begin: the second finds the first."""
    lock = FileLock(root / PRIVATE_FOLDER / LOCK, timeout=SECONDS)
    try:
        (root / PRIVATE_FOLDER).mkdir(mode=0o700, exist_ok=True)
        lock.acquire()
    except (OSError, Timeout):  # a folder that cannot be written: there is no note to find either
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _leave(root: Path, note: ServingNote) -> None:
    """Say that nobody serves any more, unless another does already."""
    if read_note(root) == note:
        write_note(root, replace(note, pid=0))


def _is_of_ours(record: logging.LogRecord) -> bool:
    """Whether a fault is one of this program, and not of a visitor who broke off."""
    fault = record.exc_info[1] if record.exc_info else None
    return not isinstance(fault, h11.ProtocolError)


class _Server(uvicorn.Server):
    """Ends when it is told to, with open streams and all, and takes that for no fault."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        logging.getLogger("uvicorn.error").addFilter(_is_of_ours)
        super().__init__(
            uvicorn.Config(
                build_app(workspace),
                log_level="error",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                lifespan="off",
                ws="none",
                timeout_graceful_shutdown=2,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn does, but a signal that was heard is not raised again at the end."""
        names = ("SIGINT", "SIGTERM", "SIGBREAK")
        heard = [getattr(signal, name) for name in names if hasattr(signal, name)]
        before = {each: signal.signal(each, self.handle_exit) for each in heard}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.workspace.end()
        await super().shutdown(sockets)
