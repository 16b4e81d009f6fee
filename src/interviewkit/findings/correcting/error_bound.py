"""An upper bound of an error rate among units of which one person gives several."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from interviewkit.findings.correcting.clustered import Array, estimate_freedom

ERRORS_ALIKE = 0.30
"""Intraclass correlation of one person's errors that is taken for granted until seen otherwise."""

PRIOR_ERRORS = 2.0
"""How many errors that assumption is worth."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Judged decisions and the wrong ones among them, per person: shape ``(..., people)``.

    Sums of weights (``decided``, ``wrong``) and of squared weights (``decided2``, ``wrong2``).
    """

    decided: Array
    wrong: Array
    decided2: Array
    wrong2: Array


def bound_error(tally: Tally, delta: float) -> tuple[Array, Array]:
    """The error rate and what it is below with confidence ``1 - delta``, of the shape ``(...)``.

    The exact binomial bound at an effective sample size that stands for clustering and unequal
    weights, with fewer degrees of freedom for few people: E. L. Korn, B. I. Graubard (1998),
    Confidence intervals for proportions with small expected number of positive counts estimated
    from survey data, Survey Methodology 24, 193-201. Two errors' worth of the assumption that a
    person's errors correlate at .30 are mixed in, so that no luck with few errors makes people
    look alike; the effective size never exceeds the real one. Where nothing was judged the
    bound is 1 and the rate ``nan``.
    """
    total = tally.decided.sum(-1)
    rate = tally.wrong.sum(-1) / np.maximum(total, 1e-300)
    people = (tally.decided > 0).sum(-1)
    df = np.minimum(estimate_freedom(tally.wrong, tally.wrong2), people - 1)
    bound = bound_exactly(rate, compute_effective_size(tally, rate), df, delta)
    return np.where(total > 0, rate, np.nan), np.where((total > 0) & (people > 1), bound, 1.0)


def bound_exactly(rate: Array, size: Array, df: Array, delta: float) -> Array:
    """Clopper and Pearson's upper bound for ``size`` units, fewer where ``df`` is small."""
    from scipy.special import betaincinv, ndtri, stdtrit

    # Where few people tell the variance, t is wider than the normal: units then count for less.
    shrunk = size * (ndtri(1 - delta) / stdtrit(np.maximum(df, 2.0), 1 - delta)) ** 2
    misses = np.maximum((1 - rate) * shrunk, 1e-9)
    return np.asarray(betaincinv(rate * shrunk + 1, misses, 1 - delta))


def count_fewest_judgements(limit: float, delta: float) -> int:
    """How many judged decisions it takes if none of them is wrong, each of another person."""
    return math.ceil(math.log(delta) / math.log1p(-limit))


def count_missing_judgements(tally: Tally, limit: float, delta: float, judged: int) -> int | None:
    """About how many more turns to judge until some candidate's bound falls below the limit.

    If errors stay as frequent as they were, half an error more or less, and the further turns
    are of further people. ``None``: errors are too frequent.
    """
    total = tally.decided.sum(-1)
    rate = tally.wrong.sum(-1) / np.maximum(total, 1e-300)
    size, people = compute_effective_size(tally, rate), (tally.decided > 0).sum(-1)
    df = np.minimum(estimate_freedom(tally.wrong, tally.wrong2), people)
    # In steps of 5 %, up to a hundred times as many: a plan needs no more.
    for times in np.geomspace(1.05, 100, 94):
        likely = np.minimum(rate + 0.5 / (size * times), 1.0)
        bound = bound_exactly(likely, size * times, df * times, delta)
        if ((bound <= limit) & (total > 0)).any():
            return math.ceil((float(times) - 1) * judged)
    return None


def compute_effective_size(tally: Tally, rate: Array) -> Array:
    """How many independent judgements the clustered, weighted ones are worth."""
    total = np.maximum(tally.decided.sum(-1), 1e-100)
    kish = np.maximum(tally.decided2.sum(-1) / total**2, 1e-100)
    share = tally.decided / total[..., None]
    alike = 1 + ERRORS_ALIKE * np.maximum((share**2).sum(-1) / kish - 1, 0)
    off = (tally.wrong - rate[..., None] * tally.decided) / total[..., None]
    variance = (off**2 / np.maximum(1 - share, 0.05)).sum(-1)
    spread = (variance + PRIOR_ERRORS * kish**2 * alike) / (rate * (1 - rate) + PRIOR_ERRORS * kish)
    return np.asarray(1 / np.maximum(spread, kish))
