"""Figures as functions of the weights: totals, and ratios of totals.

Means, shares and ratios are all ratios of two totals; what a statistic gives is its value at any
weights and the influence of each row, from which its variance follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from interviewkit.survey.estimation.design import Replicates, SurveyDesign
from interviewkit.survey.estimation.linearised import (
    estimate_covariance_of_sums,
    estimate_variances_of_sums,
)

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
    if design.replicates is not None:
        deviations, scales = _replicated(statistic, design, design.replicates)
        return np.asarray((deviations * scales[:, None]).T @ deviations)
    return estimate_covariance_of_sums(_scores(statistic, design), design)


def estimate_variances(statistic: Statistic, design: SurveyDesign) -> Floats:
    """The variances (p,) of a statistic's figures: the diagonal of :func:`estimate_covariance`."""
    if design.replicates is not None:
        deviations, scales = _replicated(statistic, design, design.replicates)
        return np.asarray(scales @ deviations**2)
    return estimate_variances_of_sums(_scores(statistic, design), design)


def _scores(statistic: Statistic, design: SurveyDesign) -> Floats:
    return statistic.influence(design.weights) * design.weights[:, None]


def _replicated(
    statistic: Statistic, design: SurveyDesign, replicates: Replicates
) -> tuple[Floats, Floats]:
    """Replicates' deviations (r, p), and what scales their squares (r,)."""
    each = np.stack([statistic.values(column) for column in replicates.weights.T])
    used = replicates.rscales > 0
    centre = statistic.values(design.weights) if replicates.mse else each[used].mean(axis=0)
    return each - centre, replicates.scale * replicates.rscales
