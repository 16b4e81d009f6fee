"""What is known of a machine's errors, and what they do to shares and comparisons of people."""

from __future__ import annotations

import math
from dataclasses import dataclass

from interviewkit.model.finding import Interval

PEOPLE_LIKE_THESE = "people like these"
"""The people in the study stand for others like them: how people differ counts as uncertain."""

THESE_CONVERSATIONS = "these conversations"
"""The share in exactly what was said here: only what nobody judged is uncertain."""


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """A person's verdict on one code in one turn of an audit.

    ``chance`` is the probability, above 0 and at most 1, with which the turn came into the audit.
    It was set before anybody looked; a turn that was picked by hand has none and is no audit.
    """

    holds: bool
    chance: float


@dataclass(frozen=True, slots=True)
class Corrected:
    """A share that stays right although the machine errs.

    ``of`` a code, per ``unit`` (``turn`` or ``participant``). ``share`` is ``nan`` where it
    cannot be given; ``why`` then says why, and elsewhere what to be careful of. ``naive`` is what
    counting the machine's codings says, ``alone`` what the audited units say without the machine.
    ``trust`` is how much the machine's scores moved the share (0: not at all). ``to_halve`` is
    how many further units to judge for an interval half as long, ``None`` where no number would
    do. ``bounds`` holds the share of participants where only single turns were judged.
    """

    of: str
    unit: str
    share: float
    interval: Interval
    naive: float
    alone: float
    alone_interval: Interval
    units: int
    audited: int
    people: int
    segment: str = ""
    wave: str = ""
    trust: float = 0.0
    to_halve: int | None = None
    bounds: Interval | None = None
    why: str = ""
    about: str = PEOPLE_LIKE_THESE
    method: str = "prediction-powered, clustered by people; Wilson-type interval"


@dataclass(frozen=True, slots=True)
class CorrectedDifference:
    """How much larger a share is in one place (segment, wave) than in another.

    ``value`` is the share in ``to`` minus the share in ``start``, -1 to 1, ``nan`` with a reason in
    ``why`` where one of the two cannot be given; ``naive`` is the same of the machine's codings.
    ``p`` is two-sided, where it was tested.
    """

    of: str
    unit: str
    start: tuple[str, str]
    to: tuple[str, str]
    value: float
    interval: Interval
    naive: float
    why: str = ""
    method: str = "difference of corrected shares; variance estimates recovery"
    p: float = math.nan


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How many false finds a turn would explain a difference that nobody has audited.

    ``chance`` and ``gone`` are rates, equal on both sides, from which on it could be chance alone
    and would be gone; ``unequal`` is the rate on the side with more that would make it were there
    none on the other. ``nan`` where no rate up to one in five turns does. ``turns`` are how many a
    person has inside and outside, ``named`` what these are called, ``more`` the one with more.
    """

    chance: float
    gone: float
    unequal: float
    turns: tuple[float, float]
    named: tuple[str, str] = ("inside", "outside")
    more: str = "inside"


@dataclass(frozen=True, slots=True)
class EqualWords:
    """Shares of people had both sides said as much, and their difference, inside minus outside.

    ``words`` is how many a person keeps, ``ratio`` how many times as many a person said inside as
    outside. ``p`` is ``nan`` where conversations are too few.
    """

    inside: float
    outside: float
    difference: float
    interval: Interval
    p: float
    words: float
    ratio: float
