"""How many columns of a matrix are not made of those before them, as R counts them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

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
