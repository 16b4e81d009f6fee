"""Types of arrays, and what is done with all of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def find_end(
    near: Floats, far: Floats, holds: Callable[[Floats], Bools], steps: int = 60
) -> Floats:
    """How far it ``holds`` on the way from ``near``, where it does, to ``far``: by halving."""
    for _ in range(steps):
        middle = (near + far) / 2
        held = holds(middle)
        near, far = np.where(held, middle, near), np.where(held, far, middle)
    return np.asarray(near)


def divide(part: Floats, whole: Floats) -> Floats:
    """``part`` over ``whole``; over 0 it is ``inf``, and ``nan`` where both are 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(part / whole)
