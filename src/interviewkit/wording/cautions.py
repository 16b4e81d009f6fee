"""What speaks against showing a survey figure without a word."""

from __future__ import annotations

from interviewkit.model import Estimate
from interviewkit.model.estimate import FEWEST, NARROW, RELATIVELY_WIDE, WIDE
from interviewkit.wording.numbers import effective_n, percent, points_size


def describe_cautions(found: Estimate) -> tuple[str, ...]:
    """What speaks against showing a figure without a word, by the standards of the NCHS.

    Parker et al. (2017), National Center for Health Statistics Data Presentation Standards for
    Proportions, Vital Health Stat 2(175). Of figures other than shares: few people alone.
    """
    said = [f"effective n {effective_n(found.worth)} is under {FEWEST}"] if found.is_thin else []
    return (*said, *_too_wide(found))


def _too_wide(found: Estimate) -> list[str]:
    around = found.korn_graubard
    if around is None:
        return []
    width = around.high - around.low
    if width >= WIDE:
        return [f"Korn-Graubard interval is {points_size(width)} points wide"]
    if width > NARROW and width > RELATIVELY_WIDE * found.value:
        return [f"Korn-Graubard interval is wider than {percent(RELATIVELY_WIDE)} of the share"]
    return []
