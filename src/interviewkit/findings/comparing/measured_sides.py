"""Two sides of people of whom a value is known in place of a yes or no.

Where an audit corrects a machine, people stand for more or less than one who voiced something. The
variance is that of their values, for people as alike as these show them to be, and what else is
uncertain. Where few voiced something, the spread that a side shows is too small: it is made up to
that of a side with ``BORROWED`` more people of the share that is tested, after A. Agresti,
B. Caffo (2000), The American Statistician 54, 280-288.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.people_difference import MeanDifference, weigh_rows
from interviewkit.findings.comparing.spread import Spread
from interviewkit.findings.comparing.ties import Ties

BORROWED = 2.0


@dataclass(frozen=True)
class MeasuredSides(MeanDifference):
    """Two sides, the variance (k,) of their difference and those (2, k) of each share."""

    variance: Floats
    variances: Floats
    told: float

    @classmethod
    def of(cls, values: Floats, inside: Bools, ties: Ties) -> MeasuredSides:
        """The sides of values (n, k), whose means are the shares."""
        people = np.array([inside.sum(), (~inside).sum()], dtype=float)
        shares = np.stack([values[inside].mean(axis=0), values[~inside].mean(axis=0)])
        both = [inside, ~inside]
        spread = Spread.of(weigh_rows(inside), both, ties)
        variance, freedom = _variance(spread, values, both)
        each = [estimate_variance_of_mean(values[at], ties.among(at))[0] for at in both]
        return cls(shares, people, freedom, variance, np.stack(each), spread.known)

    @property
    def known(self) -> float:
        return self.told

    @property
    def effect(self) -> Floats:
        alone = (self.shares * (1 - self.shares) / self.people[:, None]).sum(axis=0)
        return np.where(alone > 0, self.variance / np.where(alone > 0, alone, 1.0), np.nan)

    def variance_at(self, tested: Floats, parts: Floats | float = 1.0) -> Floats:
        people = self.people[:, None]
        part = np.broadcast_to(np.asarray(parts, dtype=float), tested.shape)
        across = (self.variances.sum(axis=0) - self.variance) / 2
        own = self.variances + _borrowed(self.shares, tested, people)
        found = (part**2 * own).sum(axis=0) - 2 * part[0] * part[1] * across
        score = (part**2 * tested * (1 - tested) / people).sum(axis=0)
        alike = (self.shares[0] == self.shares[1]) & np.isin(self.shares[0], (0.0, 1.0))
        return np.asarray(np.where(alike, score, np.maximum(found, 0.0)))


def estimate_variance_of_mean(values: Floats, ties: Ties) -> tuple[Floats, Floats]:
    """(k,) the variance of the mean of values (n, k), and its degrees of freedom."""
    n = len(values)
    everyone = [np.ones(n, dtype=bool)]
    return _variance(Spread.of(np.full(n, 1 / n), everyone, ties), values, everyone)


def _variance(spread: Spread, values: Floats, sides: Sequence[Bools]) -> tuple[Floats, Floats]:
    deviations, rest = np.empty((len(sides), values.shape[1])), np.empty(values.shape)
    for side, at in enumerate(sides):
        off = values[at] - values[at].mean(axis=0)
        deviations[side] = np.sqrt((off**2).sum(axis=0) / max(int(at.sum()) - 1, 1))
        rest[at] = off / np.where(deviations[side] > 0, deviations[side], 1.0)
    seen = spread.seen_in(rest)
    freedom = np.minimum(spread.freedom(seen), max(len(values) - 2, 1))
    return spread.variance(spread.drawn(seen), deviations), freedom


def _borrowed(shares: Floats, tested: Floats, people: Floats) -> Floats:
    """How much larger a share's variance is with the borrowed people; 0 where it is not."""
    larger = (shares * people + tested * BORROWED) / (people + BORROWED)
    lacking = larger * (1 - larger) - shares * (1 - shares)
    return np.asarray(np.maximum(lacking, 0.0) / people)
