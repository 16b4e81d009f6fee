"""Shares of people on two sides and their difference, with people or whole groups as units."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from interviewkit.model import Interval

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shared:
    """A share (0 to 1) of ``n`` people, its interval, and what each unit adds to its error.

    ``effective`` is how many independent people they are worth.
    """

    value: float
    n: int
    voiced: int
    interval: Interval
    influence: dict[Hashable, float] = field(repr=False)
    effective: float = 0.0

    @property
    def is_grouped(self) -> bool:
        return len(self.influence) < self.n


def share(
    voiced: Mapping[str, bool], together: Mapping[str, Hashable], level: float = 0.95
) -> Shared:
    """The share of people who voiced something, ``nan`` where there is nobody.

    Wilson's score interval. Where people talked together they vary together: ``n`` is then
    divided by the design effect (the variance over units against that of as many single people,
    L. Kish 1965), kept between the number of units and of people, and Student's t with one degree
    of freedom less than units takes the place of the normal quantile.
    """
    n = len(voiced)
    if not n:
        return Shared(math.nan, 0, 0, Interval(math.nan, math.nan, level), {})
    value = sum(voiced.values()) / n
    influence: dict[Hashable, float] = {}
    for person, hit in voiced.items():
        unit = together[person]
        influence[unit] = influence.get(unit, 0.0) + (hit - value) / n
    units = len(influence)
    if units == n:
        wilson = Interval.wilson(value, n, level)
        return Shared(value, n, sum(voiced.values()), wilson, influence, float(n))
    if units == 1:  # one conversation: how others would have talked is not known at all
        return Shared(value, n, sum(voiced.values()), Interval(0.0, 1.0, level), influence)
    single = value * (1 - value) / n
    clustered = sum(each**2 for each in influence.values()) * units / (units - 1)
    effect = clustered / single if single else 1.0
    effective = min(float(n), max(float(units), n / effect if effect else float(n)))
    if not single:
        effective = float(units)
    interval = _wilson(value, effective, _quantile(units - 1, level), level)
    return Shared(value, n, sum(voiced.values()), interval, influence, effective)


def difference(before: Shared, after: Shared) -> tuple[float, Interval]:
    """``after`` minus ``before`` and its interval.

    The two score intervals are put together by the method of variance estimates recovery, with
    the correlation that people (or groups) on both sides cause: R. G. Newcombe (1998), Statistics
    in Medicine 17, 873-890 and 2635-2650 (method 10 of both, the paired one with its continuity
    correction of a positive correlation); G. Y. Zou, A. Donner (2008), ibid. 27, 1693-1702.
    """
    level = before.interval.level
    value = after.value - before.value
    if math.isnan(value):
        return math.nan, Interval(math.nan, math.nan, level)
    one, two = _for_difference(before, after)
    r = _corrected(_correlation(before.influence, after.influence), before, after)
    down, up = after.value - two.low, two.high - after.value
    back, forth = before.value - one.low, one.high - before.value
    low = value - math.sqrt(max(0.0, down**2 + forth**2 - 2 * r * down * forth))
    high = value + math.sqrt(max(0.0, up**2 + back**2 - 2 * r * up * back))
    return value, Interval(max(-1.0, low), min(1.0, high), level)


def _for_difference(before: Shared, after: Shared) -> tuple[Interval, Interval]:
    """Both intervals, with the degrees of freedom of all units where people come in groups."""
    sides = (before, after)
    if not any(side.is_grouped and side.effective for side in sides):
        return before.interval, after.interval
    both = before.influence.keys() & after.influence.keys()
    units = len(before.influence.keys() | after.influence.keys())
    quantile = _quantile(max(1, units - (1 if both else 2)), before.interval.level)
    one, two = (
        _wilson(side.value, side.effective, quantile, side.interval.level)
        if side.effective
        else side.interval
        for side in sides
    )
    return one, two


def _corrected(r: float, before: Shared, after: Shared) -> float:
    """A positive correlation drawn towards 0 by half a person of the table of both sides."""
    spread = before.value * (1 - before.value) * after.value * (1 - after.value)
    units = len(before.influence.keys() & after.influence.keys())
    if r <= 0 or not spread or not units:
        return r
    return max(0.0, r - 1 / (2 * units * math.sqrt(spread)))


def _correlation(one: Mapping[Hashable, float], two: Mapping[Hashable, float]) -> float:
    product = sum(value * two[unit] for unit, value in one.items() if unit in two)
    sizes = math.sqrt(sum(v**2 for v in one.values()) * sum(v**2 for v in two.values()))
    return max(-1.0, min(1.0, product / sizes)) if sizes else 0.0


def _quantile(df: int, level: float) -> float:
    from scipy.stats import t

    return float(t.ppf((1 + level) / 2, df))


def _wilson(share: float, n: float, quantile: float, level: float) -> Interval:
    """Wilson's interval with another quantile than the normal one."""
    normal = NormalDist().inv_cdf((1 + level) / 2)
    # The interval depends on n and quantile through n / quantile² alone.
    return Interval.wilson(share, n * (normal / quantile) ** 2, level)
