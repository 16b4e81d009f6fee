"""Where people who have read the same turn say different things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from interviewkit.model import Coding, Difference, Turn

Read = Mapping[str, Mapping[str, Collection[int]]]
"""Coder → code → ids of the turns read for it."""


def find_differences(
    codings: Sequence[Coding], read: Read, codes: Sequence[str], turns: Mapping[int, Turn]
) -> list[Difference]:
    """Turns, in their order, and codes of which readers say different things.

    What counts is the set of polarities that hold anywhere in the turn; where in the turn they
    stand does not. Unread is not "no".
    """
    return [each for each in list_verdicts(codings, read, codes, turns) if _differ(each)]


def find_agreements(
    codings: Sequence[Coding], read: Read, codes: Sequence[str], turns: Mapping[int, Turn]
) -> list[Difference]:
    """The other side: turns and codes of which all of at least two readers say the same."""
    return [each for each in list_verdicts(codings, read, codes, turns) if not _differ(each)]


def list_verdicts(
    codings: Sequence[Coding], read: Read, codes: Sequence[str], turns: Mapping[int, Turn]
) -> list[Difference]:
    """What each reader says of a turn and code that at least two have read."""
    held: dict[tuple[int, str], list[Coding]] = {}
    for each in codings:
        if each.holds:
            held.setdefault((each.passage.turn.id or 0, each.code), []).append(each)
    found = []
    for key, turn in turns.items():
        for code in codes:
            readers = [name for name, by_code in read.items() if key in by_code.get(code, ())]
            mine = [each for each in held.get((key, code), ()) if each.coder in readers]
            if len(readers) > 1:
                said = {name: _polarities(mine, name) for name in readers}
                found.append(Difference(turn, code, said, tuple(mine)))
    return found


def _polarities(codings: Sequence[Coding], name: str) -> tuple[str, ...]:
    return tuple(sorted({each.polarity for each in codings if each.coder == name}))


def _differ(each: Difference) -> bool:
    return len(set(each.said.values())) > 1
