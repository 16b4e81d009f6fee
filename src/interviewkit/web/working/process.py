"""The other end of a :mod:`worker`: started here, asked, listened to, and stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

Said = Mapping[str, Any]

SECONDS_TO_END = 3


class WorkProcess:
    """A process that does one piece of work after the other."""

    def __init__(self) -> None:
        # A group of its own: a Ctrl-C in the terminal is the server's, which ends this one.
        own: dict[str, Any] = {"start_new_session": True}
        if os.name == "nt":
            own = {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "interviewkit.web.working.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            **own,
        )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, root: Path, work: str, options: Said, hear: Callable[[Said], None]) -> Said:
        """Have it do a piece of work; ``hear`` is called with what it tells on the way.

        Returns what it ended with; empty where the process ended before it had.
        """
        for said in self._exchange({"study": str(root), "work": work, "options": options}):
            if said.get("ended"):
                return said
            hear(said)
        return {}

    def _exchange(self, request: Said) -> Iterator[Said]:
        sends, hears = self._process.stdin, self._process.stdout
        if sends is None or hears is None:
            return
        with suppress(OSError, ValueError):  # it has ended, or was stopped just now
            sends.write(json.dumps(request) + "\n")
            sends.flush()
            for line in hears:
                yield json.loads(line)

    def stop(self) -> None:
        """End it, at work or not; what a step had not finished is as if it had not begun."""
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError, ValueError):
                if pipe:
                    pipe.close()
