"""What a sample of this size and layout could have seen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import nctdtr, stdtrit

from interviewkit.findings.arrays import Floats, find_end
from interviewkit.findings.comparing.comparison import PeopleComparison
from interviewkit.findings.comparing.people_difference import TwoSides
from interviewkit.findings.comparing.people_share import BELIEVED
from interviewkit.findings.comparing.spread import USUALLY_ALIKE
from interviewkit.model import Detectable

STEPS = 30


def find_detectable(
    found: PeopleComparison, *, alpha: float = 0.05, power: float = 0.8
) -> list[Detectable]:
    """The shares inside that the test at ``alpha`` would tell from those outside with ``power``.

    The share outside is taken to be that of everyone, with one more and one less added (P.-S.
    Laplace's rule of succession): a share of 0 that was observed is no 0 in truth. The variance is
    that of the layout, for people of one conversation who are as alike as all that was compared
    shows them to be (see :func:`measure_usual_similarity`); the power that of Student's noncentral
    t with the test's degrees of freedom.
    """
    shares, people = found.sides.shares, found.sides.people
    n = people.sum()
    base = ((shares * people[:, None]).sum(axis=0) + 1) / (n + 2)
    if not found.tells:
        return [Detectable(float(each), math.nan, math.nan, alpha, power) for each in base]
    asked = _Asked.of(found.sides, base, alpha)
    above, below = (asked.nearest(end, power) for end in (1.0, 0.0))
    return [
        Detectable(float(b), float(up), float(down), alpha, power)
        for b, up, down in zip(base, above, below, strict=True)
    ]


def measure_usual_similarity(sides: TwoSides) -> float:
    """How alike people of one conversation are, over all things that were compared.

    One thing tells it badly, many tell it well: it is their mean, drawn towards what conversations
    are usually like as if ``BELIEVED`` more degrees of freedom had shown that.
    """
    told = ((sides.shares > 0) | (sides.shares[::-1] > 0)).any(axis=0)
    told &= (sides.shares < 1).any(axis=0)
    known = sides.known * told.sum()
    mean = float(sides.spread.pooled(sides.seen)[told].mean()) if told.any() else 0.0
    return max(float((known * mean + BELIEVED * USUALLY_ALIKE) / (known + BELIEVED)), 0.0)


@dataclass(frozen=True)
class _Asked:
    """Shares that are asked for; ``truth`` and ``tested`` (q, k) say how alike people are, and
    how alike the test takes them to be."""

    sides: TwoSides
    base: Floats
    truth: Floats
    tested: Floats
    alpha: float

    @classmethod
    def of(cls, sides: TwoSides, base: Floats, alpha: float) -> _Asked:
        truth = sides.spread.alike(sides.seen, measure_usual_similarity(sides))
        return cls(sides, base, truth, sides.spread.drawn(truth), alpha)

    def nearest(self, end: float, power: float) -> Floats:
        """(k,) the share nearest to the base, towards ``end``, that is seen; else ``nan``."""
        near, far = self.base.copy(), np.full_like(self.base, end)
        could = self._power(far) >= power
        seen = find_end(far, near, lambda at: self._power(at) >= power, STEPS)
        return np.where(could, seen, np.nan)

    def _power(self, share: Floats) -> Floats:
        """(k,) the chance of p below alpha, in the direction of the truth."""
        people = self.sides.people[:, None]
        truth = np.stack([share, self.base])
        over_all = np.broadcast_to((truth * people).sum(axis=0) / people.sum(), truth.shape)
        variance = np.maximum(self._variance(self.truth, truth), 1e-12)
        tested = self._variance(self.tested, over_all) * self.sides.short
        freedom = self.sides.freedom
        reach = stdtrit(freedom, 1 - self.alpha / 2) * np.sqrt(tested / variance)
        return np.asarray(1 - nctdtr(freedom, np.abs(share - self.base) / np.sqrt(variance), reach))

    def _variance(self, likeness: Floats, shares: Floats) -> Floats:
        return self.sides.spread.variance(likeness, np.sqrt(shares * (1 - shares)))
