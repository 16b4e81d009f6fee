"""What was found in a served study: computed beside the pages, once for each state of the study."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from interviewkit.web.working.process import WorkProcess

Piece = Mapping[str, Any]

BROKEN = {
    "message": "the findings could not be computed to their end",
    "hint": "load the page anew; the terminal may say more",
}


class ServedFindings:
    """The findings as they were computed last, and whether newer ones are on their way.

    ``find_state`` tells the state of the study; findings of another one are old.
    """

    def __init__(self, root: Path, find_state: Callable[[], str]) -> None:
        self._root, self._find_state = root, find_state
        self._lock = Lock()
        self._process: WorkProcess | None = None
        self._state = ""
        self._pieces: dict[str, Piece] = {}
        self._new: dict[str, Piece] | None = None
        self._fault: Mapping[str, Any] | None = None
        self._label = ""
        self._is_closed = False

    def look(self) -> Mapping[str, Any]:
        """What is known now; where that is nothing, or old, computing begins."""
        with self._lock:
            state = self._find_state()
            if self._new is None and state != self._state and not self._is_closed:
                self._begin(state)
            computing = self._new is not None
            pieces = {**self._pieces, **(self._new or {})}
            return {
                "pieces": pieces,
                "is_old": computing and any(key not in (self._new or {}) for key in pieces),
                "is_computing": computing,
                "version": f"{self._state}/{len(self._new or {})}/{computing}",
                "label": self._label,
                "fault": self._fault,
            }

    def close(self) -> None:
        """Stop whatever is being computed."""
        with self._lock:
            self._is_closed = True
            process, self._process = self._process, None
        if process:
            process.stop()

    def _begin(self, state: str) -> None:
        self._new, self._fault, self._label = {}, None, ""
        if self._process is None or not self._process.is_alive:
            self._process = WorkProcess()
        Thread(target=self._compute, args=(self._process, state), daemon=True).start()

    def _compute(self, process: WorkProcess, state: str) -> None:
        last = process.ask(self._root, "findings", {}, self._hear)
        with self._lock:
            self._fault = last.get("fault") if last else BROKEN
            if not self._fault:
                self._pieces = dict(self._new or {})
            self._state, self._new, self._label = state, None, ""

    def _hear(self, said: Mapping[str, Any]) -> None:
        with self._lock:
            if "piece" in said and self._new is not None:
                self._new[said["piece"]["key"]] = said["piece"]
            elif "label" in said:
                self._label = said["label"]
