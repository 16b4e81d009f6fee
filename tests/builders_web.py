"""A study that is really served, and a browser that really opens it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.request import HTTPCookieProcessor, Request, build_opener


def find_free_port() -> int:
    """A port of this machine that nobody has."""
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@dataclass
class Served:
    """A running ``interviewkit serve``: its process, its address, and the address that lets in."""

    process: subprocess.Popen[str]
    entrance: str
    errors: IO[str]

    @property
    def address(self) -> str:
        return self.entrance.partition("/enter")[0]

    def read_complaints(self) -> str:
        """What it has written on standard error so far."""
        self.errors.seek(0)
        return self.errors.read()

    def stop(self, how: int = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(20)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Served]:
    """``interviewkit serve`` on the study in a folder, until the block ends."""
    command = [sys.executable, "-m", "interviewkit", "serve", "--no-open", "--study", str(folder)]
    with TemporaryFile("w+", encoding="utf-8") as errors:  # a pipe that nobody reads would fill
        process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            yield Served(process, read_entrance(process.stdout), errors)
        finally:
            process.kill()
            process.communicate()


def read_entrance(lines: IO[str] | None) -> str:
    """The address that a server prints."""
    for line in lines or ():
        if found := re.search(r"http://\S+/enter\?token=\S+", line):
            return found[0]
    raise AssertionError("the server printed no address")


class Client:
    """A visitor without a browser, let in: for what needs no page."""

    def __init__(self, served: Served) -> None:
        self.address = served.address
        self.cookies = CookieJar()
        self._open = build_opener(HTTPCookieProcessor(self.cookies)).open
        page = self._open(served.entrance, timeout=20).read().decode()
        self.csrf = re.findall(r'name="csrf" content="([^"]+)"', page)[0]

    def open(self, path: str) -> IO[bytes]:
        """What answers, to be read piece by piece."""
        stream: IO[bytes] = self._open(self.address + path, timeout=20)
        return stream

    def get(self, path: str) -> str:
        return str(self._open(self.address + path, timeout=20).read().decode())

    def post(self, path: str, body: bytes, **headers: str) -> str:
        usual = {"Content-Type": "application/json", "X-CSRF": self.csrf, "Origin": self.address}
        told = {**usual, **{key.replace("_", "-"): value for key, value in headers.items()}}
        request = Request(self.address + path, body, told)
        return str(self._open(request, timeout=20).read().decode())
