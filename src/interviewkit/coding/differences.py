"""Where people who have read the same turn say different things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from interviewkit.model import Coding, Difference, Turn
from interviewkit.model.grouping import group_sets

Read = Mapping[str, Mapping[str, Collection[int]]]
"""Coder → code → ids of the turns read for it."""


def find_differences(
    codings: Sequence[Coding],
    read: Read,
    codes: Sequence[str],
    turns: Mapping[int, Turn],
    *,
    agreed: bool = False,
) -> list[Difference]:
    """Turns, in their order, and codes of which readers say different things; ``agreed``: the same.

    What counts is the set of polarities that hold anywhere in the turn; where in the turn they
    stand does not. At least two have read it for the code: unread is not "no".
    """
    held: dict[tuple[int, str], list[Coding]] = {}
    for each in codings:
        if each.holds:
            held.setdefault((each.passage.turn.id or 0, each.code), []).append(each)
    # Where nobody found a code its readers agree, so only what is held can be a difference.
    found_in = None if agreed else group_sets(held)
    read_twice = _find_read_twice(read) & turns.keys()
    found = []
    for key in (key for key in turns if key in read_twice):
        for code in codes if found_in is None else _in_order(codes, found_in.get(key, ())):
            readers = [name for name, by_code in read.items() if key in by_code.get(code, ())]
            mine = [each for each in held.get((key, code), ()) if each.coder in readers]
            said = {
                name: tuple(sorted({each.polarity for each in mine if each.coder == name}))
                for name in readers
            }
            if len(readers) > 1 and (len(set(said.values())) == 1) == agreed:
                found.append(Difference(turns[key], code, said, tuple(mine)))
    return found


def _in_order(codes: Sequence[str], some: Collection[str]) -> list[str]:
    return [code for code in codes if code in some]


def _find_read_twice(read: Read) -> set[int]:
    """The turns that two people or more have read for anything."""
    readers = Counter(
        turn for by_code in read.values() for turn in set[int]().union(*by_code.values())
    )
    return {turn for turn, n in readers.items() if n > 1}
