"""What a reader could not keep, and what it wants to say, gathered while it reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from interviewkit.exchange.refi.guids import GuidBook
from interviewkit.model.project import Loss
from interviewkit.wording.numbers import counted

NAMED = 5
"""As many names of files stand in a note."""


@dataclass
class LossLedger:
    """Losses by kind and reason, notes in the order in which they came, and the guids given.

    ``missing`` are the files that a project names and does not bring.
    """

    guids: GuidBook = field(default_factory=GuidBook)
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    _lost: dict[tuple[str, str, bool], list[str]] = field(default_factory=dict)

    def drop(self, kind: str, why: str, name: str = "") -> None:
        """Something of that kind did not get into the project."""
        self._lost.setdefault((kind, why, True), []).append(name)

    def change(self, kind: str, why: str, name: str = "") -> None:
        """Something of that kind got into the project as something else."""
        self._lost.setdefault((kind, why, False), []).append(name)

    def note(self, text: str) -> None:
        """Something to be told once."""
        if text not in self.notes:
            self.notes.append(text)

    def list_losses(self) -> tuple[Loss, ...]:
        """The losses, with how many there were of each and their names."""
        return tuple(self._each_loss())

    def _each_loss(self) -> Iterable[Loss]:
        for (kind, why, is_dropped), names in self._lost.items():
            count = len(names)
            told = tuple(dict.fromkeys(name for name in names if name))
            dropped, changed = (count, 0) if is_dropped else (0, count)
            yield Loss(kind, count, 0, changed, dropped, why, told)

    def sum_up(self) -> None:
        """Tell of files that did not come along, and of things without a guid of their own."""
        if self.missing:
            names = ", ".join(self.missing[:NAMED]) + (", …" if self.missing[NAMED:] else "")
            files = counted(len(self.missing), "file")
            self.note(f"{files} that the project names did not come with it: {names}")
        for kind, count in self.guids.missing.items():
            self.note(f"{count:,} {kind} had no guid and were given one")
        for kind, count in self.guids.again.items():
            self.note(f"{count:,} {kind} had the guid of another and were given one of their own")
