"""Computed findings: a value, its n, its interval; what one person said, as numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of the matrix people × codes.

    ``turns`` and ``words`` count what this person said in turns that somebody has read (in
    ``wave``, where it is not empty). ``passages`` gives for every code and theme how many passages
    of theirs it holds for. A person of whom nothing was read has no turns, and then nothing is
    known of them: unread is never taken for "not voiced".
    """

    participant: str
    wave: str
    turns: int
    words: int
    passages: Mapping[str, int]

    @property
    def is_known(self) -> bool:
        return self.turns > 0

    def presence(self, of: str) -> float:
        """1 where they voiced it, 0 where they did not; ``nan`` where nothing was read."""
        return float(self.passages.get(of, 0) > 0) if self.is_known else math.nan

    def count(self, of: str) -> float:
        """In how many passages they voiced it; ``nan`` where nothing was read."""
        return float(self.passages.get(of, 0)) if self.is_known else math.nan

    def rate(self, of: str) -> float:
        """Passages per 1,000 words of theirs; ``nan`` where they said no word that was read."""
        return 1000 * self.passages.get(of, 0) / self.words if self.words else math.nan


@dataclass(frozen=True, slots=True)
class DeviantCase:
    """Someone who voiced a code or theme though few like them do, or the reverse.

    ``expected`` is the probability (0 to 1) of voicing it that a model of all *other* people gives
    someone of the same segments who says as much. ``surprise`` is how unlikely what they did was,
    in bits: 1 is a coin's toss, 3.3 one in ten.
    """

    of: str
    participant: str
    voiced: bool
    expected: float
    surprise: float
    words: int = 0
    segments: tuple[str, ...] = ()
