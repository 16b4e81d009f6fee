"""The rules teach: what the passages they are sure of look like, in the words of this corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewkit.coding.vector_space import standardise

if TYPE_CHECKING:
    from interviewkit.coding.material import Vectors

FEWEST = 8
"""Fewer sure passages than this teach nothing."""

MOST_OTHERS = 20_000
"""Passages without the code that are enough to learn from; of more, every so-manieth is taken."""

WEIGHT = 500.0
"""Weight of all sure passages together, and of all others: with it, the usual ridge of 1 leaves
the direction smooth enough for a handful of noisy teachers."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt of a code: robust z-scores of all passages, and who taught it."""

    deviations: Vectors
    teachers: list[int]


def teach_from_rules(
    vectors: Vectors, scores: Vectors, sure: float, doubtful: float
) -> Lesson | None:
    """Learn a code from the passages that the rules are sure of; ``None`` where they are too few.

    ``vectors`` (n, d), ``scores`` (n,) from the rules. Passages of at least ``sure`` are taken to
    hold the code, those of at most ``doubtful`` not to; the rest is left out. A logistic
    regression with both sides weighted alike (weak supervision, as in Ratner et al. 2017) finds
    what patterns could not name. No human coding is used.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    teachers = np.flatnonzero(scores >= sure)
    others = np.flatnonzero(scores <= doubtful)
    if len(teachers) < FEWEST or len(others) < FEWEST:
        return None
    others = others[:: len(others) // MOST_OTHERS + 1]
    rows = np.concatenate([teachers, others])
    holds = np.concatenate([np.ones(len(teachers)), np.zeros(len(others))])
    weights = np.concatenate(
        [
            WEIGHT * scores[teachers] / scores[teachers].sum(),
            np.full(len(others), WEIGHT / len(others)),
        ]
    )
    model = LogisticRegression(C=1.0, max_iter=300)
    model.fit(vectors[rows], holds, sample_weight=weights)
    values = vectors @ model.coef_[0].astype(np.float32)
    return Lesson(standardise(values, values), teachers.tolist())
