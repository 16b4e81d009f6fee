"""What each coder found in each unit that they have read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interviewkit.findings.agreeing.measures.ratings import MISSING, Floats, Ints
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.findings.agreeing.units import (
    UNITS,
    Unit,
    find_coded_units,
    list_units,
    require_turn,
)
from interviewkit.model import Coding, Passage, Turn
from interviewkit.model.grouping import group_sets

SIGNS = {"+": 1, "-": 2}
"""Bits of what was found: a unit may hold a code in both polarities, which is 3."""

PRESENCE, POLARITY = "presence", "polarity"
VALUES: Mapping[str, tuple[str, ...]] = {
    PRESENCE: ("absent", "present"),
    POLARITY: ("-", "±", "+"),
}
PLACES = {PRESENCE: np.array([0, 1, 1, 1]), POLARITY: np.array([MISSING, 2, 0, 1])}


@dataclass(frozen=True, eq=False)
class JudgedUnits:
    """``n`` units and what ``r`` coders found in them.

    Attributes:
        coders: their names.
        units: what was judged: turn ids, (turn id, start, end), or participants.
        turns: (n,) the turn that each unit stands in.
        person: (n,) a number for who speaks in each unit; -1 where nobody knows.
        size: (n,) how many units each row stands for: its characters, or else 1.
        read: (n, r) whether each coder has read each unit, for whichever code.
        signs: code → (n, r) bits of :data:`SIGNS`, 0 where the coder did not find it.
        read_for: code → (n, r) whether each coder has read each unit for that code; a code that
            is not in it was in mind wherever its coders read.
        turns_read: which turns the coders have read, those of one coder alone included.
    """

    coders: tuple[str, ...]
    units: tuple[Unit, ...]
    turns: tuple[int, ...]
    person: Ints
    size: Floats
    read: NDArray[np.bool_]
    signs: Mapping[str, Ints]
    read_for: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    turns_read: TurnsRead = field(default_factory=lambda: TurnsRead({}))

    @property
    def people(self) -> int:
        return len(set(self.person[self.person >= 0].tolist()))

    def signs_of(self, codes: Iterable[str]) -> Ints:
        """(n, r) bits for a bundle of codes: it is found where one of them is."""
        none = np.zeros(self.read.shape, np.int64)
        found = [self.signs[code] for code in codes if code in self.signs]
        return np.bitwise_or.reduce(found) if found else none

    def has_read(self, codes: Iterable[str]) -> NDArray[np.bool_]:
        """(n, r) who has read each unit for all of these codes; a lone reader is none."""
        wanted = [self.read_for[code] for code in codes if code in self.read_for]
        if not wanted:
            return self.read
        read = np.logical_and.reduce([self.read, *wanted])
        return np.asarray(read & (read.sum(axis=1, keepdims=True) >= 2))

    def count_turns(self, codes: Iterable[str]) -> int:
        """How many turns two coders or more have read for all of these codes; of people, all."""
        wanted = tuple(codes)
        by_person = any(isinstance(unit, str) for unit in self.units)
        read = (self.turns_read.turns(coder, wanted) for coder in self.coders)
        return len(find_shared_turns(read, all_of_them=by_person))

    def given(self, codes: Collection[str], values: str = PRESENCE) -> Ints:
        """(n, r) places in ``VALUES[values]``; missing where a coder has not read the unit.

        For ``polarity`` it is missing, too, where a coder did not find the code.
        """
        return np.where(self.has_read(codes), PLACES[values][self.signs_of(codes)], MISSING)

    def sets(self, codes: Sequence[str]) -> tuple[Ints, list[frozenset[str]]]:
        """(n, r) places among the sets of codes that coders found in one unit, and those sets."""
        found = np.stack([self.signs_of([code]) > 0 for code in codes], axis=-1)
        kinds, places = np.unique(found.reshape(-1, len(codes)), axis=0, return_inverse=True)
        named = [frozenset(np.array(codes)[kind].tolist()) for kind in kinds]
        read = self.has_read(codes)
        return np.where(read, places.reshape(read.shape), MISSING), named


def judge_units(
    codings: Mapping[str, Sequence[Coding]],
    read: Mapping[str, Collection[int]] | TurnsRead,
    *,
    unit: str = "turn",
    cuts: Mapping[int, Sequence[Passage]] | None = None,
    speaker_of: Mapping[int, str] | None = None,
) -> JudgedUnits:
    """What coders found, by name of coder, in the units that at least two of them have read.

    ``read`` holds the ids of the turns that each coder has read, with or without coding them; a
    turn that was coded has been read. As :class:`TurnsRead` it also says for which codes: a turn
    that was read for one code says nothing of another. A participant is compared by those of
    their turns that *every* coder has read. For the unit ``character``, ``cuts`` cut every turn
    wherever a coding begins or ends (:func:`cut_at_codings`): the rows are these pieces, each as
    many units as characters.

    Raises:
        ValueError: no such unit, or a coding stands in a turn that has no id.
    """
    if unit not in UNITS:
        raise ValueError(f"{unit!r} is no unit; it is one of {', '.join(UNITS)}")
    cuts, speaker_of = cuts or {}, speaker_of or {}
    coders, by_person = tuple(codings), unit == "participant"
    has_read = TurnsRead.of(codings, read)
    shared = find_shared_turns((has_read.turns(each) for each in coders), all_of_them=by_person)
    first_turn = list_units(shared, unit, cuts, speaker_of)
    place = {each: number for number, each in enumerate(first_turn)}
    shape = (len(place), len(coders))
    of_code = {code: _turns_for(code, coders, has_read, by_person) for code in has_read.codes}
    signs: dict[str, Ints] = {}
    for column, coder in enumerate(coders):
        theirs = [
            coding
            for coding in codings[coder]
            if coding.code not in of_code or coding.passage.turn.id in of_code[coding.code][coder]
        ]
        found = find_coded_units(theirs, shared, unit, cuts, speaker_of)
        for (code, polarity), units in found.items():
            grid = signs.setdefault(code, np.zeros(shape, np.int64))
            grid[[place[each] for each in units], column] |= SIGNS[polarity]
    turns = tuple(first_turn.values())

    def who(read_by: Mapping[str, Collection[int]]) -> NDArray[np.bool_]:
        """(n, r) who has read each unit, from who has read which turns."""
        mask = np.zeros(shape, np.bool_)
        for column, coder in enumerate(coders):
            known = list_units({*read_by[coder]} & shared, unit, cuts, speaker_of)
            mask[[place[each] for each in known], column] = True
        return mask

    return JudgedUnits(
        coders=coders,
        units=tuple(first_turn),
        turns=turns,
        person=_numbered(turns, speaker_of),
        size=np.array([_size(each, unit) for each in first_turn], np.float64),
        read=who({coder: has_read.turns(coder) for coder in coders}),
        signs=signs,
        read_for={code: who(read_by) for code, read_by in of_code.items()},
        turns_read=has_read,
    )


def _turns_for(
    code: str, coders: Sequence[str], has_read: TurnsRead, by_person: bool
) -> dict[str, set[int]]:
    """Coder → the turns read for a code; for people only those that every coder has read for it."""
    read = {coder: has_read.turns(coder, [code]) for coder in coders}
    if by_person:
        every = set.intersection(*read.values())
        return dict.fromkeys(coders, every)
    return read


def cut_at_codings(turns: Iterable[Turn], codings: Iterable[Coding]) -> dict[int, list[Passage]]:
    """Every turn, by id, cut wherever one of the codings begins or ends."""
    ends = group_sets(
        (require_turn(coding), at)
        for coding in codings
        for at in (coding.passage.start, coding.passage.end)
    )
    return {
        turn.id: [Passage.cut(turn, *span) for span in pairwise(sorted(at))]
        for turn in turns
        if turn.id is not None
        for at in [{0, len(turn.text), *ends.get(turn.id, ())}]
    }


def _size(unit: Unit, kind: str) -> int:
    if kind == "character" and isinstance(unit, tuple):
        return max(unit[2] - unit[1], 0)
    return 1


def find_shared_turns(read: Iterable[Collection[int]], *, all_of_them: bool = False) -> set[int]:
    """The turns that at least two have read, or that all have."""
    sets = list(read)
    readers = Counter(turn for turns in sets for turn in turns)
    fewest = len(sets) if all_of_them else 2
    return {turn for turn, n in readers.items() if n >= fewest}


def _numbered(turns: Sequence[int], speaker_of: Mapping[int, str]) -> Ints:
    seen: dict[str, int] = {}
    numbers = [seen.setdefault(speaker_of[t], len(seen)) if t in speaker_of else -1 for t in turns]
    return np.array(numbers, np.int64)
