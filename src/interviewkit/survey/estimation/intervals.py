"""Intervals of design-based figures, for many figures at once; arrays of shape (p,)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def t_quantile(df: Floats | float, level: float = 0.95) -> Floats:
    """Student's t at (1 + level) / 2; ``nan`` below one degree of freedom, normal at infinity."""
    from scipy.special import ndtri, stdtrit

    df = np.asarray(df, dtype=float)
    share = (1 + level) / 2
    known = np.where(df >= 1, df, np.nan)
    return np.asarray(np.where(np.isinf(df), ndtri(share), stdtrit(known, share)))


def two_sided(t: Floats | float, df: Floats | float) -> Floats:
    """The two-sided p-value of a t statistic; ``nan`` below one degree of freedom."""
    from scipy.special import ndtr, stdtr

    t, df = np.abs(np.asarray(t, dtype=float)), np.asarray(df, dtype=float)
    known = np.where(df >= 1, df, np.nan)
    return np.asarray(2 * np.where(np.isinf(df), ndtr(-t), stdtr(known, -t)))


def symmetric(values: Floats, se: Floats, df: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Value plus and minus t times the standard error."""
    half = t_quantile(df, level) * se
    return values - half, values + half


def of_shares(
    shares: Floats, se: Floats, df: Floats, n: Floats, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Intervals of shares on the logit scale, as ``svyciprop(method = "logit")`` in R.

    A share of 0 or 1 has no spread in the sample; its interval is Clopper and Pearson's with
    ``n`` (an effective number of people), as in Korn & Graubard (1998), Survey Methodology 24.
    """
    inner = (shares > 0) & (shares < 1)
    safe = np.where(inner, shares, 0.5)
    half = t_quantile(df, level) * se / (safe * (1 - safe))
    centre = np.log(safe / (1 - safe))
    low, high = (1 / (1 + np.exp(-(centre + sign * half))) for sign in (-1, 1))
    exact_low, exact_high = _clopper_pearson(shares, n, level)
    known = np.where(np.isnan(shares), np.nan, 0.0)
    return np.where(inner, low, exact_low) + known, np.where(inner, high, exact_high) + known


def _clopper_pearson(shares: Floats, n: Floats, level: float) -> tuple[Floats, Floats]:
    """For shares of 0 and 1 only: the other end is where nobody (everybody) would be rare."""
    n = np.maximum(n, 1e-9)
    tail = ((1 - level) / 2) ** (1 / n)
    return np.where(shares == 1, tail, 0.0), np.where(shares == 1, 1.0, 1 - tail)
