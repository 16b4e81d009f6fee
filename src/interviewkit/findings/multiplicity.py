"""Many tests at once: which belong together, and what their p becomes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from interviewkit.model import Tested
from interviewkit.model.association import BENJAMINI_HOCHBERG, HOLM, UNADJUSTED

THE_REST = "all others"
ALL_TESTS = "all tests"


@dataclass(frozen=True, slots=True)
class Family:
    """Tests that answer one question together: codes or themes, and segments or variables, by
    name or shell-style pattern; empty means any."""

    name: str
    of: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()

    def holds(self, of: str, segment: str) -> bool:
        return _fits(of, self.of) and _fits(segment, self.segments)


def family_of(families: Sequence[Family], of: str, segment: str) -> str:
    """The first declared family that a test fits; without any, all tests are one family."""
    for family in families:
        if family.holds(of, segment):
            return family.name
    return THE_REST if families else ALL_TESTS


def adjusted(p: Sequence[float], adjust: str) -> list[float]:
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


def adjusted_in(
    tests: Sequence[Tested], families: Sequence[str], same: Sequence[Hashable], adjust: str
) -> list[Tested]:
    """The tests with their adjusted p, family and how many tests it holds.

    Tests of one family that are equal in ``same`` are one test told twice and count once.
    """
    found = list(tests)
    for family in dict.fromkeys(families):
        places = [place for place, name in enumerate(families) if name == family]
        p = {same[place]: tests[place].p for place in places}
        of_test = dict(zip(p, adjusted(list(p.values()), adjust), strict=True))
        held = sum(not math.isnan(value) for value in p.values())
        for place in places:
            found[place] = replace(
                tests[place],
                adjusted=of_test[same[place]],
                adjust=adjust,
                family=family,
                tests=held,
            )
    return found


def _fits(name: str, patterns: Iterable[str]) -> bool:
    patterns = tuple(patterns)
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)
