"""Weighted statistics: means, quantiles, effective sample size.

All take values and weights of the same length (n,), weights not negative; rows of weight 0
count for nothing. Weights need no scaling: only their ratios matter.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def weighted_mean(values: Floats, weights: Floats) -> float:
    """Sum of weight times value over the sum of weights; ``nan`` without weight."""
    total = weights.sum()
    return float((weights * values).sum() / total) if total > 0 else math.nan


def weighted_quantile(values: Floats, weights: Floats, share: float) -> float:
    """The smallest value at which the cumulative share of weight reaches ``share`` (0 to 1).

    This is R's quantile type 1 and ``survey::svyquantile(qrule = "math")``: always a value that
    someone gave, never a point in between. ``nan`` without weight.
    """
    used = weights > 0
    order = np.argsort(values[used], kind="stable")
    values, weights = values[used][order], weights[used][order]
    if not len(values):
        return math.nan
    cumulative = np.cumsum(weights)
    # The tolerance keeps sums of rounded weights from missing a share they reach exactly.
    reached = cumulative >= (share - 1e-12) * cumulative[-1]
    return float(values[int(np.argmax(reached))])


def effective_n(weights: Floats) -> float:
    """Kish's effective sample size: squared sum of weights over the sum of squared weights.

    L. Kish (1965), Survey Sampling, 11.7. Equal weights give the number of rows.
    """
    squares = (weights**2).sum()
    return float(weights.sum() ** 2 / squares) if squares > 0 else 0.0
