"""Computed findings: a value, its n, its interval and the method that gave them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval; ``level`` is its nominal coverage."""

    low: float
    high: float
    level: float = 0.95


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

    ``both``, ``only_a``, ``only_b``, ``neither`` count units; ``kappa`` is ``nan`` where it is
    not defined.
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
