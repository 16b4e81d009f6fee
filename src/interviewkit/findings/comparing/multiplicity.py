"""Many tests at once: which belong together, and what their p becomes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from interviewkit.model.association import BENJAMINI_HOCHBERG, HOLM, UNADJUSTED

THE_REST = "all others"
ALL_TESTS = "all questions of the study"


@dataclass(frozen=True, slots=True)
class Family:
    """Tests that answer one question together: codes or themes, and segments or variables, by
    name or shell-style pattern; empty means any."""

    name: str
    of: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()

    def holds(self, of: str, segment: str) -> bool:
        return _fits(of, self.of) and _fits(segment, self.segments)


def find_family(families: Sequence[Family], of: str, segment: str) -> str:
    """The first declared family that a test fits; without any, all tests are one family."""
    for family in families:
        if family.holds(of, segment):
            return family.name
    return THE_REST if families else ALL_TESTS


def adjust_p_values(p: Sequence[float], adjust: str) -> list[float]:
    """Adjusted p-values in the order given; ``nan`` was not tested and stays so.

    ``holm``: S. Holm (1979), Scandinavian Journal of Statistics 6, 65-70, keeps the chance of any
    false alarm in the family; ``bh``: Y. Benjamini, Y. Hochberg (1995), JRSS B 57, 289-300, keeps
    the share of false alarms among those reported. ``none`` leaves them as they are.

    Raises:
        ValueError: no such adjustment.
    """
    order = sorted((value, place) for place, value in enumerate(p) if not math.isnan(value))
    found = [math.nan] * len(p)
    m = len(order)
    if adjust == UNADJUSTED:
        return list(p)
    if adjust == HOLM:
        worst = 0.0
        for rank, (value, place) in enumerate(order):
            worst = max(worst, min(1.0, (m - rank) * value))
            found[place] = worst
    elif adjust == BENJAMINI_HOCHBERG:
        best = 1.0
        for rank, (value, place) in reversed(list(enumerate(order, start=1))):
            best = min(best, m * value / rank)
            found[place] = best
    else:
        raise ValueError(f"{adjust!r} is no adjustment; it is holm, bh or none")
    return found


def find_simultaneous_level(p: Sequence[float], adjust: str, level: float) -> float:
    """The level at which intervals of all tests of a family hold together.

    For ``holm`` that of C. E. Bonferroni (O. J. Dunn 1961, JASA 56, 52-64), ``1 - α / m``: with
    at least ``level`` all ``m`` intervals hold their truths at once. Who leaves out no difference
    there has an adjusted p below ``α``; Holm goes on in steps and may reject a few more, for which
    no intervals of two sides are known that say how large the difference is. For ``bh`` that of
    Y. Benjamini and D. Yekutieli (2005, JASA 100, 71-81), ``1 - α r / m`` with ``r`` rejected: of
    the intervals that leave out no difference at most ``α`` miss, and they do so exactly where
    the adjusted p is at most ``α``. ``none`` leaves the level as it is.
    """
    alpha = 1 - level
    tested = [value for value in p if not math.isnan(value)]
    if adjust == UNADJUSTED or not tested:
        return level
    rejected = 1
    if adjust == BENJAMINI_HOCHBERG:
        rejected = max(sum(value <= alpha for value in adjust_p_values(tested, adjust)), 1)
    return 1 - alpha * rejected / len(tested)


def _fits(name: str, patterns: Iterable[str]) -> bool:
    patterns = tuple(patterns)
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)
