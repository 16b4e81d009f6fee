"""How much people voiced something: passages per 1,000 words, with intervals that know people."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, ndtri, stdtrit

from interviewkit.findings.people_intervals import Array, Ends, by_group

PER = 1000.0


def rates(
    passages: Array, words: Array, group: NDArray[np.intp], groups: int, level: float = 0.95
) -> Ends:
    """Passages per 1,000 words of ``n`` people, for each of ``k`` things: arrays ``(k,)``.

    The rate is all passages over all words. People who repeat themselves make counts vary more
    than chance alone would: the count is divided by how much more (the ratio's linearised variance
    between groups over that of a Poisson count, never below 1), and further where few groups tell
    how much; the interval is F. Garwood's (1936, Biometrika 28, 437-442) for the count that is
    left, as E. L. Korn and B. I. Graubard (1998, Survey Methodology 24, 193-201) do for shares.
    """
    total = words.sum()
    if total == 0:
        nothing = np.full(passages.shape[1], np.nan)
        return nothing, nothing, nothing
    count = passages.sum(axis=0)
    rate = count / total
    tail = (1 - level) / 2
    few = (stdtrit(max(len(np.unique(group)) - 1, 1), tail) / ndtri(tail)) ** 2
    more = excess(passages, words, group, groups)
    effective = count / np.where(more > 1, more * few, 1.0)
    scale = np.where(count > 0, count / np.maximum(effective, 1e-12), 1.0) / total * PER
    low = np.where(effective > 0, chdtri(np.maximum(2 * effective, 1e-9), 1 - tail) / 2, 0.0)
    high = chdtri(2 * effective + 2, tail) / 2
    return rate * PER, low * scale, high * scale


def excess(passages: Array, words: Array, group: NDArray[np.intp], groups: int) -> Array:
    """How many times a Poisson count's variance the variance between groups is; at least 1."""
    count = passages.sum(axis=0)
    total = words.sum()
    spoken = np.bincount(group, words, groups)
    used = spoken > 0
    rest = by_group(passages, group, groups)[used] - np.outer(spoken[used], count / total)
    n = int(used.sum())
    variance = (rest**2).sum(axis=0) * n / max(n - 1, 1)
    found: Array = np.maximum(variance / np.maximum(count, 1.0), 1.0)
    return found
