"""The difference of two shares of people: estimate, interval and test, from one formula.

The interval holds every difference that the test does not reject, so both always say the same. The
test sets the difference against its spread (:mod:`interviewkit.findings.spread`) by Student's t.
Where few voiced something, the spread that a side shows is too small, and none at all where nobody
did: it is made up to that of a side with ``BORROWED`` more people of the share that is tested,
after A. Agresti, B. Caffo (2000), The American Statistician 54, 280-288. Where nobody talked with
another, the spread is that of the shares tested, as in O. Miettinen, M. Nurminen (1985),
Statistics in Medicine 4, 213-226.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.special import stdtr, stdtrit

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.spread import Spread
from interviewkit.findings.ties import Ties

BORROWED = 2.0

FEWEST = 3.0
"""With fewer degrees of freedom, as with two groups on a side, nothing honest can be said."""

STEPS = 60


@dataclass(frozen=True)
class PeopleDifference:
    """Differences of ``k`` shares, one side less the other; each array is (k,).

    ``freedom`` are the degrees of freedom, ``effect`` is the variance over that of as many people
    who never met. ``p``, ``low`` and ``high`` are ``nan`` where the layout gives fewer degrees of
    freedom than ``FEWEST``.
    """

    value: Floats
    low: Floats
    high: Floats
    p: Floats
    freedom: Floats = field(repr=False)
    effect: Floats = field(repr=False)
    level: float = 0.95


def compare_sides(
    voiced: Floats, inside: Bools, ties: Ties, level: float = 0.95
) -> PeopleDifference:
    """Shares of those inside less shares of the others.

    ``voiced`` is (n, k), 1 where the row voiced it; ``inside`` (n,) has both kinds.

    Raises:
        ValueError: a side has nobody.
    """
    if not inside.any() or inside.all():
        raise ValueError("a side has nobody: there is nothing to compare")
    return difference_of(TwoSides.of(voiced, inside, ties), level)


def difference_of(sides: TwoSides, level: float = 0.95) -> PeopleDifference:
    """The same of two sides whose spread is known."""
    honest = sides.known >= FEWEST
    reach = stdtrit(sides.freedom, (1 + level) / 2)
    none = np.zeros_like(sides.value)
    return PeopleDifference(
        sides.value,
        np.where(honest, sides.end(-1.0, reach), np.nan),
        np.where(honest, sides.end(1.0, reach), np.nan),
        np.where(honest, 2 * stdtr(sides.freedom, -np.abs(sides.t(none))), np.nan),
        sides.freedom,
        sides.effect,
        level,
    )


@dataclass(frozen=True)
class TwoSides:
    """Both sides' shares (2, k) and people (2,), and the spread of their difference.

    ``known`` are the degrees of freedom that the layout gives, ``alone`` says that nobody is tied
    to anybody, ``likeness`` (2, k) how alike people of one conversation are, and one person on
    both sides.
    """

    shares: Floats
    people: Floats
    variance: Floats
    freedom: Floats
    known: float
    alone: bool
    likeness: Floats

    @classmethod
    def of(cls, voiced: Floats, inside: Bools, ties: Ties) -> TwoSides:
        people = np.array([inside.sum(), (~inside).sum()], dtype=float)
        shares = np.stack([voiced[inside].mean(axis=0), voiced[~inside].mean(axis=0)])
        weights = np.where(inside, 1 / people[0], -1 / people[1])
        spread = Spread.of(weights, [inside, ~inside], ties)
        variance, freedom = spread.variance(voiced)
        alone = ties.alone and not ties.same_person.nnz
        rest = spread.residuals(voiced)
        likeness = np.stack(
            [spread.likeness_of_a_conversation(rest), spread.likeness_of_a_person(rest)]
        )
        return cls(shares, people, variance, freedom, spread.freedom_at_least, alone, likeness)

    @property
    def value(self) -> Floats:
        return np.asarray(self.shares[0] - self.shares[1])

    @property
    def effect(self) -> Floats:
        alone = (self.shares * (1 - self.shares) / self.people[:, None]).sum(axis=0)
        return np.where(alone > 0, self.variance / np.where(alone > 0, alone, 1.0), np.nan)

    def t(self, gap: Floats) -> Floats:
        """(k,) how many standard errors the difference lies from ``gap``."""
        error = np.sqrt(self._variance_at(gap))
        off = self.value - gap
        return np.asarray(np.divide(off, error, out=np.zeros_like(off), where=error > 0))

    def _variance_at(self, gap: Floats) -> Floats:
        """(k,) the variance of the difference if it truly is ``gap``."""
        tested, n = self._shares_at(gap), self.people.sum()
        score = (tested * (1 - tested) / self.people[:, None]).sum(axis=0) * n / max(n - 1, 1)
        if self.alone:
            return np.asarray(score)
        found = self.variance + self.short(tested).sum(axis=0)
        # Who are all alike show no spread at all, and are not for that known exactly.
        return np.asarray(np.where(self.all_alike, score, found))

    @property
    def all_alike(self) -> Bools:
        """(k,) whether all or none of both sides voiced it."""
        return np.asarray((self.shares[0] == self.shares[1]) & np.isin(self.shares[0], (0.0, 1.0)))

    def short(self, tested: Floats) -> Floats:
        """(2, k) what the variance of each side's share lacks beside that with the borrowed
        people, if the shares (2, k) truly were those ``tested``."""
        return borrowed(self.shares, tested, self.people[:, None])

    def _shares_at(self, gap: Floats) -> Floats:
        """(2, k) shares that differ by ``gap`` and are over all what was seen."""
        n = self.people.sum()
        over_all = (self.shares * self.people[:, None]).sum(axis=0) / n
        apart = np.stack([gap * self.people[1] / n, -gap * self.people[0] / n])
        return np.asarray(np.clip(over_all + apart, 0.0, 1.0))

    def end(self, way: float, reach: Floats) -> Floats:
        """(k,) the farthest difference that is not rejected, below (-1) or above (1)."""
        near, far = self.value.copy(), np.full_like(self.value, way)
        for _ in range(STEPS):
            middle = (near + far) / 2
            held = np.abs(self.t(middle)) <= reach
            near, far = np.where(held, middle, near), np.where(held, far, middle)
        return np.asarray(near)


def borrowed(shares: Floats, tested: Floats, people: Floats) -> Floats:
    """How much larger a share's variance is with the borrowed people; 0 where it is not."""
    larger = (shares * people + tested * BORROWED) / (people + BORROWED)
    short = larger * (1 - larger) - shares * (1 - shares)
    return np.asarray(np.maximum(short, 0.0) / people)
