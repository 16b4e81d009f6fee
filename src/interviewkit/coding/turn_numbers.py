"""Passages grouped by their turns, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from interviewkit.model import Passage

Array = np.ndarray[Any, np.dtype[Any]]


def number_turns(passages: Sequence[Passage]) -> Array:
    """The number of each passage's turn, counted as they first come."""
    seen: dict[tuple[str, int], int] = {}
    numbers = [seen.setdefault(passage.turn.place, len(seen)) for passage in passages]
    return np.array(numbers, dtype=np.int64)


def average_by_turn(vectors: Array, turns: Array) -> Array:
    """The mean of each turn's rows, (turns, d)."""
    from scipy.sparse import csr_matrix

    gather = csr_matrix((np.ones(len(turns), vectors.dtype), (turns, np.arange(len(turns)))))
    return np.asarray((gather @ vectors) / np.bincount(turns)[:, None].astype(vectors.dtype))


def find_greatest_by_turn(values: Array, turns: Array) -> Array:
    """The greatest value in each turn, (turns,)."""
    greatest = np.full(int(turns.max()) + 1 if len(turns) else 0, -np.inf, dtype=values.dtype)
    np.maximum.at(greatest, turns, values)
    return greatest
