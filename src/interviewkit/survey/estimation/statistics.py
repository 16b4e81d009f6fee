"""Figures as functions of the weights: totals, and ratios of totals.

Means, shares and ratios are all ratios of two totals; what a statistic gives is its value at any
weights and the influence of each row, from which its variance follows.

A figure is linearised by its influence: what one more unit of weight on a row would change. Its
variance is that of the weighted influences' sum, stage by stage of the sample: within strata,
between clusters, with finite population corrections (Binder 1983, Int. Stat. Rev. 51, 279-292;
Särndal, Swensson & Wretman 1992, 4.3). Written to agree with R's ``survey::svyrecvar``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from interviewkit.errors import SurveyError
from interviewkit.survey.estimation.design import Replicates, Stage, SurveyDesign

Floats = NDArray[np.float64]


class Statistic(Protocol):
    """p figures of n rows."""

    def values(self, weights: Floats) -> Floats:
        """The figures (p,) at these weights (n,); ``nan`` where there is no weight."""
        ...

    def influence(self, weights: Floats) -> Floats:
        """What one more unit of weight on each row changes, (n, p)."""
        ...


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of the columns of ``parts`` (n, p)."""

    parts: Floats = field(repr=False)

    def values(self, weights: Floats) -> Floats:
        return np.asarray(weights @ self.parts)

    def influence(self, weights: Floats) -> Floats:  # noqa: ARG002 - the same at all weights
        return self.parts


@dataclass(frozen=True, slots=True)
class Ratios:
    """Totals of ``parts`` (n, p) over totals of ``wholes`` (n, p)."""

    parts: Floats = field(repr=False)
    wholes: Floats = field(repr=False)

    def values(self, weights: Floats) -> Floats:
        wholes = weights @ self.wholes
        return np.asarray((weights @ self.parts) / np.where(wholes == 0, np.nan, wholes))

    def influence(self, weights: Floats) -> Floats:
        wholes = weights @ self.wholes
        wholes = np.where(wholes == 0, np.nan, wholes)
        found = (self.parts - self.values(weights) * self.wholes) / wholes
        return np.nan_to_num(found, nan=0.0)


@dataclass(frozen=True, slots=True)
class Variances:
    """Variances of the population as R's ``svyvar`` estimates them, n / (n - 1) included."""

    parts: Floats = field(repr=False)
    wholes: Floats = field(repr=False)

    def _squares(self, weights: Floats) -> Ratios:
        means = Ratios(self.parts, self.wholes).values(weights)
        n = ((weights != 0)[:, None] * self.wholes).sum(axis=0)
        factor = n / np.maximum(n - 1, 1)
        return Ratios((self.parts - means * self.wholes) ** 2 * factor, self.wholes)

    def values(self, weights: Floats) -> Floats:
        return self._squares(weights).values(weights)

    def influence(self, weights: Floats) -> Floats:
        return self._squares(weights).influence(weights)


def estimate_covariance(statistic: Statistic, design: SurveyDesign) -> Floats:
    """The covariance (p, p) of a statistic's figures under a design.

    Raises:
        SurveyError: a stratum has one unit and the design's policy is ``fail``.
    """
    total: Floats = np.zeros(())
    for deviations, scales in _deviations_of(statistic, design):
        total = total + (deviations * scales[:, None]).T @ deviations
    return total


def estimate_variances(statistic: Statistic, design: SurveyDesign) -> Floats:
    """The variances (p,) of a statistic's figures: the diagonal of :func:`estimate_covariance`."""
    total: Floats = np.zeros(())
    for deviations, scales in _deviations_of(statistic, design):
        total = total + scales @ deviations**2
    return total


def _deviations_of(statistic: Statistic, design: SurveyDesign) -> Iterator[tuple[Floats, Floats]]:
    """Deviations (k, p), of replicates or stage by stage, and what scales their squares (k,)."""
    if design.replicates is not None:
        yield _replicated(statistic, design, design.replicates)
    else:
        yield from _parts(statistic.influence(design.weights) * design.weights[:, None], design)


def _replicated(
    statistic: Statistic, design: SurveyDesign, replicates: Replicates
) -> tuple[Floats, Floats]:
    """Replicates' deviations (r, p), and what scales their squares (r,)."""
    each = np.stack([statistic.values(column) for column in replicates.weights.T])
    used = replicates.rscales > 0
    centre = statistic.values(design.weights) if replicates.mse else each[used].mean(axis=0)
    return each - centre, replicates.scale * replicates.rscales


# -- taylor-linearised variances: the variance of a sum of scores under a survey design ------------


def _parts(scores: Floats, design: SurveyDesign) -> Iterator[tuple[Floats, Floats]]:
    """Of every stage: clusters' deviations (k, p) from their stratum, and what scales squares."""
    for adjustment in design.adjustments:
        scores = adjustment.remainder(scores)
    for stage in design.stages:
        if (stage.share > 0).any():
            yield _deviations(scores, stage, design.lonely), _scale(stage, design.lonely)


def _deviations(scores: Floats, stage: Stage, lonely: str) -> Floats:
    """Sums of clusters, less their stratum's mean.

    A stratum of one unit keeps its distance from zero, the grand mean of all influences, where
    the policy is ``adjust``: a cautious stand-in, as in R.
    """
    if len(stage.order) == stage.clusters:
        sums = scores[stage.order]
    else:
        sums = np.add.reduceat(scores[stage.order], stage.starts, axis=0)
    means = np.zeros((stage.strata, scores.shape[1]))
    if stage.strata == 1:
        means[0] = sums.mean(axis=0)
    else:
        np.add.at(means, stage.stratum, sums)
        means /= stage.sampled[:, None]
    if lonely == "adjust":
        means[stage.sampled == 1] = 0.0
    return np.asarray(sums - means[stage.stratum])


def _scale(stage: Stage, lonely: str) -> Floats:
    """(1 - f) n / (n - 1) of each cluster's stratum, times the fractions of the stages above."""
    alone = stage.sampled == 1
    factor = np.where(alone, 1.0, stage.sampled / np.maximum(stage.sampled - 1, 1))
    factor = factor * (1 - stage.fraction) * stage.share
    factor[stage.fraction > 1 - 1e-7] = 0.0
    if stage.lonely and lonely == "fail":
        raise SurveyError(
            f"a stratum has one unit, so its variance is not known: {', '.join(stage.lonely[:5])}",
            hint='join it with another, or set [survey] lonely = "adjust"',
        )
    if stage.lonely and lonely == "average":
        factor *= stage.strata / max(stage.strata - len(stage.lonely), 1)
    return np.asarray(factor[stage.stratum])
