"""Sentences made from figures, so that a share is never taken for a relative risk.

A share is told with the people it is of, a difference of shares in percentage points, a ratio of
shares as ``times as many``. No sentence says that someone is some per cent "more likely".
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from interviewkit.model import (
    MACHINE_UNCORRECTED,
    PERSONS_CODINGS,
    Contrast,
    EqualWords,
    Estimate,
    Interval,
    Reading,
    Sensitivity,
)
from interviewkit.model.estimate import FEWEST, NARROW, RELATIVELY_WIDE, WIDE
from interviewkit.wording.numbers import (
    HARD_SPACE,
    count,
    effective_n,
    in_hundred,
    mean,
    mean_difference_range,
    mean_range,
    p_named,
    percent,
    percent_range,
    points_named,
    points_range,
    points_size,
    ratio,
    ratio_range,
)

NO_POINTS = 0.0005
"""A difference of fewer than a twentieth of a point is told as none."""

SILENCE = 0.05
"""From this share of people without an answer on, a sentence says what they might have changed."""


def describe_contrast(found: Contrast) -> str:
    """What lies between two segments, by their titles, in one sentence."""
    said = _compare(found)
    return f"{said} That is {found.method}." if found.is_constructed else said


def _answers(label: str, level: str) -> str:
    answer = "yes" if level in ("yes", "") else f"“{level}”"
    return f"answer {answer} to “{label}”"


def _compare(found: Contrast) -> str:
    one, two, named = found.first, found.second, found.naming
    sides = ((named.first, one), (named.second, two))
    if silent := [f"“{title}”" for title, each in sides if not each.n]:
        return f"Nobody of {' and '.join(silent)} answered, so there is nothing to compare."
    if one.kind == "share":
        said = f"{percent(one.value)} of “{named.first}”"
        said = f"{said} {named.phrase or _answers(named.label, one.level)}"
        other, between = percent(two.value), f"{_points(found)}{_times(found)}"
    else:
        said = f"“{named.label}” is {mean(one.value)} on average of “{named.first}”"
        other, between = mean(two.value), _describe_mean_difference(found)
    return (
        f"{said} ({_basis(one)}), against {other} of “{named.second}” ({_basis(two)}): {between}."
        f"{_describe_shared(found)}{_doubts(found, named.first, named.second)}"
    )


def _basis(found: Estimate) -> str:
    """``95% CI 85–91%, n = 682``."""
    n = f"n{HARD_SPACE}={HARD_SPACE}{count(found.n)}"
    if found.interval is None:
        return f"no interval, {n}"
    ends = (percent_range if found.kind == "share" else mean_range)(found.interval)
    return f"{percent(found.interval.level)} CI {ends}, {n}"


def _points(found: Contrast) -> str:
    """``23 percentage points more (95% CI +20 to +26)``."""
    around = _span(found, points_range(found.difference_interval))
    if abs(found.difference) < NO_POINTS:
        return f"no difference in percentage points{around}"
    size = points_size(found.difference)
    unit = "percentage point" if size == "1" else "percentage points"
    return f"{size} {unit} {'more' if found.difference > 0 else 'fewer'}{around}"


def _describe_mean_difference(found: Contrast) -> str:
    like = max(abs(found.first.value), abs(found.second.value))
    around = _span(found, mean_difference_range(found.difference_interval, like))
    size = mean(abs(found.difference), like)
    if size == mean(0, like):
        return f"no difference{around}"
    return f"{size} {'more' if found.difference > 0 else 'less'}{around}"


def _span(found: Contrast, ends: str) -> str:
    """The difference's interval in brackets, with what it means where it holds none."""
    interval = found.difference_interval
    if interval is None:
        return " (no interval)"
    chance = ", so it may be chance" if interval.low <= 0 <= interval.high else ""
    return f" ({percent(interval.level)} CI {ends}{chance})"


def _times(found: Contrast) -> str:
    """``, 1.40 times as many (95% CI 1.32–1.48)``; nothing where there is no ratio."""
    if math.isnan(found.ratio) or found.first.value == 0:
        return ""
    interval, times = found.ratio_interval, f", {ratio(found.ratio)} times as many"
    if interval is None:
        return times
    return f"{times} ({percent(interval.level)} CI {ratio_range(interval)})"


def _describe_shared(found: Contrast) -> str:
    if not found.shared:
        return ""
    people = "person is" if found.shared == 1 else "people are"
    return f" {count(found.shared)} {people} in both; the intervals allow for it."


def _doubts(found: Contrast, first: str, second: str) -> str:
    """Sides of few people, and sides of which many gave no answer."""
    sides = ((first, found.first), (second, found.second))
    thin = [
        f"“{title}” is worth {effective_n(each.worth)}" for title, each in sides if each.is_thin
    ]
    said = f" {' and '.join(thin)} people of equal weight: an indication only." if thin else ""
    return said + "".join(_silence(title, each) for title, each in sides)


def _silence(title: str, each: Estimate) -> str:
    who = each.unanswered
    if who is None or who.share < SILENCE or math.isnan(who.low):
        return ""
    show = percent_range if each.kind == "share" else mean_range
    bounds = show(Interval(who.low, who.high))
    return f" {percent(who.share)} of “{title}” gave no answer; with them it may be {bounds}."


# -- what speaks against showing a survey figure without a word ------------------------------------


def describe_cautions(found: Estimate) -> tuple[str, ...]:
    """What speaks against showing a figure without a word, by the standards of the NCHS.

    Parker et al. (2017), National Center for Health Statistics Data Presentation Standards for
    Proportions, Vital Health Stat 2(175). Of figures other than shares: few people alone.
    """
    said = [f"effective n {effective_n(found.worth)} is under {FEWEST}"] if found.is_thin else []
    return (*said, *_too_wide(found))


def _too_wide(found: Estimate) -> list[str]:
    around = found.korn_graubard
    if around is None:
        return []
    width = around.high - around.low
    if width >= WIDE:
        return [f"Korn-Graubard interval is {points_size(width)} points wide"]
    if width > NARROW and width > RELATIVELY_WIDE * found.value:
        return [f"Korn-Graubard interval is wider than {percent(RELATIVELY_WIDE)} of the share"]
    return []


# -- what a machine's errors and unequal talk may do to a comparison -------------------------------


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
