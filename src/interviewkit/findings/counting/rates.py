"""How much people voiced something: passages per 1,000 words, with intervals that know people."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from scipy.special import chdtri, ndtri, stdtrit

from interviewkit.findings.arrays import Floats
from interviewkit.findings.comparing.ties import Ties

PER = 1000.0

Ends: TypeAlias = tuple[Floats, Floats, Floats]
"""A value and the ends of its interval."""


def compute_rates(passages: Floats, words: Floats, ties: Ties, level: float = 0.95) -> Ends:
    """Passages per 1,000 words of ``n`` people, for each of ``k`` things: arrays ``(k,)``.

    The rate is all passages over all words. People who repeat themselves make counts vary more
    than chance alone would: the count is divided by how much more (the ratio's linearised variance
    over tied people, above that of a Poisson count, never below 1), and further where few
    conversations tell how much; the interval is F. Garwood's (1936, Biometrika 28, 437-442) for
    the count that is left, as E. L. Korn and B. I. Graubard (1998, Survey Methodology 24, 193-201)
    do for shares.
    """
    total = words.sum()
    if total == 0:
        nothing = np.full(passages.shape[1], np.nan)
        return nothing, nothing, nothing
    count = passages.sum(axis=0)
    rate = count / total
    tail = (1 - level) / 2
    units = total**2 / max(float((words * ties.summed(words[:, None])[:, 0]).sum()), 1e-300)
    few = (stdtrit(max(units - 1, 1.0), tail) / ndtri(tail)) ** 2
    rest = passages - np.outer(words, rate)
    variance = (rest * ties.summed(rest)).sum(axis=0) * units / max(units - 1, 1.0)
    more = np.maximum(variance / np.maximum(count, 1.0), 1.0)
    effective = count / np.where(more > 1, more * few, 1.0)
    scale = np.where(count > 0, count / np.maximum(effective, 1e-12), 1.0) / total * PER
    low = np.where(effective > 0, chdtri(np.maximum(2 * effective, 1e-9), 1 - tail) / 2, 0.0)
    high = chdtri(2 * effective + 2, tail) / 2
    return rate * PER, low * scale, high * scale


def compare_rates(a: Ends, b: Ends) -> Ends:
    """``a`` over ``b`` from the intervals of both (MOVER-R).

    The ends are the ratios at which the interval of ``a - ratio × b`` just holds 0:
    A. Donner, G. Y. Zou (2012), Closed-form confidence intervals for functions of the normal mean
    and standard deviation, Statistical Methods in Medical Research 21, 347-359; held against
    simulation by R. G. Newcombe (2016), MOVER-R confidence intervals for ratios and products of
    two independently estimated quantities, ibid. 25, 1774-1778. A ratio over 0 is ``inf`` (``nan``
    where both are 0), with a finite lower end.
    """
    (x, x_low, x_high), (y, y_low, y_high) = a, b
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where((x == 0) & (y == 0), np.nan, x / y)
        low = _root(x * y, x, x_low, y, y_high, lower=True)
        high = _root(x * y, x, x_high, y, y_low, lower=False)
    low = np.where(np.isnan(low), 0.0, np.maximum(low, 0.0))
    return value, low, np.where(np.isnan(high), np.inf, high)


def _root(
    mixed: Floats, x: Floats, x_end: Floats, y: Floats, y_end: Floats, *, lower: bool
) -> Floats:
    """A root of the square of ``a - ratio × b`` less that of its interval's half."""
    b, c = x_end * (2 * x - x_end), y_end * (2 * y - y_end)
    root = np.sqrt(np.maximum(mixed**2 - b * c, 0.0))
    if lower:
        return np.where(b == 0, 0.0, b / (mixed + root))
    return np.where(c > 0, (mixed + root) / c, np.inf)
