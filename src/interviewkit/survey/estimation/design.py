"""How a survey was drawn: weights, strata, clusters, population sizes, replicates, margins.

Everything is by row of the answers (n,), so that a segment is a mask and never another design:
the units outside a segment still tell how many units there were (domain estimation; Lumley 2010,
Complex Surveys, 2.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Mask = NDArray[np.bool_]

SIMPLE = "a simple random sample"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of sampling.

    ``order`` (m,) are the rows inside, sorted by cluster, and ``starts`` (k,) is where each of
    the k clusters begins in it; ``cluster`` (n,) is each row's cluster or -1. ``stratum`` (k,) is
    each cluster's stratum. Of each of the h strata, ``sampled`` counts the clusters drawn,
    ``fraction`` is the share of the population that they are (0 without a correction), and
    ``share`` the product of the fractions of the stages above it (1 at the first).
    """

    order: Ints = field(repr=False)
    starts: Ints = field(repr=False)
    cluster: Ints = field(repr=False)
    stratum: Ints = field(repr=False)
    sampled: Floats = field(repr=False)
    fraction: Floats = field(repr=False)
    share: Floats = field(repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)

    @property
    def clusters(self) -> int:
        return len(self.starts)

    @property
    def strata(self) -> int:
        return len(self.sampled)

    @property
    def lonely(self) -> tuple[str, ...]:
        """The strata of one unit that are not the whole of their population."""
        alone = (self.sampled == 1) & (self.fraction < 1 - 1e-7) & (self.share > 0)
        return tuple(self.names[h] for h in np.flatnonzero(alone))


@dataclass(frozen=True, slots=True)
class Replicates:
    """Replicate weights (n, r): ``scale`` times ``rscales`` (r,) times squared deviations, summed.

    Deviations are from the replicates' mean, or with ``mse`` from the full sample's figure.
    ``ranks`` keeps what was counted once, by the rows it was counted for.
    """

    weights: Floats = field(repr=False)
    scale: float
    rscales: Floats = field(repr=False)
    kind: str = ""
    mse: bool = False
    ranks: dict[bytes, int] = field(default_factory=dict, repr=False, compare=False)

    def rank(self, inside: Mask) -> int:
        """The rank of the weights of the rows inside (n,), as R's ``degf`` counts it."""
        key = np.packbits(inside).tobytes()
        if key not in self.ranks:
            self.ranks[key] = count_rank(self.weights[inside])
        return self.ranks[key]


class Adjustment(Protocol):
    """What a fit to margins leaves of weighted scores (n, p)."""

    def remainder(self, scores: Floats) -> Floats: ...


@dataclass(frozen=True, slots=True)
class SurveyDesign:
    """A survey design over n rows; ``weights`` (n,) are 0 where a row counts for nothing.

    ``words`` says in a few words what is allowed for; ``notes`` what was assumed.
    """

    weights: Floats = field(repr=False)
    stages: tuple[Stage, ...]
    lonely: str = "adjust"
    adjustments: tuple[Adjustment, ...] = field(default=(), repr=False)
    replicates: Replicates | None = None
    words: str = ""
    notes: tuple[str, ...] = ()
    weighted: bool = False

    def __len__(self) -> int:
        return len(self.weights)

    def degrees_of_freedom(self, inside: Mask | None = None) -> float:
        """Clusters less strata, among the rows inside that weigh something.

        With replicates: the rank of those rows' replicate weights, less one. Both as R's
        ``degf(subset(design, inside))`` has them. Nobody inside has none.
        """
        used = self.weights > 0 if inside is None else inside & (self.weights > 0)
        if self.replicates is not None:
            return max(float(self.replicates.rank(used) - 1), 0.0)
        stage = self.stages[0]
        seen = np.zeros(stage.clusters, dtype=bool)
        seen[stage.cluster[used]] = True
        strata = np.zeros(stage.strata, dtype=bool)
        strata[stage.stratum[seen]] = True
        return float(seen.sum() - strata.sum())


def build_stage(
    cluster: Ints,
    stratum: Ints,
    fraction: Floats | None = None,
    share: Floats | None = None,
    names: Sequence[str] = (),
) -> Stage:
    """A stage from row-wise codes: ``cluster`` and ``stratum`` (n,), -1 for rows left out.

    ``fraction`` (n,) is the share of the clusters of the row's stratum that were drawn, ``share``
    (n,) the product of the fractions above, ``names`` are the strata's by their codes.
    """
    inside = np.flatnonzero(cluster >= 0)
    order = inside[np.argsort(cluster[inside], kind="stable")]
    codes, starts = np.unique(cluster[order], return_index=True)
    dense = np.full(len(cluster), -1, dtype=np.intp)
    dense[inside] = np.searchsorted(codes, cluster[inside])
    first = order[starts]
    strata, first_of_stratum, of_stratum = np.unique(
        stratum[first], return_index=True, return_inverse=True
    )
    row = first[first_of_stratum]
    return Stage(
        order,
        starts,
        dense,
        of_stratum,
        np.bincount(of_stratum, minlength=len(strata)).astype(float),
        np.zeros(len(strata)) if fraction is None else fraction[row],
        np.ones(len(strata)) if share is None else share[row],
        tuple(names[code] for code in strata) if names else ("",) * len(strata),
    )


# -- how many columns of a matrix are not made of those before them, as R counts them --------------


TOLERANCE = 1e-5
"""What R's ``degf`` hands to ``qr``."""


def count_rank(matrix: Floats, tolerance: float = TOLERANCE) -> int:
    """The rank of a matrix (n, r) as R's ``qr(matrix, tol)$rank`` counts it.

    R's default (LINPACK's ``dqrdc2``) goes from left to right and passes over each column of which
    the columns kept before leave less than ``tolerance`` of its length. Singular values would
    answer another question: near the tolerance the two differ.
    """
    # A triangle has the lengths and angles of the columns, and far fewer rows.
    left = np.asarray(np.linalg.qr(matrix[matrix.any(axis=1)], mode="r"))
    least = tolerance * np.linalg.norm(left, axis=0)
    rank = 0
    for place in range(left.shape[1]):
        column = left[rank:, place]
        length = float(np.linalg.norm(column))
        if length == 0 or length < least[place]:
            continue
        left[rank:, place:] = _without_first(left[rank:, place:], length)
        rank += 1
        if rank == len(left):
            break
    return rank


def _without_first(block: Floats, length: float) -> Floats:
    """The block (n, r) turned so that its first column, of that length, lies along the first row.

    Householder's reflection, which keeps lengths to the last digit where subtracting would not.
    """
    mirror = block[:, 0].copy()
    mirror[0] += np.copysign(length, mirror[0])
    mirror /= np.linalg.norm(mirror)
    return np.asarray(block - np.outer(2 * mirror, mirror @ block))
