"""Survey figures on two sides: weighted means and shares, with respondents as the units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewkit.model import Change, ComparisonDesign, Interval, SideFigure
from interviewkit.model.sides import ANSWER, CROSS_SECTION, MIXED, PANEL

Floats = NDArray[np.float64]

PAIRED = "t test of respondents' own changes"
INDEPENDENT = "t test of two samples, variances apart"
OVERLAPPING = "t test that allows for respondents on both sides"


@dataclass(frozen=True, slots=True)
class SideAnswers:
    """One figure's answers on one side: respondent → (value, weight); shares count 1 and 0."""

    answers: Mapping[str, tuple[float, float]]


def find_answers_design(
    before: Mapping[str, object], after: Mapping[str, object]
) -> ComparisonDesign:
    """Whether the same respondents answered, told by their ids."""
    one, two = set(before), set(after)
    both = len(one & two)
    kind = PANEL if both and one == two else MIXED if both else CROSS_SECTION
    return ComparisonDesign(kind, both, len(one - two), len(two - one))


def compare_answer(
    variable: str,
    label: str,
    level: str,
    before: SideAnswers,
    after: SideAnswers,
    confidence: float = 0.95,
) -> Change:
    """The change of one weighted mean (or share, where values are 0 and 1).

    The variance is that of the sum of each respondent's influences on both sides (Taylor
    linearisation, with respondents as the units), so that the same people in both waves are
    paired and others are not. It knows of weights, not of strata, clusters or calibration.
    """
    one, two = _mean(before), _mean(after)
    value = two.value - one.value
    both = len(before.answers.keys() & after.answers.keys())
    error, df = _error(one, two, both)
    if math.isnan(value) or math.isnan(error) or df <= 0:
        interval, p = None, math.nan
    elif not error:
        interval, p = Interval(value, value, confidence), 1.0 if not value else 0.0
    else:
        from scipy.stats import t

        half = float(t.ppf((1 + confidence) / 2, df)) * error
        interval = Interval(value - half, value + half, confidence)
        p = 2 * float(t.sf(abs(value) / error, df))
    paired = both == len(before.answers) == len(after.answers)
    return Change(
        of=variable,
        kind=ANSWER,
        label=label,
        level=level,
        before=SideFigure(one.value, one.n, one.interval(confidence, share=bool(level))),
        after=SideFigure(two.value, two.n, two.interval(confidence, share=bool(level))),
        difference=value,
        interval=interval,
        p=p,
        test=PAIRED if paired else OVERLAPPING if both else INDEPENDENT,
    )


@dataclass(frozen=True, slots=True)
class _Mean:
    value: float
    n: int
    effective: float
    influence: Mapping[str, float]

    @property
    def error(self) -> float:
        if self.n < 2:
            return math.nan
        return math.sqrt(sum(i**2 for i in self.influence.values()) * self.n / (self.n - 1))

    def interval(self, level: float, *, share: bool) -> Interval | None:
        if self.n < 2:
            return None
        if share:
            return Interval.wilson(min(1.0, max(0.0, self.value)), self.effective, level)
        from scipy.stats import t

        half = float(t.ppf((1 + level) / 2, self.n - 1)) * self.error
        return Interval(self.value - half, self.value + half, level)


def _mean(asked: SideAnswers) -> _Mean:
    pairs = asked.answers
    total = sum(weight for _, weight in pairs.values())
    if not total:
        return _Mean(math.nan, 0, 0.0, {})
    value = sum(weight * answer for answer, weight in pairs.values()) / total
    influence = {who: weight * (answer - value) / total for who, (answer, weight) in pairs.items()}
    squares = sum(weight**2 for _, weight in pairs.values())
    return _Mean(value, len(pairs), total**2 / squares, influence)


def _error(one: _Mean, two: _Mean, both: int) -> tuple[float, float]:
    """The standard error of the difference and its degrees of freedom (Welch where apart)."""
    if one.n < 2 or two.n < 2:
        return math.nan, 0.0
    if not both:
        a, b = one.error**2, two.error**2
        spread = a**2 / (one.n - 1) + b**2 / (two.n - 1)
        return math.sqrt(a + b), (a + b) ** 2 / spread if spread else one.n + two.n - 2.0
    everyone = one.influence.keys() | two.influence.keys()
    n = len(everyone)
    squares = sum((two.influence.get(p, 0.0) - one.influence.get(p, 0.0)) ** 2 for p in everyone)
    return math.sqrt(squares * n / (n - 1)), n - 1.0
