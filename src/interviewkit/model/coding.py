"""Who says that which code holds for which passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from interviewkit.model.span import Span
from interviewkit.model.transcript import Passage

PROPOSED, ACCEPTED, REJECTED = "proposed", "accepted", "rejected"
STATUSES = (PROPOSED, ACCEPTED, REJECTED)

MACHINE = "machine"
"""The coder who decides from what coders propose."""


@dataclass(frozen=True, slots=True)
class Coder:
    """Who decides. ``kind`` is ``person``, ``rules``, ``examples``, ``machine`` or ``model``."""

    name: str
    kind: str = "person"
    version: str = ""

    @property
    def is_person(self) -> bool:
        return self.kind == "person"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a machine proposes a code: ``kind`` is ``pattern`` or ``example``.

    ``what`` is the pattern's name or the example's text, ``strength`` its share of the score.
    """

    kind: str
    what: str
    strength: float


@dataclass(frozen=True, slots=True)
class Coding:
    """A coder says that a code holds (or, with status rejected, does not) for a passage.

    ``score`` runs from 0 to 1 and is ``None`` for people who gave none. ``code_version`` is that of
    the code when it was applied, empty where it is not stored yet. A person's verdict on a
    machine's proposal is another coding, never an overwrite. Codings of one ``selection`` are one
    stretch that crosses turns, as another tool marked it.
    """

    passage: Passage
    code: str
    coder: str
    polarity: str = "+"
    score: float | None = None
    status: str = PROPOSED
    evidence: tuple[Evidence, ...] = ()
    run: int | None = None
    id: int | None = field(default=None, compare=False)
    code_version: str = field(default="", compare=False)
    selection: str | None = field(default=None, compare=False)

    @property
    def holds(self) -> bool:
        return self.status != REJECTED

    @property
    def said(self) -> tuple[object, ...]:
        """All that was said: two codings that say the same have the same."""
        at = self.passage
        place = (at.turn.id, at.start, at.end)
        what = (self.code, self.polarity, self.status, self.score, self.evidence)
        return (self.coder, *place, *what)

    def is_about(self, other: Coding) -> bool:
        """Whether both speak of one code in the same place.

        That is, in one turn, where they overlap by at least half of the shorter of the two: a
        person's word on a whole turn is about each sentence that was coded in it.
        """
        mine, theirs = self.passage, other.passage
        if (self.code, mine.turn.place) != (other.code, theirs.turn.place):
            return False
        return overlaps_half((mine.start, mine.end), (theirs.start, theirs.end))

    @property
    def turn_id(self) -> int:
        """The store's number of the turn that it stands in.

        Raises:
            ValueError: the turn was never saved, so it has no number.
        """
        turn = self.passage.turn
        if turn.id is None:
            raise ValueError(f"turn {turn.position} of {turn.transcript} has no id")
        return turn.id


def overlaps_half(mine: Span, theirs: Span) -> bool:
    """Whether two slices of one text share at least half of the shorter."""
    overlap = min(mine[1], theirs[1]) - max(mine[0], theirs[0])
    return 2 * overlap >= min(mine[1] - mine[0], theirs[1] - theirs[0])


class Statement(Protocol):
    """What a coding says: who finds which code in which turn, or finds that it is not there."""

    @property
    def coder(self) -> str: ...

    @property
    def code(self) -> str: ...

    @property
    def turn_id(self) -> int: ...

    @property
    def holds(self) -> bool: ...

    def is_about(self, other: Any, /) -> bool:
        """Whether both speak of one code in the same place."""


def find_crossing(codings: Iterable[Coding]) -> set[str]:
    """The selections that stand on several passages, as those do that cross turns."""
    places = {(each.selection, each.passage.place) for each in codings if each.selection}
    met = Counter(selection for selection, _ in places)
    return {selection for selection, n in met.items() if n > 1 and selection}


def count_groups(codings: Iterable[Coding]) -> int:
    """How many codings people made: the passages of one selection are one of them."""
    return len(
        {(e.coder, e.code, e.polarity, e.selection or number) for number, e in enumerate(codings)}
    )
