"""Which of what people said would make good examples and near misses of a code."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

SAME = 0.95
"""Two texts with vectors closer than this (cosine) say the same."""
ALIKE = 0.8
"""Of two near misses as close as this, one is enough."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Texts with whose they are and their vectors: (n, d), rows of length 1."""

    texts: Sequence[str]
    who: Sequence[Hashable]
    vectors: Array


def choose_examples(said: Sentences, there: Array, most: int) -> list[int]:
    """Positions of texts that stand for many others and are unlike the examples that are ``there``.

    Each in turn is the one that brings most of the texts nearest to a chosen one (greedy facility
    location; Nemhauser, Wolsey & Fisher 1978). Plain farthest-first takes outliers: on the gold
    turns its examples found less. Every participant weighs the same, however often they speak, and
    gives one example as long as there are others to choose from.
    """
    if not len(said.texts):
        return []
    alike = said.vectors @ said.vectors.T
    nearest = _greatest(said.vectors @ there.T, len(said.texts))
    n_of = {who: sum(each == who for each in said.who) for who in set(said.who)}
    weight = np.array([1 / n_of[who] for who in said.who])
    free = np.array([float(near) < SAME for near in nearest], dtype=bool)
    chosen: list[int] = []
    heard: set[Hashable] = set()
    while len(chosen) < most and free.any():
        gain = (np.maximum(alike - nearest[None, :], 0) * weight[None, :]).sum(axis=1)
        fresh = np.array([who not in heard for who in said.who])
        gain = np.where(free, gain, -np.inf) - np.where(fresh, 0.0, 1e6)
        best = int(np.argmax(np.round(gain, 6)))
        chosen.append(best)
        heard.add(said.who[best])
        nearest = np.maximum(nearest, alike[best])
        free &= alike[best] < SAME
    return chosen


def choose_near_misses(
    said: Sentences, shown: Array, there: Array, average: Array, most: int
) -> list[int]:
    """Positions of texts without the code that look most like it, each unlike the others.

    ``shown`` are vectors of what shows the code, ``there`` of its near misses, ``average`` the
    mean of all speech, which is taken out of them: what all have in common likens nothing.
    """
    if not len(said.texts) or not len(shown):
        return []
    centre = shown.mean(axis=0) - average
    away = said.vectors - average
    likeness = away @ centre / np.maximum(np.linalg.norm(away, axis=1), 1e-9)
    free = _greatest(said.vectors @ there.T, len(said.texts)) < ALIKE
    chosen: list[int] = []
    heard: set[Hashable] = set()
    for place in np.argsort(-np.round(likeness, 6), kind="stable").tolist():
        if len(chosen) == most or likeness[place] <= 0:
            break
        if free[place] and said.who[place] not in heard:
            chosen.append(place)
            heard.add(said.who[place])
            free &= said.vectors @ said.vectors[place] < ALIKE
    return chosen


def _greatest(likeness: Array, n: int) -> Array:
    """The greatest of each row; -1 where there are no columns."""
    return likeness.max(axis=1) if likeness.size else np.full(n, -1.0)
