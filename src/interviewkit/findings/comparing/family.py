"""What is asked of people, adjusted for all that a study asks: the same p, whoever asks it.

A family is declared before anything is shown: it is all questions of the study, whatever part of
them a command prints. A question that the study does not ask is adjusted over those asked with it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Generic, TypeVar

import numpy as np

from interviewkit.findings.arrays import Floats
from interviewkit.model import Association, Interval, Tested, Trend
from interviewkit.model.association import BENJAMINI_HOCHBERG, HOLM, UNADJUSTED

Row = TypeVar("Row", Association, Trend)

AD_HOC = "asked beside the study's own questions"

Ends = Callable[[float], tuple[Floats, Floats]]
"""The lower and upper ends (k,) of intervals at a level."""


@dataclass(frozen=True)
class Posed:
    """One comparison of people by ``k`` things, before it is adjusted.

    Attributes:
        about: the segment, variable or step that it is about.
        of: (k,) the codes or themes.
        p: (k,) ``nan`` where nothing was tested.
        same: (k,) equal for what is one test, however often it is told.
        ends: the intervals of what is tested, at any level.
    """

    about: str
    of: tuple[str, ...]
    p: Floats
    same: tuple[Hashable, ...] = ()
    ends: Ends | None = field(default=None, repr=False)

    @property
    def tests(self) -> tuple[Hashable, ...]:
        """(k,) what each test is known by."""
        return self.same or tuple((self.about, name) for name in self.of)


@dataclass(frozen=True)
class Compared(Generic[Row]):
    """The rows of one comparison, in the order of things, and what is to be adjusted of them."""

    rows: Sequence[Row]
    posed: Posed

    def tested(self, tests: Sequence[Tested]) -> list[Row]:
        """The rows with their tests as they stand in a family, each under its own name."""
        return [
            replace(row, tested=replace(each, name=row.tested.name))
            for row, each in zip(self.rows, tests, strict=True)
        ]


@dataclass(frozen=True)
class Adjusting:
    """How tests are adjusted: by what, at which level, in which declared families."""

    adjust: str = HOLM
    level: float = 0.95
    families: tuple[Family, ...] = ()


def settle_tests(
    asked: Sequence[Posed], how: Adjusting, declared: Sequence[Posed] | None = None
) -> list[list[Tested]]:
    """The tests of what is asked, (k,) for each, as they stand in their families.

    ``declared`` are all questions of the study; without any, those asked are. What is asked and
    not declared is a family of its own.
    """
    families = _families(asked if declared is None else declared, how)
    place = {key: name for name, tests in families.items() for key in tests}
    beside: dict[Hashable, float] = {}
    for each in asked:
        for key, p in zip(each.tests, each.p, strict=True):
            if key not in place:
                beside[key] = float(p)
    place |= dict.fromkeys(beside, AD_HOC)
    known = {name: _Settled.of(tests, how) for name, tests in {**families, AD_HOC: beside}.items()}
    return [_tests(each, place, known, how) for each in asked]


def _families(declared: Sequence[Posed], how: Adjusting) -> dict[str, dict[Hashable, float]]:
    """Family → test → p; a test told twice stands in the first family that it fits."""
    found: dict[str, dict[Hashable, float]] = {}
    taken: set[Hashable] = set()
    for each in declared:
        for name, key, p in zip(each.of, each.tests, each.p, strict=True):
            family = found.setdefault(find_family(how.families, name, each.about), {})
            if key not in taken:
                family[key] = float(p)
                taken.add(key)
    return found


@dataclass(frozen=True)
class _Settled:
    """A family that is whole: adjusted p, how many were tested, the level of its intervals."""

    adjusted: Mapping[Hashable, float]
    tests: int
    level: float

    @classmethod
    def of(cls, tests: Mapping[Hashable, float], how: Adjusting) -> _Settled:
        p = list(tests.values())
        found = dict(zip(tests, adjust_p_values(p, how.adjust), strict=True))
        tested = sum(not math.isnan(value) for value in p)
        return cls(found, tested, find_simultaneous_level(p, how.adjust, how.level))


def _tests(
    posed: Posed, place: Mapping[Hashable, str], known: Mapping[str, _Settled], how: Adjusting
) -> list[Tested]:
    names = [place[key] for key in posed.tests]
    ends = {level: posed.ends(level) for level in {known[n].level for n in names} if posed.ends}
    found = []
    for k, (key, name) in enumerate(zip(posed.tests, names, strict=True)):
        family, p = known[name], float(posed.p[k])
        wide = None
        if family.level in ends and not math.isnan(p):
            low, high = (float(np.asarray(end)[k]) for end in ends[family.level])
            wide = Interval(low, high, family.level)
        found.append(Tested("", p, family.adjusted[key], how.adjust, name, family.tests, wide))
    return found


# -- many tests at once: which belong together, and what their p becomes ---------------------------


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
