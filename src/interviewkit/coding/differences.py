"""Where people who have read the same turn say different things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from interviewkit.model import Coding, Difference, Turn

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
    read_twice = _find_read_twice(read)
    found = []
    for key, turn in turns.items():
        if key not in read_twice:
            continue
        for code in codes:
            if not agreed and (key, code) not in held:
                continue  # where nobody found it, nobody differs
            readers = [name for name, by_code in read.items() if key in by_code.get(code, ())]
            mine = [each for each in held.get((key, code), ()) if each.coder in readers]
            said = {
                name: tuple(sorted({each.polarity for each in mine if each.coder == name}))
                for name in readers
            }
            if len(readers) > 1 and (len(set(said.values())) == 1) == agreed:
                found.append(Difference(turn, code, said, tuple(mine)))
    return found


def _find_read_twice(read: Read) -> set[int]:
    """The turns that two people or more have read for anything."""
    readers = Counter(
        turn for by_code in read.values() for turn in set[int]().union(*by_code.values())
    )
    return {turn for turn, n in readers.items() if n > 1}
