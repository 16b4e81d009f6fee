"""What all visits to one served study share: the study, and the key that signs cookies."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import NamedTuple

from interviewkit.errors import StudyError
from interviewkit.model.file_identity import identify_file
from interviewkit.model.study_files import DATABASE_FILE, SETTINGS_FILE
from interviewkit.study import Study
from interviewkit.web.answering.kept import Kept
from interviewkit.web.reporting.found import ServedFindings
from interviewkit.web.reviewing.desks import Desks
from interviewkit.web.working.job import Jobs

MOST_TOKENS = 100
"""So many entrances may be open at once; the oldest closes when one more is asked for."""


class _Opened(NamedTuple):
    """A study as it was opened: when its study.toml was written, and which file study.db was."""

    written: int
    database: tuple[int, int] | None
    study: Study


@dataclass
class Workspace:
    """A study that is served on one address of this machine.

    ``key`` signs cookies and outlives the server, so that an open page goes on after a restart.
    ``coder`` is who works here unless a visitor says otherwise. ``ending`` is set when the server
    is told to end.
    """

    root: Path
    address: str
    key: str
    coder: str = ""
    desks: Desks = field(default_factory=Desks, repr=False)
    kept: Kept = field(default_factory=Kept, repr=False)
    ending: Event = field(default_factory=Event, repr=False)
    jobs: Jobs = field(init=False, repr=False)
    found: ServedFindings = field(init=False, repr=False)
    _tokens: dict[str, str] = field(default_factory=dict, repr=False)
    _marked: tuple[str, str] = field(default=("", ""), repr=False)
    _opened: _Opened | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        self.jobs = Jobs(self.root)
        self.found = ServedFindings(self.root, self.find_state)

    @property
    def study(self) -> Study:
        """The study, opened anew where its study.toml or its study.db was replaced meanwhile.

        Raises:
            StudyError: its folder or its database is gone, or cannot be used as it is.
        """
        with self._lock:
            written = self._find_written()
            opened, database = self._opened, identify_file(self.root / DATABASE_FILE)
            if opened and database is None and opened.database is not None:
                raise StudyError(
                    f"study.db is no longer in {self.root}",
                    hint="put it back, or a backup of it (interviewkit restore). To begin without "
                    "it, end the workspace and serve the study again",
                )
            if opened is None or (opened.written, opened.database) != (written, database):
                self._opened = opened = self._open(written)
            return opened.study

    def mark(self) -> str:
        """``Study.mark``, asked of the database only where a look at its files says that it moved.

        Raises:
            StudyError: as :attr:`study` does.
        """
        study, state = self.study, self.find_state()
        if self._marked[0] != state:
            self._marked = state, study.mark()
        return self._marked[1]

    def find_state(self) -> str:
        """The state of the study's own files, which changes with whatever is done in it."""
        places = [
            self.root / name for name in (SETTINGS_FILE, DATABASE_FILE, f"{DATABASE_FILE}-wal")
        ]
        looks = [place.stat() for place in places if place.exists()]
        return "-".join(f"{each.st_mtime_ns:x}.{each.st_size:x}" for each in looks)

    @property
    def name(self) -> str:
        """What the study is called, as far as that is known."""
        opened = self._opened
        return opened.study.settings.study.name if opened else self.root.name

    @property
    def style(self) -> str:
        """How its numbers are written."""
        opened = self._opened
        return opened.study.settings.report.style if opened else "english"

    def _find_written(self) -> int:
        try:
            return (self.root / SETTINGS_FILE).stat().st_mtime_ns
        except OSError as fault:
            raise StudyError(
                f"the study is no longer at {self.root} ({fault.strerror})",
                hint="put its folder and its study.toml back, or end the workspace and serve the "
                "study where it is now",
            ) from fault

    def _open(self, written: int) -> _Opened:
        if self._opened:
            self._opened.study.close()
            self._opened = None
        study = Study.open(self.root)
        study.open_database()
        return _Opened(written, identify_file(self.root / DATABASE_FILE), study)

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers do not keep the ports of one machine apart."""
        return "interviewkit-" + hashlib.sha256(str(self.root).encode()).hexdigest()[:12]

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this machine; any other name is somebody else's page."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    def give_token(self, coder: str = "") -> str:
        """A token that lets one browser in, once; ``coder`` is who will work in it."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            while len(self._tokens) >= MOST_TOKENS:
                self._tokens.pop(next(iter(self._tokens)))
            self._tokens[token] = coder
        return token

    def redeem(self, token: str) -> str | None:
        """For whom a token lets somebody in, which it does once; ``None`` where it does not."""
        with self._lock:
            return self._tokens.pop(token, None)

    def end(self) -> None:
        """Let whoever waits for news go."""
        self.ending.set()

    def close(self) -> None:
        """Stop what is at work, and let go of the study."""
        self.end()
        self.jobs.stop()
        self.found.close()
        with self._lock:
            if self._opened:
                self._opened.study.close()
                self._opened = None
