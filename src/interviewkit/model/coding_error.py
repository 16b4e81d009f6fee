"""What a machine's errors and unequal talk may do to a comparison of people."""

from __future__ import annotations

from dataclasses import dataclass

from interviewkit.model.finding import Interval


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
