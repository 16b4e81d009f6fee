"""Extreme and deviant cases: who did not voice what people like them do, or the reverse."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewkit.model import DeviantCase, PersonRow

FEWEST = 8
"""Fewer people give no model of what to expect."""

FEWEST_OF_EACH = 2
"""So many must have voiced it, and so many not: everyone is judged by a model without them."""

COIN_TOSS = 1.0
"""Bits: what is likelier than not surprises nobody."""

ONE_BY_ONE = 200
"""Up to so many people each is left out alone; of more, a third of them at a time."""


def deviant_cases(
    rows: Sequence[PersonRow], of: str, segments: Mapping[str, Collection[str]]
) -> list[DeviantCase]:
    """Who did what was less likely than not, most surprising first.

    What to expect of a person comes from a ridge logistic regression of voicing ``of`` on the
    segments they belong to and on how much they spoke (log of words), fitted on *other* people:
    who is unlike the rest has no part in saying what the rest is like. Empty where fewer than
    ``FEWEST`` people are known, or where almost all or almost none of them voiced it.
    """
    known = [row for row in rows if row.is_known]
    voiced = np.array([bool(row.presence(of)) for row in known], dtype=bool)
    if len(known) < FEWEST or min(voiced.sum(), (~voiced).sum()) < FEWEST_OF_EACH:
        return []
    expected = _expected(_columns(known, segments), voiced)
    cases = [
        DeviantCase(
            of,
            row.participant,
            bool(did),
            round(float(chance), 4),
            round(-math.log2(chance if did else 1 - chance), 3),
            row.words,
            tuple(name for name, members in segments.items() if row.participant in members),
        )
        for row, did, chance in zip(known, voiced, expected, strict=True)
    ]
    cases = [case for case in cases if case.surprise > COIN_TOSS]
    return sorted(cases, key=lambda each: (-each.surprise, each.participant))


def _columns(
    rows: Sequence[PersonRow], segments: Mapping[str, Collection[str]]
) -> NDArray[np.float64]:
    """(n, 1 + segments): log of words, and who is in each segment."""
    table = [np.log1p([row.words for row in rows])]
    table += [
        np.array([float(row.participant in members) for row in rows])
        for members in segments.values()
    ]
    return np.column_stack(table)


def _expected(columns: NDArray[np.float64], voiced: NDArray[np.bool_]) -> Any:
    """(n,) each person's probability by a model of others."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import KFold, LeaveOneOut, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    n = len(voiced)
    split = LeaveOneOut() if n <= ONE_BY_ONE else KFold(3, shuffle=True, random_state=0)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0))
    found = cross_val_predict(model, columns, voiced, cv=split, method="predict_proba")
    return found[:, 1].clip(1e-4, 1 - 1e-4)
