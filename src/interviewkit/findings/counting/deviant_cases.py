"""Extreme and deviant cases: who did not voice what people like them do, or the reverse."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from interviewkit.model import DeviantCase, PersonRow

FEWEST = 8
"""Fewer people give no model of what to expect."""

FEWEST_OF_EACH = 2
"""So many must have voiced it, and so many not: everyone is judged by a model without them."""

COIN_TOSS = 1.0
"""Bits: what is likelier than not surprises nobody."""

ONE_BY_ONE, PARTS = 200, 3
"""Up to so many people each is left out alone; of more, one of so many parts at a time."""

STEPS, ENOUGH = 50, 1e-8
"""Newton's steps at most; a step this small is the last."""

Floats = NDArray[np.float64]


def find_deviant_cases(
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


def _columns(rows: Sequence[PersonRow], segments: Mapping[str, Collection[str]]) -> Floats:
    """(n, 1 + segments): log of words, and who is in each segment."""
    table = [np.log1p([row.words for row in rows])]
    table += [
        np.array([float(row.participant in members) for row in rows])
        for members in segments.values()
    ]
    return np.column_stack(table)


def _expected(columns: Floats, voiced: NDArray[np.bool_]) -> Floats:
    """(n,) each person's probability by a model of others."""
    n = len(voiced)
    part = np.arange(n) if n <= ONE_BY_ONE else np.arange(n) % PARTS
    spread = columns.std(axis=0)
    told = (columns - columns.mean(axis=0))[:, spread > 0] / spread[spread > 0]
    design = np.column_stack([np.ones(n), told])
    expected = np.empty(n)
    for out in range(int(part.max()) + 1):
        here = part == out
        weights = fit_ridge_logistic(design[~here], voiced[~here].astype(float))
        expected[here] = 1 / (1 + np.exp(-design[here] @ weights))
    found: Floats = expected.clip(1e-4, 1 - 1e-4)
    return found


def fit_ridge_logistic(design: Floats, held: Floats) -> Floats:
    """Weights (k,) of a logistic regression; all but the first column's carry a penalty of w^2 / 2.

    Newton's method on the penalised likelihood: le Cessie and van Houwelingen (1992), Ridge
    estimators in logistic regression, Applied Statistics 41, 191-201. ``design`` (n, k) begins
    with ones, ``held`` (n,) is 0 or 1 and must have both.
    """
    penalty = np.eye(design.shape[1])
    penalty[0, 0] = 0.0
    weights: Floats = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(design @ weights).clip(-30, 30)))
        slope = design.T @ (held - chance) - penalty @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve, slope).clip(-2, 2)
        weights = weights + step
        if float(np.abs(step).max()) < ENOUGH:
            break
    return weights
