"""What ties a theme to a segment or a survey variable: people counted on both sides, and a test."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.correction import Corrected, CorrectedDifference, EqualWords, Sensitivity
from interviewkit.model.finding import Interval

PARTICIPANT, PARTICIPANT_WAVE = "participant", "participant-wave"
ASSOCIATION_UNITS = (PARTICIPANT, PARTICIPANT_WAVE)

HOLM, BENJAMINI_HOCHBERG, UNADJUSTED = "holm", "bh", "none"
ADJUSTMENTS = (HOLM, BENJAMINI_HOCHBERG, UNADJUSTED)

BY_CONSTRUCTION = "true by construction"
"""What is said of a difference that was sure before anybody was asked."""

MACHINE_UNCORRECTED = "machine codings, not corrected"
PERSONS_CODINGS = "persons' codings"
CORRECTED = "machine codings, corrected by an audit"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its interval; both ``nan`` where there is none, ``inf`` where it is endless."""

    value: float
    interval: Interval

    @classmethod
    def nothing(cls, level: float = 0.95) -> Measure:
        return cls(math.nan, Interval(math.nan, math.nan, level))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: those in a segment, or those they are compared with.

    ``people`` are units (participants, or participants in a wave) who spoke; ``asked`` of them
    had the matter put to them: the moderator asked, or somebody else raised it, and they spoke
    afterwards. ``voiced`` raised it. ``silent`` names who was asked and did not raise it.
    ``share`` is of people, 0 to 1; ``rate`` is passages per 1,000 words that these people spoke.
    ``effective_n`` people who never met would tell as much of the share.
    """

    people: int
    voiced: int
    asked: int
    share: Measure
    rate: Measure
    passages: int = 0
    words: int = 0
    silent: tuple[str, ...] = ()
    effective_n: float = math.nan


@dataclass(frozen=True, slots=True)
class Detectable:
    """What a sample of this size and layout could have seen, with probability ``power``.

    ``base`` is the share that the outside is taken to have: that of everyone, with one more and
    one less added. ``above`` and ``below`` are the least higher and the least lower share inside
    that would have been told from it at ``alpha``; ``nan`` where not even 100 % or 0 % would have
    been.
    """

    base: float
    above: float
    below: float
    alpha: float = 0.05
    power: float = 0.8

    @property
    def smallest(self) -> float:
        """The smallest difference of shares that could have been seen; ``nan`` if none could."""
        gaps = [abs(end - self.base) for end in (self.above, self.below) if not math.isnan(end)]
        return min(gaps, default=math.nan)


@dataclass(frozen=True, slots=True)
class Tested:
    """A test in its family. ``p`` and ``adjusted`` are ``nan`` where nothing was tested.

    ``family`` names the tests that are adjusted together, ``tests`` how many these are.
    ``simultaneous`` is the interval of what is tested at the level at which all of the family
    hold together: it leaves out no difference only where ``adjusted`` is below 1 - level.
    """

    name: str = ""
    p: float = math.nan
    adjusted: float = math.nan
    adjust: str = HOLM
    family: str = ""
    tests: int = 0
    simultaneous: Interval | None = None

    @property
    def done(self) -> bool:
        return not math.isnan(self.p)


@dataclass(frozen=True, slots=True)
class Modelled:
    """An odds ratio with other variables held fixed. ``why`` says why there is none."""

    covariates: tuple[str, ...]
    odds_ratio: Measure
    people: int
    groups: int
    method: str
    why: str = ""
    freedom: float = math.nan


@dataclass(frozen=True, slots=True)
class Association:
    """How a code or theme goes with a segment: who voiced it inside, and who outside.

    ``of`` a code or theme (``kind``), ``polarity`` empty for either. ``against`` is the segment
    that the outside is, empty for everyone else whose side is known. ``difference`` is inside
    minus outside, in shares; ``risk_ratio``, ``odds_ratio`` and ``rate_ratio`` inside over
    outside, the odds ratio without an interval. ``groups`` is how many different sets of people
    the conversations brought together, ``design`` how the sides lie over them. ``rests_on`` says
    whose codings these are. Where an audit allows it, ``difference``, ``risk_ratio`` and the test
    are ``corrected`` for what a machine gets wrong; ``coded`` is the difference as it was coded.
    Elsewhere ``sensitivity`` tells how many errors would explain it; ``equal_words`` stands beside
    where one side spoke more. ``why`` says why
    nothing was tested, ``small`` that a side has fewer people than may be shown to others;
    ``notes`` are what to be careful of.
    """

    of: str
    segment: str
    inside: Side
    outside: Side
    difference: Measure
    risk_ratio: Measure
    odds_ratio: Measure
    rate_ratio: Measure
    tested: Tested
    kind: str = "code"
    polarity: str = ""
    against: str = ""
    unit: str = PARTICIPANT
    wave: str = ""
    groups: int = 0
    design: str = ""
    detectable: Detectable | None = None
    modelled: Modelled | None = None
    rests_on: str = MACHINE_UNCORRECTED
    corrected_inside: Corrected | None = None
    corrected_outside: Corrected | None = None
    corrected: CorrectedDifference | None = None
    coded: Measure | None = None
    sensitivity: Sensitivity | None = None
    equal_words: EqualWords | None = None
    small: bool = False
    why: str = ""
    notes: tuple[str, ...] = ()
    method: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it stands after adjustment, at the level of the interval."""
        return self.tested.adjusted < self.difference.interval.alpha


