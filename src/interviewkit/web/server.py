"""Serving a study on this machine alone, until Ctrl-C."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from interviewkit.errors import StudyError
from interviewkit.web.app import build_app
from interviewkit.web.workspace import Workspace

HERE = "127.0.0.1"
USUAL_PORT = 8642

Announce = Callable[[str], None]
"""Called once with the address that lets a browser in."""


def serve(root: Path, *, coder: str = "", port: int = 0, announce: Announce) -> None:
    """Serve the study at ``root`` until the process is told to end.

    ``port`` 0 takes the usual one, or another that is free.

    Raises:
        StudyError: the port that was asked for is taken.
    """
    door = open_door(port)
    address = f"http://{HERE}:{door.getsockname()[1]}"
    workspace = Workspace(root, address, secrets.token_hex(32), coder)
    config = uvicorn.Config(
        build_app(workspace),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    token = secrets.token_urlsafe(24)
    workspace.tokens.add(token)
    announce(f"{address}/enter?token={token}")
    uvicorn.Server(config).run(sockets=[door])


def open_door(port: int) -> socket.socket:
    """A socket of this machine alone."""
    for wanted in (port,) if port else (USUAL_PORT, 0):
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HERE, wanted))
        except OSError:
            door.close()
            continue
        door.listen(128)
        return door
    raise StudyError(
        f"port {port} is taken on this machine", hint="name another with --port, or leave it out"
    )
