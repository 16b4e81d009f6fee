"""Describes survey variables by segment: weighted means and shares with n and intervals."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from interviewkit.errors import SurveyError
from interviewkit.model import Estimate, Interval, Segment, Variable
from interviewkit.survey.answers import CATEGORY, FLAG, NUMBER, ORDINAL, Answers
from interviewkit.survey.nearest import did_you_mean
from interviewkit.survey.segments import members
from interviewkit.survey.weighted import effective_n, mean_interval, weighted_mean

MEAN, SHARE = "mean", "share"
MEAN_METHOD = "mean, Student's t interval"
SHARE_METHOD = "share, Wilson score interval"
KISH = " with Kish's effective n (approximate)"


def describe(answers: Answers, variable: str, segments: Iterable[Segment]) -> list[Estimate]:
    """The figures of one variable: for everyone (segment ``""``), then for each segment.

    A number gives its mean; a category or ordinal the share of each level, in order; a flag the
    share of yes. Text and date give nothing. Everything is weighted where the survey has weights.
    ``n`` counts the people who answered (and whose weight is above 0), ``weighted_n`` sums their
    weights. Intervals of 95 % treat the answers as a simple random sample; with weights they use
    Kish's effective n, which ignores strata, clusters and calibration.

    Raises:
        SurveyError: there is no such variable.
        RuleError: a segment's rule is not valid for this survey.
    """
    try:
        about = answers.variable(variable)
    except KeyError:
        hint = did_you_mean(variable, answers.columns)
        raise SurveyError(f"the survey has no variable {variable!r}", hint=hint) from None
    groups = [("", np.ones(len(answers), dtype=bool))]
    groups += [(segment.name, members(segment, answers).mask) for segment in segments]
    return [estimate for name, mask in groups for estimate in _figures(answers, about, name, mask)]


def _figures(
    answers: Answers, about: Variable, segment: str, mask: NDArray[np.bool_]
) -> list[Estimate]:
    column = answers.table[about.name]
    weights = answers.weights
    used = mask & column.notna().to_numpy(dtype=bool) & (weights > 0)
    weights = weights[used]
    weighted = bool(answers.weight)
    if about.type == NUMBER:
        return [_mean(about, segment, column[used].to_numpy(dtype=float), weights, weighted)]
    if about.type == FLAG:
        yes = column[used].to_numpy(dtype=float)
        return [_share(about, segment, "yes", yes, weights, weighted)]
    if about.type in (CATEGORY, ORDINAL):
        values = column[used].to_numpy(dtype=object)
        return [
            _share(about, segment, level, _is_level(values, level), weights, weighted)
            for level in about.levels
        ]
    return []


def _is_level(values: NDArray[np.object_], level: str) -> NDArray[np.float64]:
    """1 where the value is the level; numeric levels are equal as numbers."""
    if len(values) and isinstance(values[0], float):
        return np.asarray(values == float(level.replace(",", ".")), dtype=float)
    return np.asarray(values == level, dtype=float)


def _mean(
    about: Variable,
    segment: str,
    values: NDArray[np.float64],
    weights: NDArray[np.float64],
    weighted: bool,
) -> Estimate:
    return Estimate(
        variable=about.name,
        segment=segment,
        value=weighted_mean(values, weights),
        n=len(values),
        weighted_n=float(weights.sum()),
        interval=mean_interval(values, weights),
        kind=MEAN,
        method=MEAN_METHOD + (KISH if weighted else ""),
    )


def _share(
    about: Variable,
    segment: str,
    level: str,
    hits: NDArray[np.float64],
    weights: NDArray[np.float64],
    weighted: bool,
) -> Estimate:
    share = weighted_mean(hits, weights)
    return Estimate(
        variable=about.name,
        segment=segment,
        value=share,
        n=len(hits),
        weighted_n=float(weights.sum()),
        interval=Interval.wilson(share, effective_n(weights)) if len(hits) else None,
        kind=SHARE,
        level=level,
        method=SHARE_METHOD + (KISH if weighted else ""),
    )
