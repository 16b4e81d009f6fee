"""Cohen's kappa of a square table of counts, in one call."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.findings.agreeing.measures import chance
from interviewkit.findings.agreeing.measures.ratings import build_ratings_of_table


def compute_table_kappa(table: Sequence[Sequence[int]]) -> float:
    """Cohen's kappa; rows are one coder's categories, columns the other's, in the same order.

    ``nan`` where it is not defined: an empty table, or both coders using one and the same
    category only. See :func:`interviewkit.findings.agreeing.measures.chance.kappa`.
    """
    return float(chance.kappa(build_ratings_of_table(table)).value)
