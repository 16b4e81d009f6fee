"""Many tests at once: p-values that allow for how many there are."""

from __future__ import annotations

import math
from collections.abc import Sequence

HOLM, BH, NONE = "holm", "bh", "none"
ADJUSTMENTS = (HOLM, BH, NONE)


def adjusted(p: Sequence[float], how: str = HOLM) -> list[float]:
    """Adjusted p-values in the order given; ``nan`` stays and counts for nothing.

    ``holm``: no false alarm at all among the family, with the level as error rate (S. Holm 1979,
    Scandinavian Journal of Statistics 6, 65-70). ``bh``: at most the level of those found are
    false on average (Y. Benjamini, Y. Hochberg 1995, JRSS B 57, 289-300). ``none``: as they are.

    Raises:
        ValueError: there is no such way.
    """
    if how not in ADJUSTMENTS:
        raise ValueError(f"no adjustment {how!r}; known: {', '.join(ADJUSTMENTS)}")
    known = sorted((value, i) for i, value in enumerate(p) if not math.isnan(value))
    if how == NONE or not known:
        return list(p)
    found = list(p)
    m, best = len(known), 0.0
    if how == HOLM:
        for rank, (value, i) in enumerate(known):
            best = max(best, min(1.0, (m - rank) * value))
            found[i] = best
        return found
    best = 1.0
    for rank, (value, i) in reversed(list(enumerate(known, 1))):
        best = min(best, m / rank * value)
        found[i] = best
    return found
