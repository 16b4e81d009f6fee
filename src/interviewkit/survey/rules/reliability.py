"""How far the items of a scale measure one thing: Cronbach's alpha and McDonald's omega."""

from __future__ import annotations

import math
import warnings

import numpy as np
from numpy.typing import NDArray

from interviewkit.model import Interval

Floats = NDArray[np.float64]


def cronbach_alpha(items: Floats) -> float:
    """Cronbach's alpha of items (n people, k items) without missing answers; ``nan`` if undefined.

    k / (k - 1) * (1 - sum of the items' variances / variance of their sum).
    L. J. Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16,
    297-334, formula 2.
    """
    n, k = items.shape
    if n < 2 or k < 2:
        return math.nan
    covariance = np.cov(items, rowvar=False)
    total = covariance.sum()
    return float(k / (k - 1) * (1 - np.trace(covariance) / total)) if total > 0 else math.nan


def alpha_interval(alpha: float, n: int, k: int, level: float = 0.95) -> Interval | None:
    """Feldt's interval of Cronbach's alpha from n people and k items.

    L. S. Feldt (1965), The approximate sampling distribution of Kuder-Richardson reliability
    coefficient twenty, Psychometrika 30, 357-370: (1 - alpha) / (1 - estimate) is F with
    (n - 1)(k - 1) and n - 1 degrees of freedom. ``None`` where alpha is not defined.
    """
    if not math.isfinite(alpha) or n < 2 or k < 2:
        return None
    from scipy.stats import f

    tail, freedom = (1 - level) / 2, (n - 1, (n - 1) * (k - 1))
    low = 1 - (1 - alpha) * f.ppf(1 - tail, *freedom)
    high = 1 - (1 - alpha) * f.ppf(tail, *freedom)
    return Interval(float(low), float(high), level)


def mcdonald_omega(items: Floats) -> tuple[float, str]:
    """McDonald's omega of one factor, of items (n, k) without missing answers, and a remark.

    (sum of loadings)² / ((sum of loadings)² + sum of unique variances), with the loadings of a
    one-factor model fitted by maximum likelihood to the covariances. R. P. McDonald (1999), Test
    Theory: A Unified Treatment, formula 6.20a. ``nan`` with a reason where it cannot be had.
    """
    n, k = items.shape
    spread = items.std(axis=0, ddof=1) if n > 1 else np.zeros(k)
    if k < 3:
        return math.nan, "omega needs at least 3 items"
    if n <= k:
        return math.nan, f"omega needs more people than items, not {n} with all {k} answers"
    if not (spread > 0).all():
        return math.nan, "omega needs items that differ between people"
    correlation = np.asarray(np.corrcoef(items, rowvar=False))
    if np.linalg.eigvalsh(correlation)[0] < 1e-10:
        return math.nan, "omega cannot be had: one item follows from the others"
    loadings, unique = _one_factor(correlation, n)
    if loadings is None or unique is None:
        return math.nan, "omega cannot be had: the factor model does not settle"
    common = float((loadings * spread).sum()) ** 2
    omega = common / (common + float((unique * spread**2).sum()))
    lone = (unique < 0.006).any()
    return omega, "one item alone makes the factor, so omega says little" if lone else ""


def _one_factor(correlation: Floats, n: int) -> tuple[Floats | None, Floats | None]:
    """Loadings and unique variances of the one-factor model, standardised, k of each."""
    from statsmodels.multivariate.factor import Factor

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it did not settle is seen in what it gives
        try:
            fit = Factor(corr=correlation, n_factor=1, method="ml", nobs=n).fit(maxiter=500)
        except (ValueError, np.linalg.LinAlgError):
            return None, None
    loadings, unique = np.asarray(fit.loadings)[:, 0], np.asarray(fit.uniqueness)
    if not (np.isfinite(loadings).all() and np.isfinite(unique).all()):
        return None, None
    return loadings, unique


def correlate_items_with_rest(items: Floats) -> list[float | None]:
    """The correlation of each item with the sum of the others; ``None`` where one is constant."""
    found: list[float | None] = []
    for place in range(items.shape[1]):
        rest = np.delete(items, place, axis=1).sum(axis=1)
        own = items[:, place]
        flat = len(own) < 2 or own.std() == 0 or rest.std() == 0
        found.append(None if flat else float(np.corrcoef(own, rest)[0, 1]))
    return found
