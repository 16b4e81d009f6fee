"""Shares of few people, or of 0 or 1, set against others: intervals made of both shares' own.

Where everyone of a segment answers alike the sample shows no spread there, and an error made of
what it shows would be the other side's alone: two people would be proof. And of few people a
symmetric interval reaches beyond 100 points.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from interviewkit.model import Contrast, Estimate, Interval
from interviewkit.survey.estimation.intervals import build_logit_intervals, build_ratio_interval

LEAST, SUREST = 1e-6, 1 - 1e-12
"""The levels between which p is sought: at none and at 1 there is no interval."""


def set_apart(found: Contrast, alike: float, level: float, design_words: str) -> Contrast:
    """The contrast of shares with intervals of difference and ratio from both sides' intervals.

    Zou & Donner (2008), Statistics in Medicine 27, 1693-1702 (MOVER): the distances from each
    figure to the end of its interval that matters, squared, added up, less what ``alike``, the
    correlation of the two figures, takes off. The ratio is a difference of logarithms. ``p`` is
    one less the highest level at which the difference's interval leaves nothing out. Without
    intervals where a side has none.
    """
    ends = _ends(found.first, level), _ends(found.second, level)
    words = f"difference of shares, from both shares' intervals (MOVER){design_words}"
    found = replace(found, se=math.nan, difference_interval=None, ratio_interval=None, p=math.nan)
    if any(math.isnan(end) for pair in ends for end in pair):
        return replace(found, method=words)
    return replace(
        found,
        difference_interval=_apart(found, alike, level),
        ratio_interval=_times(found, alike, level) if found.ratio > 0 else None,
        p=_p(found, alike),
        method=words,
    )


def _ends(share: Estimate, level: float) -> tuple[float, float]:
    value, se, df, n, effective = (
        np.array([float(part)])
        for part in (share.value, share.se, share.df, share.n, share.effective_n)
    )
    low, high = build_logit_intervals(value, se, df, n, effective, level)
    return float(low[0]), float(high[0])


def _apart(found: Contrast, alike: float, level: float) -> Interval:
    one, two = found.first.value, found.second.value
    (low, high), (under, over) = _ends(found.first, level), _ends(found.second, level)
    return Interval(
        found.difference - _reach(one - low, over - two, alike),
        found.difference + _reach(high - one, two - under, alike),
        level,
    )


def _times(found: Contrast, alike: float, level: float) -> Interval | None:
    one, two = found.first.value, found.second.value
    (low, high), (under, over) = _ends(found.first, level), _ends(found.second, level)
    if not (low > 0 and under > 0):
        return None
    down = _reach(math.log(one / low), math.log(over / two), alike)
    up = _reach(math.log(high / one), math.log(two / under), alike)
    return build_ratio_interval(found.ratio, down, up, level)


def _reach(one: float, two: float, alike: float) -> float:
    return math.sqrt(max(one**2 + two**2 - 2 * alike * one * two, 0.0))


def _p(found: Contrast, alike: float) -> float:
    from scipy.optimize import brentq

    def leaves_nothing_out(level: float) -> float:
        around = _apart(found, alike, level)
        return around.low if found.difference > 0 else -around.high

    if leaves_nothing_out(LEAST) <= 0:
        return 1.0
    if leaves_nothing_out(SUREST) > 0:
        return 1 - SUREST
    return 1 - float(brentq(leaves_nothing_out, LEAST, SUREST, xtol=1e-13))
