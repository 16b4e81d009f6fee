"""The spaces in which passages or turns are alike, and what is learnt in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from interviewkit.coding.learning.ridge import INTERCEPT, Ridge

Array = np.ndarray[Any, np.dtype[Any]]

MOST_KEPT = 8
"""So many prepared regressions are kept."""


class Space(Protocol):
    """n texts in one space; how alike two of them are is the product of their rows."""

    def kernel(self, rows: Array) -> Array:
        """How alike these texts are, (r, r)."""
        ...

    def towards(self, rows: Array, weights: Array) -> Any:
        """The sum of these texts by these weights: a direction."""
        ...

    def along(self, directions: Sequence[Any]) -> Array:
        """How far every text lies along each of m directions, (n, m)."""
        ...


@dataclass(frozen=True)
class PlainSpace:
    """``points`` (n, d), dense or sparse, count by their ``weight``."""

    points: Any
    weight: float = 1.0

    def kernel(self, rows: Array) -> Array:
        points = self.points[rows]
        alike = points @ points.T
        return self.weight * np.asarray(alike if isinstance(alike, np.ndarray) else alike.todense())

    def towards(self, rows: Array, weights: Array) -> Array:
        found: Array = self.points[rows].T @ (self.weight * weights)
        # As precise as the points, which are then not copied to be compared.
        return found.astype(self.points.dtype)

    def along(self, directions: Sequence[Array]) -> Array:
        return np.asarray(self.points @ np.column_stack(directions))


@dataclass(frozen=True)
class SpeltSpace:
    """Words (n, v) that are themselves points, ``pieces`` (v, b): words spelt alike are alike.

    The product, which would be large, is never made for all n.
    """

    words: Any
    pieces: Any

    def kernel(self, rows: Array) -> Array:
        points = self.words[rows] @ self.pieces
        return np.asarray((points @ points.T).todense())

    def towards(self, rows: Array, weights: Array) -> Array:
        return np.asarray(self.pieces.T @ (self.words[rows].T @ weights))

    def along(self, directions: Sequence[Array]) -> Array:
        return np.asarray(self.words @ (self.pieces @ np.column_stack(directions)))


@dataclass(frozen=True)
class BesideSpace:
    """What stands around a passage: the mean of its turn's other passages, 0 where it is alone.

    ``points`` (n, d) are the passages, ``gather`` (t, n) has a 1 where one is part of a turn, and
    ``turn`` (n,) is the number of its turn. The means, as large as the points, are never made
    for all n.
    """

    points: Array
    gather: Any
    turn: Array
    weight: float = 1.0

    def kernel(self, rows: Array) -> Array:
        around = self._around(rows)
        return np.asarray(self.weight * (around @ around.T))

    def towards(self, rows: Array, weights: Array) -> Array:
        found: Array = self._around(rows).T @ (self.weight * weights)
        return found.astype(self.points.dtype)

    def along(self, directions: Sequence[Array]) -> Array:
        alone = self.points @ np.column_stack(directions)
        others = (self.gather @ alone)[self.turn] - alone
        return np.asarray(others / self._count_others(self.turn))

    def _around(self, rows: Array) -> Array:
        turns = self.turn[rows]
        others = np.asarray(self.gather[turns] @ self.points) - self.points[rows]
        return np.asarray(others / self._count_others(turns), dtype=self.points.dtype)

    def _count_others(self, turns: Array) -> Array:
        sizes = np.asarray(self.gather.sum(axis=1)).ravel()[turns][:, None]
        return np.asarray(np.maximum(sizes - 1, 1))


@dataclass(frozen=True)
class Learnable:
    """n texts in several spaces at once; how alike two of them are adds up.

    ``shrinkage`` says how strongly what is learnt is shrunk.
    """

    spaces: Sequence[Space]
    shrinkage: float
    prepared: dict[bytes, Ridge] = field(default_factory=dict, repr=False)

    def kernel(self, rows: Array) -> Array:
        """How alike these texts are, (r, r)."""
        found = np.zeros((len(rows), len(rows)))
        for space in self.spaces:
            found += space.kernel(rows)
        return found

    def ridge(self, rows: Array) -> Ridge:
        """A ridge regression on these rows; kept, as codes are mostly judged on the same."""
        key = rows.tobytes()
        if key not in self.prepared:
            if len(self.prepared) >= MOST_KEPT:
                self.prepared.clear()
            self.prepared[key] = Ridge.of(self.kernel(rows), self.shrinkage)
        return self.prepared[key]

    def prepare(self, rows: Array, fold: Array) -> None:
        """Have ready what :meth:`ridge` gives for these rows without each fold, ``fold`` (r,)."""
        without = {out: rows[fold != out].tobytes() for out in np.unique(fold).tolist()}
        if all(key in self.prepared for key in without.values()):
            return
        whole = self.ridge(rows)
        self.prepared.clear()
        self.prepared.update({key: whole.without(fold == out) for out, key in without.items()})

    def towards(self, rows: Array, weights: Array) -> Direction:
        """The direction of a ridge regression with these weights of these rows."""
        parts = [space.towards(rows, weights) for space in self.spaces]
        return Direction(parts, INTERCEPT * float(weights.sum()))

    def along(self, directions: Sequence[Direction]) -> Array:
        """How far every text lies along each of m directions, (n, m); all at once, as it is the
        reading of the texts that takes time."""
        parts = zip(*(direction.parts for direction in directions), strict=True)
        pairs = zip(self.spaces, parts, strict=True)
        base: Array = np.array([direction.base for direction in directions])
        return sum((space.along(part) for space, part in pairs), base)


@dataclass(frozen=True)
class Direction:
    """What was learnt of a code: a direction in each space, and what is added."""

    parts: Sequence[Array]
    base: float
