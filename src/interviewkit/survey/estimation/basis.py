"""On how many people a domain's figures rest, and how many of it gave no answer."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from interviewkit.model import Unanswered, Variable
from interviewkit.survey.answers import FLAG, ORDINAL
from interviewkit.survey.estimation.design import Floats, Mask, SurveyDesign
from interviewkit.survey.estimation.weighted import effective_n

Range = tuple[float, float]
"""The least and the most that can be answered."""


@dataclass(frozen=True, slots=True)
class FigureBasis:
    """What the figures of k domains share; ``used`` (n, k) are the rows that they are made of.

    ``silent`` and ``silence`` are the people who gave no answer and their share of the weight.
    """

    used: Mask = field(repr=False)
    n: Floats
    weighted_n: Floats
    effective: Floats
    df: Floats
    silent: Floats
    silence: Floats

    @classmethod
    def of(cls, design: SurveyDesign, masks: Mask, answered: Mask) -> FigureBasis:
        """Of domains' masks (n, k) and of who answered (n,)."""
        weights = design.weights
        asked = masks & (weights > 0)[:, None]
        used = asked & answered[:, None]
        whole, weighted_n = weights @ asked, weights @ used
        return cls(
            used,
            used.sum(axis=0).astype(float),
            weighted_n,
            np.array([effective_n(weights[mask]) for mask in used.T]),
            np.array([design.degrees_of_freedom(mask) for mask in used.T]),
            (asked & ~used).sum(axis=0).astype(float),
            1 - weighted_n / np.where(whole > 0, whole, 1.0),
        )

    def unanswered(
        self, i: int, value: float = math.nan, ends: Range | None = None
    ) -> Unanswered | None:
        """Who did not answer in a domain, and what its ``value`` is with the worst of them."""
        if not self.silent[i]:
            return None
        n, share = int(self.silent[i]), float(self.silence[i])
        if ends is None:
            return Unanswered(n, share)
        known = (1 - share) * value if self.n[i] else 0.0
        return Unanswered(n, share, *(float(known + share * end) for end in ends))


def find_range(about: Variable, values: Floats, used: Mask) -> Range | None:
    """The least and most that a mean may be made of: 0 and 1 of a flag, an ordinal's levels.

    Of a number nobody knows what else could be answered: it is what anyone did answer.
    """
    if about.type == FLAG:
        return 0.0, 1.0
    if about.type == ORDINAL and about.levels:
        given = np.array([float(level.replace(",", ".")) for level in about.levels])
    else:
        given = values[used]
    return (float(np.min(given)), float(np.max(given))) if len(given) else None
