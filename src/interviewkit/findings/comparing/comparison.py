"""The one comparison of people on two sides: what every command and the report ask.

Rows are people, or people on one side of a comparison. Shares, their difference and ratio and the
test are of these rows, with the ties among them: whoever asks the same gets the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.people_difference import (
    FEWEST,
    PeopleDifference,
    TwoSides,
    compute_difference,
)
from interviewkit.findings.comparing.people_ratio import PeopleRatio, compute_ratio
from interviewkit.findings.comparing.people_share import PeopleShare, estimate_people_share
from interviewkit.findings.comparing.ties import Ties

SCORE = "score test of two shares"
TIED = "t test, people of one conversation tied"
PAIRED = "t test, people held against themselves"
TIED_PAIRED = "t test, people of one conversation tied and held against themselves"

METHOD = (
    "shares of people: Wilson's interval for as many people as the sample is worth; differences "
    "and ratios: what the test does not reject"
)

NOBODY_MET = "nobody talked with another"
WHOLE = "conversations whole on one side"
MIXED = "conversations with people of both sides"
SAME_PEOPLE = "the same people on both sides"


@dataclass(frozen=True)
class PeopleComparison:
    """Two sides of people and ``k`` things: ``inside`` against ``outside``.

    ``p`` is ``nan`` where all or none voiced something, and where the layout tells nothing.
    ``test`` names the test, ``layout`` says in words how the sides lie over conversations;
    ``ties`` are those among the people of each side.
    """

    inside: PeopleShare
    outside: PeopleShare
    difference: PeopleDifference
    ratio: PeopleRatio
    p: Floats
    test: str
    layout: str
    sides: TwoSides = field(repr=False)
    ties: tuple[Ties, Ties] = field(repr=False)

    @property
    def freedom(self) -> float:
        """Degrees of freedom that the layout gives."""
        return self.sides.known

    @property
    def tells(self) -> bool:
        """Whether there are conversations enough on both sides to tell anything."""
        return self.freedom >= FEWEST


def compare_people(
    voiced: Floats, inside: Bools, ties: Ties, level: float = 0.95
) -> PeopleComparison:
    """Those inside against the others; ``voiced`` (n, k) is 1 where the row voiced it.

    Raises:
        ValueError: a side has nobody.
    """
    if not inside.any() or inside.all():
        raise ValueError("a side has nobody: there is nothing to compare")
    sides = TwoSides.of(voiced, inside, ties)
    among = (ties.among(inside), ties.among(~inside))
    one, two = (
        estimate_people_share(voiced[at], met, level)
        for at, met in zip((inside, ~inside), among, strict=True)
    )
    found = compute_difference(sides, level)
    share = voiced.mean(axis=0)
    return PeopleComparison(
        one,
        two,
        found,
        compute_ratio(sides, found),
        np.where((share > 0) & (share < 1), found.p, np.nan),
        _test(ties),
        describe_layout(inside, ties),
        sides,
        among,
    )


def _test(ties: Ties) -> str:
    if ties.same_person.nnz:
        return PAIRED if ties.alone else TIED_PAIRED
    return SCORE if ties.alone else TIED


def describe_layout(inside: Bools, ties: Ties) -> str:
    """How two sides lie over conversations, in words."""
    if ties.alone:
        words = NOBODY_MET
    else:
        rows, columns = ties.same_conversation.nonzero()
        words = MIXED if (inside[rows] != inside[columns]).any() else WHOLE
    return f"{words}; {SAME_PEOPLE}" if ties.same_person.nnz else words
