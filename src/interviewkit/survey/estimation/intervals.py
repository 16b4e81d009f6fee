"""Intervals of design-based figures, for many figures at once; arrays of shape (p,)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interviewkit.model import Interval

Floats = NDArray[np.float64]
FARTHEST = float(np.log(1e6))
"""An interval of a ratio that reaches a million times as far says nothing."""


def make_interval(low: float, high: float, level: float = 0.95) -> Interval | None:
    """The interval with these ends; none where one of them is not known."""
    return None if np.isnan(low) or np.isnan(high) else Interval(float(low), float(high), level)


def compute_t_quantile(df: Floats | float, level: float = 0.95) -> Floats:
    """Student's t at (1 + level) / 2; ``nan`` below one degree of freedom, normal at infinity."""
    from scipy.special import ndtri, stdtrit

    df = np.asarray(df, dtype=float)
    share = (1 + level) / 2
    known = np.where(df >= 1, df, np.nan)
    return np.asarray(np.where(np.isinf(df), ndtri(share), stdtrit(known, share)))


def compute_two_sided_p(t: Floats | float, df: Floats | float) -> Floats:
    """The two-sided p-value of a t statistic; ``nan`` below one degree of freedom."""
    from scipy.special import ndtr, stdtr

    t, df = np.abs(np.asarray(t, dtype=float)), np.asarray(df, dtype=float)
    known = np.where(df >= 1, df, np.nan)
    return np.asarray(2 * np.where(np.isinf(df), ndtr(-t), stdtr(known, -t)))


def build_symmetric_intervals(
    values: Floats, se: Floats, df: Floats, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Value plus and minus t times the standard error."""
    half = compute_t_quantile(df, level) * se
    return values - half, values + half


def build_logit_intervals(
    shares: Floats, se: Floats, df: Floats, n: Floats, effective: Floats, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Intervals of shares on the logit scale, as ``svyciprop(method = "logit")`` in R.

    A share of 0 or 1 has no spread in the sample; its interval is Korn and Graubard's. ``n`` and
    ``effective`` are as :func:`build_korn_graubard_intervals` has them.
    """
    from scipy.special import expit, logit

    inner = (shares > 0) & (shares < 1)
    safe = np.where(inner, shares, 0.5)
    half = compute_t_quantile(df, level) * se / (safe * (1 - safe))
    low, high = (expit(logit(safe) + sign * half) for sign in (-1, 1))
    exact_low, exact_high = build_korn_graubard_intervals(shares, se, df, n, effective, level)
    return np.where(inner, low, exact_low), np.where(inner, high, exact_high)


def build_korn_graubard_intervals(
    shares: Floats, se: Floats, df: Floats, n: Floats, effective: Floats, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Clopper and Pearson's intervals for as many people as the sample is worth.

    Korn & Graubard (1998), Survey Methodology 24, 193-201, as ``svyciprop(method = "beta")`` in
    R: share (1 - share) over the variance, times the squared ratio of Student's t with n - 1
    degrees of freedom to that with the design's. ``n`` counts people who answered. A share of 0
    or 1 has no variance to tell what the sample is worth: there it is Kish's ``effective`` number.
    ``nan`` where the design has no degree of freedom, or the error is none.
    """
    from scipy.special import betaincinv

    inner = (shares > 0) & (shares < 1)
    variance = np.where(inner & (se > 0), se, np.nan) ** 2
    worth = np.where(inner, shares * (1 - shares) / variance, effective)
    worth = worth * (compute_t_quantile(n - 1, level) / compute_t_quantile(df, level)) ** 2
    tail = (1 - level) / 2
    known = np.where(np.isnan(worth) | (worth <= 0), 1.0, worth)
    yes, no = known * shares, known * (1 - shares)
    low = np.where(shares > 0, betaincinv(np.where(yes > 0, yes, 1), no + 1, tail), 0.0)
    high = np.where(shares < 1, betaincinv(yes + 1, np.where(no > 0, no, 1), 1 - tail), 1.0)
    gone = np.where(np.isnan(shares) | np.isnan(worth) | (worth <= 0), np.nan, 0.0)
    return low + gone, high + gone


def build_ratio_interval(
    ratio: float, down: float, up: float, level: float = 0.95
) -> Interval | None:
    """A ratio's interval, so far down and up in logarithms; none where it has no end."""
    low, high = (float(np.exp(np.log(ratio) + reach)) for reach in (-down, min(up, FARTHEST)))
    return Interval(low, high, level) if up < FARTHEST else None
