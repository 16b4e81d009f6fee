"""What to be careful of in a comparison, and why one was not tested."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from interviewkit.findings.design import WITHIN, Design
from interviewkit.findings.permutation import FEWEST_TURNED, T_OF_GROUPS, TURNED, Test
from interviewkit.findings.voicing import Bools
from interviewkit.model import Side

TALKATIVE = 1.5
"""From this ratio of words a person on it is said that one side spoke more."""

ASKED_UNEVENLY = 0.2
FEW_GROUPS = 10


def why_not(inside: Side, outside: Side, design: Design, least: int, p: float) -> str:
    """Why a comparison is not tested; empty where it is."""
    small = [
        f"{'only ' if side.people else ''}{side.people} {word}"
        for side, word in ((inside, "inside"), (outside, "outside"))
        if side.people < least
    ]
    if small:
        return f"{' and '.join(small)}; fewer than {least} people are not tested"
    voiced = inside.voiced + outside.voiced
    if voiced == 0:
        return "nobody voiced it"
    if voiced == inside.people + outside.people:
        return "everyone voiced it"
    if math.isnan(p):
        return f"{design.groups} groups, whole on one side: too few to tell anything"
    return ""


def cautions(
    inside: Side, outside: Side, design: Design, voiced: Bools, test: Test, alpha: float
) -> tuple[str, ...]:
    """What a reader of this row must know, in sentences."""
    found = (
        *_words(inside, outside),
        *_asked(inside, outside),
        *_groups(design, test),
        *_direction(inside, outside, design, voiced),
    )
    floor = test.smallest
    if floor > alpha / 10:
        found += (f"with {design.groups} groups no p below {floor:.2g} is possible",)
    return found


def _words(inside: Side, outside: Side) -> Iterator[str]:
    each = [side.words / side.people if side.people else 0.0 for side in (inside, outside)]
    if min(each) > 0 and max(each) / min(each) >= TALKATIVE:
        more, less = ("inside", "outside") if each[0] > each[1] else ("outside", "inside")
        yield (
            f"those {more} spoke {max(each) / min(each):.1f} times as many words a person as those "
            f"{less}: whoever speaks more has more occasions to raise something"
        )


def _asked(inside: Side, outside: Side) -> Iterator[str]:
    a, b = (side.asked / side.people if side.people else 0.0 for side in (inside, outside))
    if abs(a - b) >= ASKED_UNEVENLY:
        yield (
            f"it was put to {a:.0%} of those inside and to {b:.0%} of those outside: a difference "
            "in what was asked can look like a difference between people"
        )


def _groups(design: Design, test: Test) -> Iterator[str]:
    if test.name == T_OF_GROUPS:
        yield (
            f"{design.groups} groups are too few to exchange; the t test takes groups' shares to "
            "be about normal"
        )
    elif test.name == TURNED and design.groups < 2 * FEW_GROUPS:
        yield f"{design.groups} groups are few for this test: take a p near the limit with care"
    elif design.kind == WITHIN and design.divided < design.groups:
        yield f"only the {design.divided} of {design.groups} groups that have both sides tell p"
    elif test.name != TURNED and design.groups < FEWEST_TURNED and design.divided > 0:
        yield f"only what differs within the {design.divided} mixed groups was tested"


def _direction(inside: Side, outside: Side, design: Design, voiced: Bools) -> Iterator[str]:
    """Where a difference points one way over all and the other way within groups."""
    if design.kind != WITHIN:
        return
    over_all = inside.share.value - outside.share.value
    within = float(np.dot(design.centred, voiced))
    if over_all * within < 0 and abs(over_all) > 0.02:
        yield "within groups it points the other way than over all: look at the groups"
