"""The difference of two shares of people: estimate, interval and test, from one formula.

The interval holds every difference that the test does not reject, so both always say the same. The
test is a score test: the difference is set against its spread if the shares were those that are
tested, as in O. Miettinen, M. Nurminen (1985), Statistics in Medicine 4, 213-226, for people as
alike as they were found to be (:mod:`findings.comparing.spread`). So a side of which nobody voiced
something is no proof of anything. Student's t pays for not knowing likeness, and for nothing else:
of people who never met the shares tell all, so theirs is the normal.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.special import stdtr, stdtrit

from interviewkit.findings.arrays import Bools, Floats, find_end
from interviewkit.findings.comparing.spread import Spread
from interviewkit.findings.comparing.ties import Ties

FEWEST = 3.0
"""With fewer degrees of freedom, as with two groups on a side, nothing honest can be said."""


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


def compute_difference(sides: MeanDifference, level: float = 0.95) -> PeopleDifference:
    """Shares of one side less shares of the other."""
    # Of fewer conversations no interval keeps what it promises: the figure stands alone.
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
class MeanDifference(ABC):
    """Two sides that are held against each other: their shares (2, k), their people (2,), and the
    degrees of freedom of a test (k,)."""

    shares: Floats
    people: Floats
    freedom: Floats

    @property
    @abstractmethod
    def known(self) -> float:
        """Degrees of freedom that the layout gives."""

    @property
    @abstractmethod
    def effect(self) -> Floats:
        """(k,) the variance over that of as many people who never met."""

    @abstractmethod
    def variance_at(self, tested: Floats, parts: Floats | float = 1.0) -> Floats:
        """(k,) the variance of the sides' shares, each times its part, one less the other, if
        the shares (2, k) truly were those ``tested``."""

    @property
    def value(self) -> Floats:
        return np.asarray(self.shares[0] - self.shares[1])

    def t(self, gap: Floats) -> Floats:
        """(k,) how many standard errors the difference lies from ``gap``."""
        error = np.sqrt(self.variance_at(self._shares_at(gap)))
        off = self.value - gap
        return np.asarray(np.divide(off, error, out=np.zeros_like(off), where=error > 0))

    def _shares_at(self, gap: Floats) -> Floats:
        """(2, k) shares that differ by ``gap`` and are over all what was seen."""
        n = self.people.sum()
        over_all = (self.shares * self.people[:, None]).sum(axis=0) / n
        apart = np.stack([gap * self.people[1] / n, -gap * self.people[0] / n])
        return np.asarray(np.clip(over_all + apart, 0.0, 1.0))

    def end(self, way: float, reach: Floats) -> Floats:
        """(k,) the farthest difference that is not rejected, below (-1) or above (1)."""
        # The variance is that under the difference tried, so its ends have no closed form.
        near, far = self.value.copy(), np.full_like(self.value, way)
        return find_end(near, far, lambda at: np.abs(self.t(at)) <= reach)


@dataclass(frozen=True)
class TwoSides(MeanDifference):
    """Both sides' people who voiced something or not, and the spread of their difference.

    ``seen`` and ``likeness`` (q, k) are how alike the pairs of each kind of tie were, and are
    taken to be.
    """

    spread: Spread
    seen: Floats
    likeness: Floats

    @classmethod
    def of(cls, voiced: Floats, inside: Bools, ties: Ties) -> TwoSides:
        people = np.array([inside.sum(), (~inside).sum()], dtype=float)
        shares = np.stack([voiced[inside].mean(axis=0), voiced[~inside].mean(axis=0)])
        spread = Spread.of(weigh_rows(inside), [inside, ~inside], ties)
        seen = spread.seen(voiced)
        return cls(shares, people, spread.freedom(seen), spread, seen, spread.drawn(seen))

    @property
    def known(self) -> float:
        return self.spread.known

    @property
    def effect(self) -> Floats:
        alone = (self.shares * (1 - self.shares) / self.people[:, None]).sum(axis=0)
        found = self.spread.variance(self.likeness, np.sqrt(self.shares * (1 - self.shares)))
        return np.where(alone > 0, found / np.where(alone > 0, alone, 1.0), np.nan)

    def variance_at(self, tested: Floats, parts: Floats | float = 1.0) -> Floats:
        found = self.spread.variance(self.likeness, parts * np.sqrt(tested * (1 - tested)))
        return np.asarray(found * self.short)

    @cached_property
    def short(self) -> Floats:
        """(k,) by how much the variance of one person is larger than the share of everyone says:
        ``p (1 - p)`` falls short by the variance of that share."""
        n = self.people.sum()
        return np.asarray(n / np.maximum(n - self.spread.effect(self.likeness), n / 2))


def weigh_rows(inside: Bools) -> Floats:
    """(n,) what each row adds to the difference of means."""
    return np.asarray(np.where(inside, 1 / inside.sum(), -1 / (~inside).sum()))
