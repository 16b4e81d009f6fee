"""Ridge regression that also says what it would have said of each person without that person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
        """Prepared for a kernel (n, n): positive semidefinite, its diagonal about 1 to 3."""
        import numpy as np

        return cls(np.linalg.inv(kernel + INTERCEPT + ridge * np.eye(len(kernel))))

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
        import numpy as np

        weights, said = self.weights(target), np.empty(len(target))
        order = np.argsort(groups, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
            block = self.inverse[np.ix_(rows, rows)]
            said[rows] = target[rows] - np.linalg.solve(block, weights[rows])
        return said
