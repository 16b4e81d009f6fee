"""How a share is rounded, by whichever face shows it: one question has one answer's digits."""

from __future__ import annotations

import math


def whole(number: float) -> int:
    """To the nearest whole number; halves go away from 0, so that mirrored figures are alike."""
    return int(math.copysign(math.floor(abs(number) + 0.5 + 1e-9), number))


def whole_percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage without its sign.

    What is neither 0 nor 1 is never written as ``0`` or ``100``: it becomes ``<1`` or ``>99``.
    """
    if math.isnan(share):
        return "–"
    rounded = whole(share * 100)
    if rounded == 0 and share > 0:
        return "<1"
    if rounded == 100 and share < 1:
        return ">99"
    return str(rounded)


def signed_points(share: float) -> str:
    """A difference of shares in points: ``+5``, ``-5``, ``0``; ``+0.4`` where 0 would hide it."""
    points = 100 * share
    if abs(points) < 0.05:
        return "0"
    return f"{points:+.1f}" if abs(points) < 0.5 - 1e-9 else f"{whole(points):+d}"
