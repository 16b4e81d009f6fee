"""Cohen's kappa of a square table of counts."""

from __future__ import annotations

import math
from collections.abc import Sequence


def kappa(table: Sequence[Sequence[int]]) -> float:
    """Cohen's kappa; rows are one coder's categories, columns the other's, in the same order.

    ``(p_o - p_e) / (1 - p_e)``, the share of agreement beyond what the coders' own margins
    would give by chance: J. Cohen (1960), A coefficient of agreement for nominal scales,
    Educational and Psychological Measurement 20, 37-46. ``nan`` where it is not defined: an
    empty table, or both coders using one and the same category only.
    """
    n = sum(map(sum, table))
    seen = sum(row[place] for place, row in enumerate(table))
    columns = map(sum, zip(*table, strict=True))
    chance = sum(sum(row) * column for row, column in zip(table, columns, strict=True))
    if n * n == chance:  # whole numbers: no rounding decides whether it is defined
        return math.nan
    return (seen * n - chance) / (n * n - chance)
