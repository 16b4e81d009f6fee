"""The measures by name, for values on a level of measurement, and their standard errors.

These are for units that are independent of each other. Where people speak more than once units are
not, so findings carry intervals that resample people
(:mod:`findings.agreeing.measures.resampling`); the two compared tell what clustering costs.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from interviewkit.findings.agreeing.measures.alpha import Distance, alpha
from interviewkit.findings.agreeing.measures.chance import (
    Chance,
    Measure,
    brennan_prediger,
    fleiss,
    gwet,
    kappa,
    percent,
)
from interviewkit.findings.agreeing.measures.ratings import Floats, Ratings
from interviewkit.findings.agreeing.measures.weights import build_agreement_weights
from interviewkit.findings.arrays import divide

WEIGHTS_OF_LEVEL = {"nominal": "identity", "ordinal": "ordinal", "interval": "quadratic"}
ALPHA = "alpha"


def list_measures(ratings: Ratings, level: str = "nominal") -> Mapping[str, Measure]:
    """Name → measure; all but alpha weigh values that agree in part as the level asks.

    Raises:
        ValueError: no such level.
    """
    if level not in WEIGHTS_OF_LEVEL:
        raise ValueError(f"{level!r} is no level; these are: {', '.join(WEIGHTS_OF_LEVEL)}")
    weights = build_agreement_weights(ratings, WEIGHTS_OF_LEVEL[level])
    return {
        "percent": lambda some: percent(some, weights),
        "kappa": lambda some: kappa(some, weights),
        "fleiss": lambda some: fleiss(some, weights),
        ALPHA: lambda some: alpha(some, level),
        "gwet": lambda some: gwet(some, weights),
        "brennan_prediger": lambda some: brennan_prediger(some, weights),
    }


def estimate_named_error(name: str, ratings: Ratings, level: str = "nominal") -> float:
    """The standard error of a named measure where units are independent."""
    if name == ALPHA:
        return estimate_alpha_error(ratings, level)
    return estimate_standard_error(list_measures(ratings, level)[name], ratings)


# -- standard errors of agreement where units are independent of each other ------------------------


STEP = 1e-30


def estimate_standard_error(measure: Measure, ratings: Ratings) -> float:
    """The linearised standard error of a measure over independent units.

    Each unit pulls at the value by its derivative after the unit's weight, had exactly by a step
    along the imaginary axis (W. Squire & G. Trapp (1998), SIAM Review 40, 110-112). A unit that
    only one coder judged counts as one that agrees in nothing, as in K. L. Gwet (2014), Handbook
    of Inter-Rater Reliability, 4th ed., chapter 5, and in irrCAC. ``nan`` with fewer than two
    units, or where the measure is not defined.
    """
    n = ratings.counts.sum()
    pairable = ratings.is_pairable
    found = float(measure(ratings).value)
    with np.errstate(divide="ignore", invalid="ignore"):
        alone = found * (pairable * n / (ratings.counts @ pairable) - 1)
    return _spread(ratings, _pull(measure, ratings) + alone)


def estimate_alpha_error(ratings: Ratings, level: str | Distance = "nominal") -> float:
    """The same for Krippendorff's alpha, over the units that at least two coders judged.

    As in irrCAC, the correction for small samples stays out of the derivative, and a unit that
    more coders judged than the average pulls at the corrected agreement.
    """
    pairable = ratings.is_pairable
    ratings = Ratings(ratings.given[pairable], ratings.counts[pairable], ratings.values)

    def uncorrected(some: Ratings) -> Chance:
        total = some.counts @ some.raters
        chance = alpha(some, level)
        return Chance(1 - (1 - chance.observed) * total / (total - 1), chance.expected)

    corrected, plain = alpha(ratings, level), uncorrected(ratings)
    mean = ratings.counts @ ratings.raters / max(ratings.counts.sum(), 1)
    gap = divide(corrected.observed - plain.observed, 1 - plain.expected)
    return _spread(ratings, _pull(uncorrected, ratings) - gap * (ratings.raters / mean - 1))


def _spread(ratings: Ratings, pull: Floats) -> float:
    n = ratings.counts.sum()
    if n < 2:
        return float("nan")
    return float(np.sqrt((ratings.counts * pull**2).sum() / (n * (n - 1))))


def _pull(measure: Measure, ratings: Ratings) -> Floats:
    """(k,): how far one more unit of each pattern would move the value, times all units."""
    moved = ratings.counts + 1j * STEP * np.eye(len(ratings.counts))
    chance = measure(ratings.with_counts(moved))
    value = divide(chance.observed - chance.expected, 1 - chance.expected)
    return np.asarray(ratings.counts.sum() * np.imag(value) / STEP, np.float64)
