"""Standard errors of agreement where units are independent of each other.

They are not where people speak more than once, so findings carry intervals that resample people
(:mod:`findings.agreeing.measures.resampling`); the two compared tell what clustering costs.
"""

from __future__ import annotations

import numpy as np

from interviewkit.findings.agreeing.measures.alpha import Distance, alpha
from interviewkit.findings.agreeing.measures.chance import Chance, Measure
from interviewkit.findings.agreeing.measures.ratings import Floats, Ratings

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
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = (corrected.observed - plain.observed) / (1 - plain.expected)
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
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (chance.observed - chance.expected) / (1 - chance.expected)
    return np.asarray(ratings.counts.sum() * np.imag(value) / STEP, np.float64)
