"""The ratio of two shares of people, by the test of their difference.

The interval holds every ratio ``θ`` that is not rejected where ``p₁ − θ p₀`` is set against its
spread, as P. A. R. Koopman (1984, Biometrics 40, 513-517) does for people who never met. At a
ratio of 1 this is the test of the difference itself: so the interval leaves out 1 exactly where
the difference's leaves out 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from interviewkit.findings.arrays import Bools, Floats, divide, find_end
from interviewkit.findings.comparing.people_difference import MeanDifference, PeopleDifference


@dataclass(frozen=True)
class PeopleRatio:
    """Ratios of ``k`` shares, one side over the other; each array is (k,), from 0 to ``inf``."""

    value: Floats
    low: Floats
    high: Floats


def compute_ratio(sides: MeanDifference, found: PeopleDifference) -> PeopleRatio:
    """The ratio of the sides' shares.

    A ratio over 0 is ``inf``, and ``nan`` where both shares are 0. Ends are ``nan`` where the
    difference has none.
    """
    place = _Placed(sides)
    reach = stdtrit(sides.freedom, (1 + found.level) / 2)
    apart = found.p < 1 - found.level
    ends = [place.end(way, reach, apart) for way in (-1, 1)]
    low, high = (divide(at, 1 - at) for at in ends)
    told = ~np.isnan(found.p)
    value = divide(sides.shares[0], sides.shares[1])
    return PeopleRatio(value, np.where(told, low, np.nan), np.where(told, high, np.nan))


@dataclass(frozen=True)
class _Placed:
    """Ratios on a line from 0 to 1, θ / (1 + θ), on which both sides are treated alike."""

    sides: MeanDifference

    def end(self, way: int, reach: Floats, apart: Bools) -> Floats:
        """(k,) the farthest place that is not rejected, below (-1) or above (1)."""
        own = divide(self.sides.shares[0], self.sides.shares.sum(axis=0))
        own = np.where(np.isnan(own), 0.5, own)
        nearer = np.minimum(own, 0.5) if way < 0 else np.maximum(own, 0.5)
        near = np.where(apart, own, nearer)
        outer = 0.0 if way < 0 else 1.0
        far = np.where(apart & ((own - 0.5) * way < 0), 0.5, outer)
        return find_end(near, far, lambda at: np.abs(self.t(at)) <= reach)

    def t(self, place: Floats) -> Floats:
        parts = np.stack([1 - place, place])
        off = parts[0] * self.sides.shares[0] - parts[1] * self.sides.shares[1]
        error = np.sqrt(self.sides.variance_at(self._tested(parts), parts))
        return np.asarray(np.divide(off, error, out=np.zeros_like(off), where=error > 0))

    def _tested(self, parts: Floats) -> Floats:
        """(2, k) shares of this ratio that are over all what was seen."""
        people = self.sides.people[:, None]
        total = (self.sides.shares * people).sum(axis=0)
        across = parts[::-1]
        tested = across * total / np.maximum((across * people).sum(axis=0), 1e-300)
        return np.asarray(tested / np.maximum(tested.max(axis=0), 1.0))
