"""What people said of a code in every turn that they read, as one verdict a turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.findings.units import turn_of
from interviewkit.model import CONSENSUS, Coding

MAJORITY, FIRST = "by majority", "by who joined first"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """``holds`` maps turns to whether the code is there; ``split`` counts how a split was ended.

    A turn that people settled as ``consensus`` is no split any more.
    """

    holds: Mapping[int, bool] = field(default_factory=dict)
    split: Mapping[str, int] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """What to say of the splits; empty where there is none."""
        n = sum(self.split.values())
        if not n:
            return ""
        ways = ", ".join(f"{number} {way}" for way, number in self.split.items())
        turns = "1 turn" if n == 1 else f"{n} turns"
        return f"people differ on {turns}, counted {ways}: interviewkit review consensus settles it"


def verdicts(
    codings: Sequence[Coding], read: Mapping[str, Collection[int]], codes: Collection[str]
) -> Verdicts:
    """Whether any of ``codes`` is in each turn that somebody read, as people say.

    ``read`` maps people, in the order in which they came to the study, to the turns that they
    read for all of the codes. What they settled as ``consensus`` stands. Elsewhere the majority of
    those who read a turn is right, and of two halves the one with the person who came first:
    neither depends on what was found, so that a code is not found more often where more people
    looked.
    """
    found = {(each.coder, turn_of(each)) for each in codings if each.code in codes and each.holds}
    said: dict[int, dict[str, bool]] = {}
    for person, turns in read.items():
        for turn in turns:
            said.setdefault(turn, {})[person] = (person, turn) in found
    ended = {turn: _ended(of) for turn, of in said.items()}
    ways = Counter(way for _, way in ended.values() if way)
    split = {way: ways[way] for way in (MAJORITY, FIRST) if ways[way]}
    return Verdicts({turn: ended[turn][0] for turn in sorted(ended)}, split)


def _ended(said: Mapping[str, bool]) -> tuple[bool, str]:
    """The verdict on one turn, and how a split was ended; nothing where there was none."""
    if CONSENSUS in said:
        return said[CONSENSUS], ""
    yes, no = sum(said.values()), len(said) - sum(said.values())
    if yes == no:
        return next(iter(said.values())), FIRST
    return yes > no, MAJORITY if yes and no else ""