@dataclass(frozen=True, slots=True)
class LevelShare:
    """The share of people who voiced something among those at one level of a variable."""

    level: str
    people: int
    voiced: int
    share: Measure


@dataclass(frozen=True, slots=True)
class Trend:
    """How a code or theme goes with an ordered or numeric variable.

    ``correlation`` is the rank-biserial correlation, -1 to 1: how much more often than not
    somebody who voiced it has the higher value of two. ``superiority`` is the same as a
    probability, 0.5 for no difference. ``voiced_median`` and ``silent_median`` are the medians of
    those who did and did not voice it; ``amount`` is Spearman's correlation of passages per 1,000
    words with the variable. ``levels`` gives shares by level where there are few.
    """

    of: str
    variable: str
    people: int
    voiced: int
    correlation: Measure
    superiority: Measure
    amount: float
    voiced_median: float
    silent_median: float
    tested: Tested
    kind: str = "code"
    polarity: str = ""
    unit: str = PARTICIPANT
    wave: str = ""
    groups: int = 0
    levels: tuple[LevelShare, ...] = ()
    rests_on: str = MACHINE_UNCORRECTED
    small: bool = False
    why: str = ""
    notes: tuple[str, ...] = ()
    method: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it stands after adjustment, at the level of the interval."""
        return self.tested.adjusted < self.correlation.interval.alpha


@dataclass(frozen=True, slots=True)
class Associations:
    """All that was asked at once: rows by segment, rows by variable, and what to know of both."""

    segments: tuple[Association, ...] = ()
    variables: tuple[Trend, ...] = ()
    notes: tuple[str, ...] = ()
    same_parts: Mapping[str, str] = field(default_factory=dict)
    """Segments that part the same people as an earlier one, whose rows are theirs → that one."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is asked of themes and survey. Empty fields mean: all, or as ``study.toml`` says.

    What is left out by ``of`` and ``segments`` is not shown, but it counts in the family: p does
    not become smaller by looking at fewer rows.
    """

    of: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    against: str = ""
    variables: tuple[str, ...] = ()
    covariates: tuple[str, ...] = ()
    unit: str = PARTICIPANT
    wave: str = ""
    polarity: str = ""
    adjust: str = ""
    min_cell: int | None = None
    kinds: tuple[str, ...] = field(default=("code", "theme"))
