"""How much each two coders have read in common: what a figure over several coders rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from interviewkit.findings.agreeing.judged_units import JudgedUnits
from interviewkit.findings.agreeing.measures.ratings import MISSING, Ints
from interviewkit.model import CoderPair

Places = tuple[int, int]
"""Two coders, by their places."""


def count_units_in_pairs(judged: JudgedUnits, given: Ints) -> Counter[Places]:
    """Two coders → how many units both judged, of (n, r) places that they gave."""
    there = given != MISSING
    return Counter(
        {
            (i, j): round(float(judged.size @ (there[:, i] & there[:, j])))
            for i, j in combinations(range(len(judged.coders)), 2)
        }
    )


def list_coder_pairs(
    judged: JudgedUnits, asked: Sequence[Sequence[str]], units: Mapping[Places, int]
) -> tuple[CoderPair, ...]:
    """Every two coders with the turns that they read for all codes of one entry of ``asked``.

    Of several entries a turn counts once, and as read by both where they share one of them.
    """
    read = [
        [judged.turns_read.turns(coder, codes) for codes in asked or [()]]
        for coder in judged.coders
    ]

    def pair(i: int, j: int) -> CoderPair:
        both = (a & b for a, b in zip(read[i], read[j], strict=True))
        return CoderPair(
            judged.coders[i],
            judged.coders[j],
            first_read=len(set[int]().union(*read[i])),
            second_read=len(set[int]().union(*read[j])),
            both=len(set[int]().union(*both)),
            units=units.get((i, j), 0),
        )

    return tuple(pair(i, j) for i, j in combinations(range(len(judged.coders)), 2))
