"""Figures of the survey: single ones, how sure they are, and what sets them against each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.model.finding import Interval

FEWEST = 30
"""Fewer people, or people's worth of weights, make a figure that is only an indication."""
RARE = 0.05
"""Shares up to here, or from 1 less this on, are extreme."""
WIDE, NARROW, RELATIVELY_WIDE = 0.30, 0.05, 1.30
"""Widths of a share's interval: too wide, fine, and too wide beside the share itself."""
YES = "yes"
"""The answer of those for whom a flag is true."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """People of a segment who gave no answer: how many, and their ``share`` of its weight.

    ``low`` and ``high`` are what the figure would be had all of them given the least, or the most,
    that can be answered (Manski 1989, J. Human Resources 24, 343-360); ``nan`` where there are no
    such bounds.
    """

    n: int
    share: float
    low: float = math.nan
    high: float = math.nan


@dataclass(frozen=True, slots=True)
class Estimate:
    """A survey figure for one segment, with its standard error and interval.

    ``kind`` is mean, share, total, quantile, ratio or variance; ``level`` the answer that a share
    is of, or the order of a quantile. ``n`` counts the people it rests on, ``effective_n`` is
    Kish's: how many of equal weight would say as much. ``df`` are the design's degrees of freedom
    there; ``deff`` is the variance over that of a simple random sample of the same size, ``nan``
    where it has no meaning. ``korn_graubard`` is the other interval of a share, which holds for
    few people and extreme shares too. ``unanswered`` is nothing where all of the segment answered.
    """

    variable: str
    segment: str
    value: float
    n: int
    weighted_n: float
    interval: Interval | None = None
    kind: str = "mean"
    level: str = ""
    method: str = ""
    se: float = math.nan
    df: float = math.nan
    deff: float = math.nan
    effective_n: float = math.nan
    korn_graubard: Interval | None = None
    unanswered: Unanswered | None = None

    @property
    def answer(self) -> str:
        """The answer to name beside the question; a mean has none, and a yes goes without."""
        return "" if self.level == YES else self.level

    @property
    def is_thin(self) -> bool:
        """Whether it rests on fewer people, or people's worth of weights, than thirty."""
        return 0 < self.worth < FEWEST

    @property
    def is_extreme(self) -> bool:
        """Whether it is a share of at most 5 %, or at least 95 %."""
        return self.kind == "share" and (self.value <= RARE or self.value >= 1 - RARE)

    @property
    def beside(self) -> Interval | None:
        """Korn and Graubard's interval where the usual one cannot be relied on."""
        return self.korn_graubard if self.is_thin or self.is_extreme else None

    @property
    def worth(self) -> float:
        """People it rests on, or people's worth of weights where these are fewer."""
        return self.n if math.isnan(self.effective_n) else min(self.n, self.effective_n)


@dataclass(frozen=True, slots=True)
class Naming:
    """The words of study.toml in which a comparison is told: both segments', the variable's.

    ``phrase`` says what the people of a share do (``are burned out``); it is empty where they are
    said to give an answer to ``label``.
    """

    first: str
    second: str
    label: str
    phrase: str = ""


def find_phrase(phrases: Mapping[str, str], variable: str, level: str) -> str:
    """What people who give an answer do, in the words of study.toml; empty where it has none.

    ``variable=answer`` names the answer; a variable alone means its yes.

    >>> find_phrase({"burned_out": "are burned out"}, "burned_out", "yes")
    'are burned out'
    """
    plain = phrases.get(variable, "") if level == YES else ""
    return phrases.get(f"{variable}={level}", plain)


@dataclass(frozen=True, slots=True)
class Contrast:
    """One figure in two segments: how far apart, and how many times as much.

    ``difference`` is ``first`` less ``second`` (of shares from 0 to 1), ``ratio`` the first over
    the second, ``nan`` where it has no meaning; their intervals allow for people who are in both
    segments, ``shared`` of them. ``p`` is of the test that nothing lies between them, ``adjusted``
    the same by Holm over everything compared at once. ``told_as`` are the words for it, where
    somebody said any.
    """

    first: Estimate
    second: Estimate
    difference: float
    difference_interval: Interval | None = None
    ratio: float = math.nan
    ratio_interval: Interval | None = None
    se: float = math.nan
    df: float = math.nan
    p: float = math.nan
    adjusted: float = math.nan
    shared: int = 0
    method: str = ""
    told_as: Naming | None = None
    title: str = ""

    @property
    def naming(self) -> Naming:
        """The words in which it is told: those given, or the names themselves."""
        first, second = self.first, self.second
        return self.told_as or Naming(first.segment, second.segment, first.variable)

    @property
    def is_sure(self) -> bool | None:
        """Whether it stands after adjustment, at the level of the interval; ``None`` untested."""
        if math.isnan(self.adjusted) or self.difference_interval is None:
            return None
        return self.adjusted < self.difference_interval.alpha

    @property
    def is_constructed(self) -> bool:
        """Whether a segment's rule uses the variable, so that they differ by construction."""
        return self.method.startswith(BY_CONSTRUCTION)


@dataclass(frozen=True, slots=True)
class CrosstabCell:
    """One cell of a crosstab: ``share`` of everyone, ``of_row`` of the row's people."""

    row: str
    column: str
    n: int
    weighted_n: float
    share: float
    of_row: float
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Two variables crossed, with Rao and Scott's test that they are independent.

    ``f`` has ``ndf`` and ``ddf`` degrees of freedom; ``chi2`` is Pearson's of the weighted table
    scaled to ``n`` people, before any correction.
    """

    rows: str
    columns: str
    cells: tuple[CrosstabCell, ...]
    n: int
    chi2: float
    f: float
    ndf: float
    ddf: float
    p: float
    method: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One term of a model; ``odds_ratio`` only in a logistic one."""

    term: str
    value: float
    se: float
    t: float
    p: float
    interval: Interval | None = None
    odds_ratio: float = math.nan
    odds_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class SurveyModel:
    """A regression under the survey's design; ``df`` are those of its t tests.

    ``terms`` test each variable of several coefficients as a whole (Wald's F).
    """

    formula: str
    family: str
    coefficients: tuple[Coefficient, ...]
    n: int
    df: float
    dispersion: float
    terms: tuple[TermTest, ...] = ()
    method: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermTest:
    """Whether a variable matters at all: Wald's F of its coefficients."""

    term: str
    f: float
    ndf: int
    ddf: float
    p: float


@dataclass(frozen=True, slots=True)
class DesignFacts:
    """A survey's design in figures, as it was read."""

    n: int
    words: str
    weighted_n: float
    strata: int
    clusters: int
    df: float
    lightest: float
    heaviest: float
    effective_n: float
    lonely: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
