"""Shares of people on two sides, their difference and ratios, with intervals that know groups."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from interviewkit.findings.clustered import Share, Sums, difference
from interviewkit.findings.clustered import share as clustered_share
from interviewkit.model import Interval, Measure

Array: TypeAlias = NDArray[np.float64]
Ends: TypeAlias = tuple[Array, Array, Array]
"""A value and the ends of its interval."""


def by_group(values: Array, group: NDArray[np.intp], groups: int) -> Array:
    """Sums of (n, k) values over groups: (groups, k)."""
    found = np.zeros((groups, values.shape[1]))
    np.add.at(found, group, values)
    return found


def shares(
    voiced: Array,
    group: NDArray[np.intp],
    groups: int,
    level: float = 0.95,
    df: float | None = None,
) -> Share:
    """The share of ``n`` people who voiced each of ``k`` things; arrays of the shape ``(k,)``.

    Where nobody shares a group with another, the interval is Wilson's (E. B. Wilson 1927).
    Where people talked in groups, it is the Wilson-type interval of :func:`clustered.share`, in
    which groups vary and not people; ``df`` is as there.
    """
    n = len(voiced)
    sizes = np.bincount(group, minlength=groups).astype(float)
    sums = by_group(voiced, group, groups).T
    if sizes.max() > 1:
        zero = np.zeros_like(sums)
        ones = np.broadcast_to(sizes, sums.shape)
        return clustered_share(Sums(ones, zero, ones, sums, zero, ones, sums), level, df)
    value = voiced.mean(axis=0)
    low, high = _wilson(value, n, level)
    influence = (sums - value[:, None] * sizes) / n
    nothing = np.zeros_like(value)
    return Share(value, low, high, nothing, influence, value, low, high)


def _wilson(value: Array, n: int, level: float) -> tuple[Array, Array]:
    z = ndtri((1 + level) / 2)
    middle = (value + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(value * (1 - value) / n + z**2 / (4 * n**2))
    return np.clip(middle - half, 0.0, value), np.clip(middle + half, value, 1.0)


def share_difference(inside: Share, outside: Share) -> Ends:
    """Inside minus outside, by variance estimates recovery: R. G. Newcombe's method 10 (1998,
    Statistics in Medicine 17, 873-890) where nobody talked with another."""
    return difference(outside, inside)


def risk_ratio(inside: Share, outside: Share) -> Ends:
    """Inside over outside, by :func:`ratio`."""
    r = correlation(inside, outside)
    ours = (inside.value, inside.low, inside.high)
    return ratio(ours, (outside.value, outside.low, outside.high), r)


def odds_ratio(inside: Share, outside: Share) -> Ends:
    """The odds inside over the odds outside, by :func:`ratio`.

    The ratio of the rarer answer's odds is taken, so that exchanging "voiced" and "did not"
    exchanges the interval. Where one side all voiced it and the other none, the interval is
    made from the ends of the two shares alone.
    """
    r = correlation(inside, outside)
    flip = inside.value + outside.value > 1
    a = _odds(inside.value, inside.low, inside.high)
    b = _odds(outside.value, outside.low, outside.high)
    straight = ratio(a, b, r)
    turned = ratio(_turned(b), _turned(a), r)
    value, low, high = (np.where(flip, t, s) for s, t in zip(straight, turned, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        lost = ~np.isfinite(low) | np.isnan(high)
        low = np.where(lost, _kept(a[1] / b[2]), low)
        high = np.where(lost, _or_endless(a[2] / b[1]), high)
    return value, low, high


def ratio(a: Ends, b: Ends, r: Array | float = 0.0) -> Ends:
    """``a`` over ``b`` from the intervals of both (MOVER-R).

    The ends are the ratios at which the interval of ``a - ratio × b`` just holds 0:
    A. Donner, G. Y. Zou (2012), Closed-form confidence intervals for functions of the normal mean
    and standard deviation, Statistical Methods in Medical Research 21, 347-359; held against
    simulation by R. G. Newcombe (2016), MOVER-R confidence intervals for ratios and products of
    two independently estimated quantities, ibid. 25, 1774-1778. ``r`` is the correlation of the
    two estimates. A ratio over 0 is ``inf`` (``nan`` where both are 0), with a finite lower end.
    """
    (x, x_low, x_high), (y, y_low, y_high) = a, b
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where((x == 0) & (y == 0), np.nan, x / y)
        low = _root(x * y - r * (x - x_low) * (y_high - y), x, x_low, y, y_high, lower=True)
        high = _root(x * y - r * (x_high - x) * (y - y_low), x, x_high, y, y_low, lower=False)
    return value, _kept(low), _or_endless(high)


def _root(mixed: Array, x: Array, x_end: Array, y: Array, y_end: Array, *, lower: bool) -> Array:
    """A root of the square of ``a - ratio × b`` less that of its interval's half."""
    b, c = x_end * (2 * x - x_end), y_end * (2 * y - y_end)
    root = np.sqrt(np.maximum(mixed**2 - b * c, 0.0))
    if lower:
        return np.where(b == 0, 0.0, b / (mixed + root))
    return np.where(c > 0, (mixed + root) / c, np.inf)


def correlation(a: Share, b: Share) -> Array:
    """How two shares vary together: people of one group stand on both sides."""
    product = (a.influence * b.influence).sum(-1)
    sizes = np.sqrt((a.influence**2).sum(-1) * (b.influence**2).sum(-1))
    found: Array = np.clip(product / np.maximum(sizes, 1e-300), -1.0, 1.0)
    return found


def measures(ends: Ends, level: float = 0.95) -> list[Measure]:
    """One :class:`Measure` a value."""
    return [
        Measure(float(value), Interval(float(low), float(high), level))
        for value, low, high in zip(*ends, strict=True)
    ]


def _odds(value: Array, low: Array, high: Array) -> Ends:
    with np.errstate(divide="ignore"):
        return value / (1 - value), low / (1 - low), high / (1 - high)


def _turned(ends: Ends) -> Ends:
    """One over a value and its ends."""
    with np.errstate(divide="ignore"):
        return 1 / ends[0], 1 / ends[2], 1 / ends[1]


def _kept(low: Array) -> Array:
    return np.where(np.isnan(low), 0.0, np.maximum(low, 0.0))


def _or_endless(high: Array) -> Array:
    return np.where(np.isnan(high), np.inf, high)
