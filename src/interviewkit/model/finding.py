"""Computed findings: a value, its n, its interval and the method that gave them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval; ``level`` is its nominal coverage."""

    low: float
    high: float
    level: float = 0.95

    @property
    def alpha(self) -> float:
        """The p below which a test of the same level rejects: 1 - level."""
        return round(1 - self.level, 10)

    @classmethod
    def wilson(cls, share: float, n: float, level: float = 0.95) -> Interval:
        """The Wilson score interval of a share (0 to 1) among ``n``, without continuity correction.

        E. B. Wilson (1927), Probable inference, JASA 22, 209-212. ``n`` may be an effective
        sample size and so need not be whole. With ``n`` of 0 nothing is known: 0 to 1.
        """
        if n <= 0:
            return cls(0.0, 1.0, level)
        z = NormalDist().inv_cdf((1 + level) / 2)
        middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
        return cls(max(0.0, middle - half), min(1.0, middle + half), level)


@dataclass(frozen=True, slots=True)
class Prevalence:
    """The share of *people* who voiced a code or theme, within a segment and a wave.

    ``voiced`` of ``n`` participants; empty ``segment`` or ``wave`` means all of them.
    ``passages`` is how many passages those people gave: context, never a denominator.
    ``effective_n`` people who never met would tell as much as these who talked together.
    """

    of: str
    voiced: int
    n: int
    share: float
    interval: Interval
    segment: str = ""
    wave: str = ""
    polarity: str = ""
    passages: int = 0
    effective_n: float = math.nan
    method: str = "Wilson's interval for as many people as the sample is worth"
