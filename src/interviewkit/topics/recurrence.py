"""What most fits find again: the middles of topics, and which documents are near enough to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]

ALIKE = 0.6
"""Topics of several fits are one where their middles have at least this cosine, on average."""

LEAST_FITS = 0.7
"""The share of the fits in which a topic must come."""

FRINGE = 0.15
"""The share of what fits gave to a topic that is left out for being farthest from its middle.

Chosen on 12,500 interview turns: 0.1 to 0.2 gave the same coherence, and less than a third outside.
"""

WIDE_FRINGE = 0.05
"""The same where outliers are put to the nearest topic."""


@dataclass(frozen=True, slots=True)
class Middles:
    """The middles of topics, as directions seen from the middle of everything.

    ``directions`` is (topics, d), rows of length 1; ``limits`` is the cosine that a document needs;
    ``origin`` the mean of all vectors.
    """

    directions: Floats
    limits: Floats
    origin: Floats

    def place(self, vectors: Floats) -> Numbers:
        """The topic of each document: the nearest, or -1 where it is too far from that one."""
        if not len(self.directions):
            return np.full(len(vectors), -1, np.intp)
        nearness = _turn_to(vectors, self.origin) @ self.directions.T
        best = nearness.argmax(axis=1)
        near = nearness[np.arange(len(best)), best] >= self.limits[best]
        return np.where(near, best, -1)

    def among(self, kept: Sequence[int]) -> Middles:
        """The same of some topics."""
        return Middles(self.directions[list(kept)], self.limits[list(kept)], self.origin)


def find_middles(
    fits: Sequence[Numbers], vectors: Floats, *, fringe: float = FRINGE, most: int = 0
) -> Middles:
    """Topics that at least half of the fits find, by their middles.

    Args:
        fits: For each fit the group of every document, -1 where it is in none.
        vectors: (n, d), rows of length 1.
        fringe: The share of a topic's own documents that its limit leaves out.
        most: How many topics there may be (0: as many as there are).

    Groups of all fits are tied by average linkage over the cosines of their middles; this is the
    meta-clustering of Strehl and Ghosh (2002) with vectors in the place of shared documents.
    """
    origin = vectors.mean(axis=0)
    seen = _turn_to(vectors, origin)
    groups = [
        (number, members)
        for number, fit in enumerate(fits)
        for members in (np.flatnonzero(fit == group) for group in range(int(fit.max()) + 1))
        if len(members)
    ]
    empty = np.empty(0, np.float32)
    if not groups:
        return Middles(np.empty((0, vectors.shape[1]), np.float32), empty, origin)
    means = _make_unit(np.array([seen[members].mean(axis=0) for _, members in groups]))
    votes = []
    for together in _tie(means, 1 - ALIKE):
        found_in = {groups[each][0] for each in together}
        if len(found_in) >= LEAST_FITS * len(fits):
            members = np.concatenate([groups[each][1] for each in together])
            votes.append(np.bincount(members, minlength=len(vectors)).astype(np.float32))
    if most and len(votes) > most:
        votes = _join(votes, seen, most)
    if not votes:
        return Middles(np.empty((0, vectors.shape[1]), np.float32), empty, origin)
    return _bound(np.array(votes), seen, origin, fringe)


def _bound(votes: Floats, seen: Floats, origin: Floats, fringe: float) -> Middles:
    """Middles from how often each document was found in each topic, with their limits."""
    directions = _make_unit(votes @ seen)
    own = np.where(votes.max(axis=0) > 0, votes.argmax(axis=0), -1)
    nearness = seen @ directions.T
    limits = [
        np.quantile(nearness[own == k, k], fringe) if (own == k).any() else 2.0
        for k in range(len(directions))
    ]
    return Middles(directions, np.array(limits, np.float32), origin)


def _join(votes: Sequence[Floats], seen: Floats, most: int) -> list[Floats]:
    """The likest topics joined until there are ``most``."""
    means = _make_unit(np.array(votes) @ seen)
    joined = _tie(means, None, most)
    return [np.sum([votes[each] for each in together], axis=0) for together in joined]


def _tie(directions: Floats, distance: float | None, most: int = 0) -> list[list[int]]:
    """Rows that belong together by average linkage: nearer than a distance, or at most so many."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(directions) == 1:
        return [[0]]
    rows, columns = np.triu_indices(len(directions), 1)
    far = np.maximum(1 - (directions @ directions.T)[rows, columns], 0)
    tree: Any = linkage(far.astype(np.float64), "average")
    limit, rule = (most, "maxclust") if distance is None else (distance, "distance")
    labels = fcluster(tree, limit, rule)
    return [[int(i) for i in np.flatnonzero(labels == label)] for label in np.unique(labels)]


def _turn_to(vectors: Floats, origin: Floats) -> Floats:
    return _make_unit(vectors - origin)


def _make_unit(rows: Floats) -> Floats:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1), np.float32)
