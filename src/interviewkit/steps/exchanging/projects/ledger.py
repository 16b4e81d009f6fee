"""What became of each thing that a file held: counted by kind, so that nothing goes in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from interviewkit.model.project import Loss

KEPT, CHANGED, DROPPED = "kept", "changed", "dropped"


@dataclass
class ImportLedger:
    """One line a thing; :meth:`list_losses` adds them up."""

    _became: dict[str, Counter[str]] = field(default_factory=dict)
    _whys: dict[str, Counter[str]] = field(default_factory=dict)
    _names: dict[str, list[str]] = field(default_factory=dict)

    def note(self, kind: str, became: str, why: str = "", name: str = "", n: int = 1) -> None:
        """``n`` things of a kind were kept, changed or dropped, and why."""
        if n <= 0:
            return
        self._became.setdefault(kind, Counter())[became] += n
        if why:
            self._whys.setdefault(kind, Counter())[why] += n
        if name and became != KEPT:
            self._names.setdefault(kind, []).append(name)

    def note_kept(self, kind: str, n: int, why: str = "") -> None:
        """``n`` things of a kind came in as they are."""
        self.note(kind, KEPT, why, n=n)

    def list_losses(self, before: Iterable[Loss] = ()) -> tuple[Loss, ...]:
        """All kinds in the order in which they were met; ``before`` is what the reader lost."""
        return (*(self._sum_up(kind) for kind in self._became), *before)

    def _sum_up(self, kind: str) -> Loss:
        became = self._became[kind]
        whys = self._whys.get(kind, Counter())
        total = became.total()
        # One reason for all of them needs no figure.
        said = [why if n == total else f"{n} {why}" for why, n in whys.items()]
        names = tuple(dict.fromkeys(self._names.get(kind, ())))
        return Loss(
            kind, total, became[KEPT], became[CHANGED], became[DROPPED], "; ".join(said), names
        )
