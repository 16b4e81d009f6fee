"""What becomes of codings and of what was read when codes are renamed, merged, split or removed.

Nothing is written over: what no longer stands is retired, and what takes its place is appended,
a person's as that person's. docs/decisions/0024 says why the rules are these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.model import CERTIFIED, REJECTED
from interviewkit.model.grouping import group_lists


@dataclass(frozen=True, slots=True)
class PlacedCoding:
    """A coding with what has to be known of it to be moved.

    ``place`` is the passage; ``person`` the participant who speaks there, empty where unknown.
    """

    id: int
    place: int
    coder: str
    is_person: bool
    code: str
    status: str
    polarity: str
    score: float | None = None
    version: str = ""
    person: str = ""

    @property
    def holds(self) -> bool:
        return self.status != REJECTED


@dataclass(frozen=True, slots=True)
class CodeMoves:
    """How codes change into one another.

    ``whole`` maps a new code to all the codes that it is made of: more than one are merged, one is
    renamed. ``parts`` are cut out of ``split``, which ``stays`` or leaves what was not ``dealt``
    (coding id → part) to the part ``rest``. Codes that are ``gone`` leave nothing behind.
    """

    whole: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    split: str = ""
    parts: tuple[str, ...] = ()
    dealt: Mapping[int, str] = field(default_factory=dict)
    rest: str = ""
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def stays(self) -> bool:
        """Whether a code that is split stays beside its parts."""
        return not self.rest

    @property
    def touched(self) -> tuple[str, ...]:
        """The codes whose codings may change."""
        merged = [code for codes in self.whole.values() for code in codes]
        return tuple(dict.fromkeys([*merged, *([self.split] if self.split else []), *self.gone]))


@dataclass(frozen=True, slots=True)
class Recoded:
    """What retires, and what is appended: (id of the coding it continues, code)."""

    retired: tuple[int, ...] = ()
    added: tuple[tuple[int, str], ...] = ()


def recode(rows: Sequence[PlacedCoding], moves: CodeMoves) -> Recoded:
    """What becomes of these codings, all that stand of the codes that are touched."""
    retired: list[int] = []
    added: list[tuple[int, str]] = []
    for new, codes in moves.whole.items():
        _merge([row for row in rows if row.code in codes], new, codes, retired, added)
    for row in rows:
        if row.code in moves.gone:
            retired.append(row.id)
        elif row.code == moves.split:
            _deal(row, moves, retired, added)
    return Recoded(tuple(retired), tuple(added))


def _merge(
    rows: Sequence[PlacedCoding],
    new: str,
    codes: tuple[str, ...],
    retired: list[int],
    added: list[tuple[int, str]],
) -> None:
    """Two codings of one place, coder and polarity become one; a "no" takes a "no" to all codes."""
    for same in group_lists(((row.coder, row.place), row) for row in rows).values():
        held = [row for row in same if row.holds]
        kept: set[int] = set()
        for alike in group_lists((row.polarity, row) for row in held).values():
            _continue(max(alike, key=lambda row: _rank(row, new)), new, kept, added)
        if not held and {row.code for row in same} >= set(codes):
            _continue(max(same, key=lambda row: _rank(row, new)), new, kept, added)
        retired += [row.id for row in same if row.id not in kept]


def _continue(row: PlacedCoding, new: str, kept: set[int], added: list[tuple[int, str]]) -> None:
    if row.coder == CERTIFIED:  # it was promised of a code that is no more as it was
        return
    if row.code == new:
        kept.add(row.id)
    else:
        added.append((row.id, new))


def _rank(row: PlacedCoding, new: str) -> tuple[object, ...]:
    return (row.code == new, row.score or 0.0, row.id)


def _deal(
    row: PlacedCoding, moves: CodeMoves, retired: list[int], added: list[tuple[int, str]]
) -> None:
    """A coding of a code that is split. What is not the whole is none of its parts."""
    if row.coder == CERTIFIED or (not row.is_person and not moves.stays):
        retired.append(row.id)
    elif row.is_person and not row.holds:
        added += [(row.id, part) for part in moves.parts]
        retired += [] if moves.stays else [row.id]
    elif row.is_person and (part := moves.dealt.get(row.id) or moves.rest):
        added.append((row.id, part))
        retired.append(row.id)


def move_reads(
    reads: Mapping[str, Collection[int]],
    everything: Collection[int],
    moves: CodeMoves,
    *,
    person: bool,
) -> dict[str, set[int]]:
    """Code → turns that a coder has read for it after the change, of all codes that it touches.

    ``reads`` maps codes to turns, ``everything`` are turns read for every code. Who has read for
    all that a code is made of has read for it; who read for a code has read for its parts. Codes
    that are ``added`` nobody has read for. Machines look for parts when they code again.
    """
    after: dict[str, set[int]] = {code: set() for code in moves.touched}
    for new, codes in moves.whole.items():
        known = [set(reads.get(code, ())) | set(everything) for code in codes]
        after[new] = set.intersection(*known) - set(everything) if known else set()
    if moves.split:
        before = set(reads.get(moves.split, ()))
        after[moves.split] = before if moves.stays else set()
        if person:
            after |= {part: set(before) for part in moves.parts}
    return after


def move_asked(codes: Sequence[str], moves: CodeMoves, *, every: bool) -> tuple[str, ...]:
    """The codes that a turn is to be read for after the change.

    Of a merged code it is said where it was said of any of its codes; with ``every`` (draws, which
    are part of an audit) only where it was said of all.
    """
    asked = list(codes)
    for new, parts in moves.whole.items():
        met = [code for code in parts if code in asked]
        said = len(met) == len(parts) if every else bool(met)
        place = asked.index(met[0]) if met else 0
        asked = [code for code in asked if code not in parts]
        if said:
            asked.insert(min(place, len(asked)), new)
    if moves.split in asked:
        place = asked.index(moves.split)
        asked[place : place + 1] = [*([moves.split] if moves.stays else []), *moves.parts]
    return tuple(code for code in asked if code not in moves.gone)


def pack(ids: Iterable[int]) -> list[list[int]]:
    """Numbers as runs ``[first, last]``: a machine's codings come one after another."""
    runs: list[list[int]] = []
    for each in sorted(set(ids)):
        if runs and each == runs[-1][1] + 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return runs


def unpack(runs: Iterable[Sequence[int]]) -> list[int]:
    """The numbers of packed runs."""
    return [each for first, last in runs for each in range(first, last + 1)]
