"""What a sample of this size and layout could have seen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import nctdtr, stdtrit

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparison import PeopleComparison
from interviewkit.findings.people_difference import borrowed
from interviewkit.findings.people_share import BELIEVED, USUALLY_ALIKE
from interviewkit.findings.ties import Ties
from interviewkit.model import Detectable

LEAST_ALIKE = 0.07
"""How alike people of one conversation are taken to be at least, as an intraclass correlation."""

STEPS = 40


def detectable(
    found: PeopleComparison,
    inside: Bools,
    ties: Ties,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
) -> list[Detectable]:
    """The shares inside that the test at ``alpha`` would tell from those outside with ``power``.

    The share outside is taken to be that of everyone, with one more and one less added (P.-S.
    Laplace's rule of succession): a share of 0 that was observed is no 0 in truth. The variance is
    that of the layout, for people of one conversation who are as alike as they were found to be,
    drawn towards what is usual as for shares, and at least ``LEAST_ALIKE``; the power that of
    Student's noncentral t with the test's degrees of freedom.
    """
    shares, people = found.sides.shares, found.sides.people
    n = people.sum()
    base = ((shares * people[:, None]).sum(axis=0) + 1) / (n + 2)
    if not found.tells:
        return [Detectable(float(each), math.nan, math.nan, alpha, power) for each in base]
    asked = _Asked(_Layout.of(inside, ties), found, base, alpha)
    above, below = (asked.nearest(end, power) for end in (1.0, 0.0))
    return [
        Detectable(float(b), float(up), float(down), alpha, power)
        for b, up, down in zip(base, above, below, strict=True)
    ]


@dataclass(frozen=True)
class _Layout:
    """Sums over pairs of rows of the products of their weights in the difference.

    ``met`` are pairs of one conversation: inside, outside, and across; ``same`` one person's.
    """

    met: tuple[float, float, float]
    same: float

    @classmethod
    def of(cls, inside: Bools, ties: Ties) -> _Layout:
        one, two = inside / inside.sum(), ~inside / (~inside).sum()
        met, same = ties.same_conversation, ties.same_person
        across = -2 * float(one @ (met @ two))
        pairs = float(one @ (met @ one)), float(two @ (met @ two)), across
        return cls(pairs, -2 * float(one @ (same @ two)))


@dataclass(frozen=True)
class _Asked:
    layout: _Layout
    found: PeopleComparison
    base: Floats
    alpha: float

    def nearest(self, end: float, power: float) -> Floats:
        """(k,) the share nearest to the base, towards ``end``, that is seen; else ``nan``."""
        near, far = self.base.copy(), np.full_like(self.base, end)
        could = self._power(far) >= power
        for _ in range(STEPS):
            middle = (near + far) / 2
            enough = self._power(middle) >= power
            near, far = np.where(enough, near, middle), np.where(enough, middle, far)
        return np.where(could, far, np.nan)

    def _power(self, share: Floats) -> Floats:
        """(k,) the chance of p below alpha, in the direction of the truth."""
        people = self.found.sides.people[:, None]
        truth = np.stack([share, self.base])
        over_all = (truth * people).sum(axis=0) / people.sum()
        variance = self._variance(truth)
        if self.found.sides.alone:
            tested = (over_all * (1 - over_all) / people).sum(axis=0)
        else:
            tested = variance + borrowed(truth, over_all, people).sum(axis=0)
        freedom = self.found.sides.freedom
        reach = stdtrit(freedom, 1 - self.alpha / 2) * np.sqrt(tested / variance)
        return np.asarray(1 - nctdtr(freedom, np.abs(share - self.base) / np.sqrt(variance), reach))

    def _variance(self, truth: Floats) -> Floats:
        """(k,) the variance of the difference of two true shares in this layout."""
        each = truth * (1 - truth)
        between = np.sqrt(each.prod(axis=0))
        inside, outside, across = self.layout.met
        met = inside * each[0] + outside * each[1] + across * between
        same = self.found.sides.likeness[1] * self.layout.same * between
        alone = (each / self.found.sides.people[:, None]).sum(axis=0)
        # Likeness makes sides of whole conversations vary more, and mixed ones less: there none
        # is counted on.
        return np.asarray(np.maximum(alone + self._alike * np.maximum(met, 0.0) + same, 1e-12))

    @property
    def _alike(self) -> Floats:
        known, seen = self.found.freedom, self.found.sides.likeness[0]
        moderated = (known * seen + BELIEVED * USUALLY_ALIKE) / (known + BELIEVED)
        return np.asarray(np.maximum(moderated, LEAST_ALIKE))
