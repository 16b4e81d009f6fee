"""What all visits to one served study share: the study, and the key that signs cookies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from interviewkit.study import Study
from interviewkit.web.desks import Desks


@dataclass
class Workspace:
    """A study that is served on one address of this machine.

    ``key`` signs cookies and outlives the server, so that an open page goes on after a restart.
    ``coder`` is who works here unless a visitor says otherwise.
    """

    root: Path
    address: str
    key: str
    coder: str = ""
    tokens: set[str] = field(default_factory=set)
    desks: Desks = field(default_factory=Desks, repr=False)
    _opened: tuple[float, Study] | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def study(self) -> Study:
        """The study, opened anew where its study.toml was written meanwhile."""
        with self._lock:
            written = (self.root / "study.toml").stat().st_mtime
            if self._opened is None or self._opened[0] != written:
                self._opened = (written, Study.open(self.root))
            return self._opened[1]

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers do not keep the ports of one machine apart."""
        return "interviewkit-" + hashlib.sha256(str(self.root).encode()).hexdigest()[:12]

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this machine; any other name is somebody else's page."""
        port = self.address.rpartition(":")[2]
        return frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    def redeem(self, token: str) -> bool:
        """Whether a token lets somebody in; it does so once."""
        with self._lock:
            if token not in self.tokens:
                return False
            self.tokens.remove(token)
            return True
