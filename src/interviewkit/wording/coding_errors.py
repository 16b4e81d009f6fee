"""What a machine's errors and unequal talk may do to a comparison, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from interviewkit.model import (
    MACHINE_UNCORRECTED,
    PERSONS_CODINGS,
    EqualWords,
    Reading,
    Sensitivity,
)
from interviewkit.wording.numbers import (
    count,
    in_hundred,
    p_named,
    percent,
    points_named,
    points_range,
)

EVEN_TALK = 1.1
"""Up to this ratio of turns a person two sides spoke about as often."""

MANY_FALSE = 0.1
"""More false finds a turn than this are more than a usable machine makes."""

ALL_READ = 0.9995
"""From this share of turns on people have read them all."""


def describe_whose_codings(reading: Reading, codes: Sequence[str]) -> str:
    """Whose codings a figure for these codes is made from."""
    share = reading.share_read_by_people(codes)
    if share >= ALL_READ:
        return PERSONS_CODINGS
    return f"{MACHINE_UNCORRECTED}; people read {percent(share)}" if share else MACHINE_UNCORRECTED


def describe_false_finds(found: Sensitivity) -> str:
    """How many false finds would explain a difference: one sentence, without its end."""
    return f"no audit tells how often the machine errs here: {_equal(found) or _unequal(found)}"


def describe_equal_words(found: EqualWords) -> str:
    """A clause that tells the shares at equal words."""
    text = (
        f"had they said as much, {percent(found.inside)} and {percent(found.outside)} would have "
        f"voiced it: {points_named(found.difference)}"
    )
    if math.isnan(found.p):
        return text
    return f"{text} ({points_range(found.interval)}), {p_named(found.p)}"


def _equal(found: Sensitivity) -> str:
    """What an equal rate does, where the sides differ in talk and a usable machine has it."""
    one, two = found.turns
    lowest = found.gone if math.isnan(found.chance) else found.chance
    if max(one, two) <= EVEN_TALK * min(one, two) or not 0 < lowest <= MANY_FALSE:
        return ""
    if lowest < found.gone <= MANY_FALSE:
        does = f"leave no more than chance of this difference, {in_hundred(found.gone)} nothing"
    elif lowest == found.gone:
        does = "make all of this difference"
    else:
        does = "leave no more than chance of this difference"
    return (
        f"{in_hundred(lowest)} false finds in 100 turns on both sides would {does}, as those "
        f"{found.named[0]} spoke {count(one)} turns each and those {found.named[1]} {count(two)}"
    )


def _unequal(found: Sensitivity) -> str:
    if math.isnan(found.unequal):
        return "no rate of false finds up to one turn in five would explain this difference"
    return (
        "an equal rate of false finds on both sides would not explain this difference, "
        f"{in_hundred(found.unequal)} in 100 turns of those {found.more} and none of the others' "
        "would"
    )
