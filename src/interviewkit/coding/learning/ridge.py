"""Ridge regression that also says what it would have said of each person without that person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

INTERCEPT = 10.0
"""What a constant adds to the kernel: so much that the mean is hardly shrunk."""


@dataclass(frozen=True)
class Ridge:
    """Kernel ridge regression of any number of targets on one set of rows.

    ``inverse`` (n, n) is that of the kernel, a constant and the ridge together.
    """

    inverse: Array

    @classmethod
    def of(cls, kernel: Array, ridge: float) -> Ridge:
        """Prepared for a kernel (n, n): positive semidefinite, its diagonal about 2 to 4."""
        from scipy.linalg.lapack import dpotrf, dpotri

        # The inverse by Cholesky's factor: half the work of a general one.
        factor = dpotrf(kernel + INTERCEPT + ridge * np.eye(len(kernel)), lower=1)[0]
        lower = np.tril(dpotri(factor, lower=1)[0])
        return cls(lower + np.tril(lower, -1).T)

    def without(self, out: Array) -> Ridge:
        """The same without some rows, ``out`` (n,) a mask: the inverse of a block of a matrix
        from the inverse of the whole, by Schur's complement."""

        kept, gone = np.flatnonzero(~out), np.flatnonzero(out)
        between = self.inverse[np.ix_(kept, gone)]
        among = self.inverse[np.ix_(gone, gone)]
        less = between @ np.linalg.solve(among, between.T)
        return Ridge(self.inverse[np.ix_(kept, kept)] - less)

    def weights(self, target: Array) -> Array:
        """One weight per row: a value is ``(kernel to the rows + INTERCEPT) @ weights``."""
        found: Array = self.inverse @ target
        return found

    def left_out(self, target: Array, groups: Array) -> Array:
        """What is said of each row when all rows of its group are left out, (n,).

        Exact and without refitting: ``y_g - inv(A)_gg^-1 (inv(A) y)_g`` for the rows of a group g,
        the leave-one-out identity of ridge regression for blocks (Rifkin and Lippert 2007, Notes
        on regularized least squares, for single rows).
        """
        weights, said = self.weights(target), np.empty(len(target))
        order = np.argsort(groups, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
            block = self.inverse[np.ix_(rows, rows)]
            said[rows] = target[rows] - np.linalg.solve(block, weights[rows])
        return said
