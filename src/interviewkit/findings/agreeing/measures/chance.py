"""Percent agreement, and four ways to say how much of it chance would give.

Every coefficient is ``(observed - expected) / (1 - expected)``; they differ in what they take for
chance. All allow more than two coders and units that not every coder has judged, and take (v, v)
weights for values that agree in part (:mod:`findings.agreeing.measures.weights`). The forms
for missing values are those of K. L. Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed.,
and of his R package irrCAC.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.findings.agreeing.measures.ratings import Floats, Ratings
from interviewkit.findings.arrays import divide


@dataclass(frozen=True, eq=False)
class Chance:
    """Observed agreement and that which chance gives, each of shape (...,) as the counts have."""

    observed: Floats
    expected: Floats

    @property
    def value(self) -> Floats:
        """Agreement beyond chance; ``nan`` where chance alone explains everything."""
        room = 1 - self.expected
        return np.where(room == 0, np.nan, divide(self.observed - self.expected, room))


Measure = Callable[[Ratings], Chance]


def average(chances: Sequence[Chance]) -> Chance:
    """Observed and expected agreement averaged over codes, those without units left out."""
    observed = np.array([each.observed for each in chances])
    expected = np.array([each.expected for each in chances])
    known = np.isfinite(observed) & np.isfinite(expected)
    n = known.sum(axis=0)
    seen, by_chance = (np.where(known, each, 0).sum(axis=0) for each in (observed, expected))
    return Chance(divide(seen, n), divide(by_chance, n))


def percent(ratings: Ratings, weights: Floats | None = None) -> Chance:
    """The share of pairs of coders that agree on a unit, averaged over units; nothing is chance."""
    observed = _observed(ratings, weights)
    return Chance(observed, np.zeros_like(observed))


def kappa(ratings: Ratings, weights: Floats | None = None) -> Chance:
    """Cohen's kappa; with more than two coders Conger's, the same averaged over pairs of coders.

    Chance is how often two coders would meet if each kept to their own shares of values.
    J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20, 37-46; weighted: J. Cohen (1968), Psychological Bulletin 70, 213-220;
    A. J. Conger (1980), Psychological Bulletin 88, 322-328.
    """
    k, r, v = ratings.marks.shape
    given = (ratings.counts @ ratings.marks.reshape(k, r * v)).reshape(
        *ratings.counts.shape[:-1], r, v
    )
    judged = given.sum(axis=-1)
    shares = given / np.where(judged == 0, 1, judged)[..., None]
    together = shares.sum(axis=-2)
    alone = _chance(shares, weights).sum(axis=-1)
    coders = (judged > 0).sum(axis=-1)  # whoever judged nothing has no shares to keep to
    expected = divide(_chance(together, weights) - alone, coders * (coders - 1.0))
    return Chance(_observed(ratings, weights), expected)


def fleiss(ratings: Ratings, weights: Floats | None = None) -> Chance:
    """Fleiss' kappa; with two coders it is Scott's pi.

    Chance is how often two draws from the values of all coders together would meet.
    J. L. Fleiss (1971), Psychological Bulletin 76, 378-382; W. A. Scott (1955), Public Opinion
    Quarterly 19, 321-325.
    """
    return Chance(_observed(ratings, weights), _chance(_shares(ratings), weights))


def brennan_prediger(ratings: Ratings, weights: Floats | None = None) -> Chance:
    """Brennan and Prediger's coefficient: chance takes every value with the same probability.

    R. L. Brennan & D. J. Prediger (1981), Educational and Psychological Measurement 41, 687-699.
    """
    observed = _observed(ratings, weights)
    v = len(ratings.values)
    return Chance(observed, np.full_like(observed, _sum(weights, v) / v**2))


def gwet(ratings: Ratings, weights: Floats | None = None) -> Chance:
    """Gwet's AC1, with weights AC2: chance strikes only units that are hard to judge.

    It stays near percent agreement where nearly every unit has the same value, and there kappa
    and alpha fall: read them side by side. K. L. Gwet (2008), British Journal of Mathematical and
    Statistical Psychology 61, 29-48.
    """
    shares, v = _shares(ratings), len(ratings.values)
    spread = (shares * (1 - shares)).sum(axis=-1)
    expected = _sum(weights, v) * spread / (v * (v - 1)) if v > 1 else np.ones_like(spread)
    return Chance(_observed(ratings, weights), expected)


def _observed(ratings: Ratings, weights: Floats | None) -> Floats:
    pairable = ratings.is_pairable
    return divide(
        ratings.counts @ compute_unit_agreement(ratings, weights), ratings.counts @ pairable
    )


def compute_unit_agreement(ratings: Ratings, weights: Floats | None = None) -> Floats:
    """(k,): the share of pairs of coders that agree; 0 where there is no pair."""
    tally, raters = ratings.tally, ratings.raters
    weighted = tally if weights is None else tally @ weights
    pairs = np.where(ratings.is_pairable, raters * (raters - 1), 1)
    return np.where(ratings.is_pairable, (tally * (weighted - 1)).sum(axis=1) / pairs, 0.0)


def _shares(ratings: Ratings) -> Floats:
    """(..., v): the mean share of each value among the coders of a unit."""
    rated = ratings.raters > 0
    shares = ratings.tally / np.where(rated, ratings.raters, 1)[:, None]
    return divide(ratings.counts @ shares, (ratings.counts @ rated)[..., None])


def _chance(shares: Floats, weights: Floats | None) -> Floats:
    return np.asarray((shares * (shares if weights is None else shares @ weights)).sum(axis=-1))


def _sum(weights: Floats | None, v: int) -> float:
    return float(v if weights is None else weights.sum())
