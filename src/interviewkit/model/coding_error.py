"""What a machine's errors and unequal talk may do to a comparison of people."""

from __future__ import annotations

import math
from dataclasses import dataclass

from interviewkit.model.finding import Interval
from interviewkit.model.rounding import signed_points, whole_percent

EVEN_TALK = 1.1
"""Up to this ratio of turns a person two sides spoke about as often."""

MANY_FALSE = 0.1
"""More false finds a turn than this are more than a usable machine makes."""


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

    @property
    def said(self) -> str:
        """One sentence, without its end."""
        return f"no audit tells how often the machine errs here: {self._equal or self._unequal}"

    @property
    def _equal(self) -> str:
        """What an equal rate does, where the sides differ in talk and a usable machine has it."""
        one, two = self.turns
        lowest = self.gone if math.isnan(self.chance) else self.chance
        if max(one, two) <= EVEN_TALK * min(one, two) or not 0 < lowest <= MANY_FALSE:
            return ""
        if lowest < self.gone <= MANY_FALSE:
            does = f"leave no more than chance of this difference, {_in_100(self.gone)} nothing"
        elif lowest == self.gone:
            does = "make all of this difference"
        else:
            does = "leave no more than chance of this difference"
        return (
            f"{_in_100(lowest)} false finds in 100 turns on both sides would {does}, as those "
            f"{self.named[0]} spoke {one:.0f} turns each and those {self.named[1]} {two:.0f}"
        )

    @property
    def _unequal(self) -> str:
        if math.isnan(self.unequal):
            return "no rate of false finds up to one turn in five would explain this difference"
        return (
            "an equal rate of false finds on both sides would not explain this difference, "
            f"{_in_100(self.unequal)} in 100 turns of those {self.more} and none of the others' "
            "would"
        )


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

    @property
    def said(self) -> str:
        """A clause that tells it."""
        shares = f"{whole_percent(self.inside)}% and {whole_percent(self.outside)}%"
        text = (
            f"had they said as much, {shares} would have voiced it: "
            f"{signed_points(self.difference)} points"
        )
        if math.isnan(self.p):
            return text
        ends = f"{signed_points(self.interval.low)} to {signed_points(self.interval.high)}"
        p = "p < .001" if self.p < 0.001 else f"p {self.p:.3f}".replace("0.", ".")
        return f"{text} ({ends}), {p}"


def _in_100(rate: float) -> str:
    return f"{100 * rate:.1f}" if rate < 0.0995 else f"{100 * rate:.0f}"
