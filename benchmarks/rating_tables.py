"""Ratings of two coders from a printed table of counts, as papers have them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interviewkit.findings.agreeing.measures.ratings import Ratings


def build_ratings_of_table(table: Sequence[Sequence[float]]) -> Ratings:
    """A square table: rows are the one's values, columns the other's."""
    counts = np.array(table, np.float64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"a table of two coders is square, not {counts.shape}")
    v = len(counts)
    places = np.array([(row, column) for row in range(v) for column in range(v)], np.int64)
    return Ratings(places, counts.reshape(-1), range(v))
