"""Computed findings: a value, its n, its interval and the method that gave them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval; ``level`` is its nominal coverage."""

    low: float
    high: float
    level: float = 0.95

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
    method: str = "Wilson score interval, participants as units"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree on one code over the units that both have read.

    ``percent`` is the share of units, 0 to 1, on which they agree. ``both``, ``only_a``,
    ``only_b``, ``neither`` count units; ``kappa`` is ``nan`` where it is not defined.
    """

    code: str
    unit: str
    n: int
    percent: float
    kappa: float
    both: int = 0
    only_a: int = 0
    only_b: int = 0
    neither: int = 0

    @property
    def why_undefined(self) -> str:
        """Why kappa is ``nan``, in words for a reader; empty where it is a number."""
        if not math.isnan(self.kappa):
            return ""
        if not self.n:
            return f"there is no {self.unit} that both coders have read"
        answer = "present" if self.both else "absent"
        return f"both coders found it {answer} in every {self.unit}, so chance explains it all"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A survey figure for one segment: a weighted mean or share with its interval."""

    variable: str
    segment: str
    value: float
    n: int
    weighted_n: float
    interval: Interval | None = None
    kind: str = "mean"
    level: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class ThemeReport:
    """All that a report says of one theme."""

    theme: str
    prevalence: tuple[Prevalence, ...] = field(default_factory=tuple)
