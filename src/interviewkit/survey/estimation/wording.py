"""Sentences made from figures, so that a share is never taken for a relative risk.

A share is told with the people it is of, a difference of shares in percentage points, a ratio of
shares as ``times as many``. No sentence says that someone is some per cent "more likely".
"""

from __future__ import annotations

import math

from interviewkit.model import Contrast, Estimate, Interval
from interviewkit.model.rounding import whole, whole_percent

SPACE = "\u00a0"
MINUS = "\u2212"
SILENCE = 0.05
"""From this share of people without an answer on, a sentence says what they might have changed."""


def contrast_words(found: Contrast, first: str, second: str, label: str, phrase: str = "") -> str:
    """What lies between two segments, by their titles, in one sentence.

    ``phrase`` says what the people of a share do (``are burned out``); without one they give their
    answer to ``label``.
    """
    if found.first.kind == "share":
        return _shares(found, first, second, phrase or _answers(label, found.first.level))
    return _means(found, first, second, label)


def estimate_words(found: Estimate, title: str, label: str, phrase: str = "") -> str:
    """One figure of one segment in a sentence; an empty title is everyone."""
    people = f"“{title}”" if title else "all respondents"
    if not found.n:
        return f"Nobody of {people} answered “{label}”."
    if found.kind == "share":
        does = phrase or _answers(label, found.level)
        return f"{percent(found.value)} of {people} {does} ({_basis(found)})."
    kind = {"quantile": f"{found.level} quantile", "ratio": f"ratio {found.level}"}
    what = kind.get(found.kind, found.kind)
    return f"The {what} of “{label}” of {people} is {number(found.value)} ({_basis(found)})."


def _answers(label: str, level: str) -> str:
    answer = "yes" if level in ("yes", "") else f"“{level}”"
    return f"answer {answer} to “{label}”"


def _shares(found: Contrast, first: str, second: str, phrase: str) -> str:
    one, two = found.first, found.second
    if not (one.n and two.n):
        return _nobody(found, first, second)
    return (
        f"{percent(one.value)} of “{first}” {phrase} ({_basis(one)}), against "
        f"{percent(two.value)} of “{second}” ({_basis(two)}): {_points(found)}{_times(found)}."
        f"{_both(found)}{_doubts(found, first, second)}"
    )


def _means(found: Contrast, first: str, second: str, label: str) -> str:
    one, two = found.first, found.second
    if not (one.n and two.n):
        return _nobody(found, first, second)
    return (
        f"“{label}” is {number(one.value)} on average of “{first}” ({_basis(one)}), against "
        f"{number(two.value)} of “{second}” ({_basis(two)}): {_more(found)}.{_both(found)}"
        f"{_doubts(found, first, second)}"
    )


def _nobody(found: Contrast, first: str, second: str) -> str:
    silent = [t for t, e in ((first, found.first), (second, found.second)) if not e.n]
    names = " and ".join(f"“{title}”" for title in silent)
    return f"Nobody of {names} answered, so there is nothing to compare."


def _basis(found: Estimate) -> str:
    """``95 % CI 85–91 %, n = 682``."""
    n = f"n{SPACE}={SPACE}{found.n:,}"
    if found.interval is None:
        return f"no interval, {n}"
    level = f"{round(found.interval.level * 100)}{SPACE}% CI"
    ends = (_share_ends if found.kind == "share" else _ends)(found.interval)
    return f"{level} {ends}, {n}"


def _points(found: Contrast) -> str:
    """``23 percentage points more (95 % CI 20 to 26)``."""
    points = found.difference * 100
    if round(points, 1) == 0:
        return f"no difference in percentage points{_span(found, 100)}"
    size = f"{abs(points):.1f}" if abs(points) < 0.95 else f"{whole(abs(points))}"
    unit = "percentage point" if size == "1" else "percentage points"
    return f"{size} {unit} {'more' if points > 0 else 'fewer'}{_span(found, 100)}"


def _more(found: Contrast) -> str:
    size = number(abs(found.difference), _like(found))
    if float(size.replace(",", "")) == 0:
        return f"no difference{_span(found, 1)}"
    return f"{size} {'more' if found.difference > 0 else 'less'}{_span(found, 1)}"


def _like(found: Contrast) -> float:
    """The size of the figures compared: their difference is as round as they are."""
    return max(abs(found.first.value), abs(found.second.value))


def _span(found: Contrast, scale: float) -> str:
    """The difference's interval, turned to the side that the sentence tells."""
    interval = found.difference_interval
    if interval is None:
        return " (no interval)"
    low, high = interval.low * scale, interval.high * scale
    if found.difference < 0 and round(found.difference * scale, 1) != 0:
        low, high = -high, -low
    chance = ", so it may be chance" if low <= 0 <= high else ""
    ends = " to ".join(_short(x) if scale == 100 else number(x, _like(found)) for x in (low, high))
    return f" ({round(interval.level * 100)}{SPACE}% CI {ends}{chance})"


def _times(found: Contrast) -> str:
    """``, 1.4 times as many (95 % CI 1.3 to 1.4)``; nothing where there is no ratio."""
    if math.isnan(found.ratio) or found.first.value == 0:
        return ""
    interval = found.ratio_interval
    level = "" if interval is None else f" ({round(interval.level * 100)}{SPACE}% CI "
    ends = "" if interval is None else f"{times(interval.low)} to {times(interval.high)})"
    return f", {times(found.ratio)} times as many{level}{ends}"


def _both(found: Contrast) -> str:
    if not found.shared:
        return ""
    people = "person is" if found.shared == 1 else "people are"
    return f" {found.shared:,} {people} in both; the intervals allow for it."


def _doubts(found: Contrast, first: str, second: str) -> str:
    """Sides of few people, and sides of which many gave no answer."""
    sides = ((first, found.first), (second, found.second))
    thin = [f"“{title}” is worth {each.worth:.0f}" for title, each in sides if each.is_thin]
    said = f" {' and '.join(thin)} people of equal weight: an indication only." if thin else ""
    return said + "".join(_silence(title, each) for title, each in sides)


def _silence(title: str, each: Estimate) -> str:
    who = each.unanswered
    if who is None or who.share < SILENCE or math.isnan(who.low):
        return ""
    show = _share_ends if each.kind == "share" else _ends
    bounds = show(Interval(who.low, who.high))
    return f" {percent(who.share)} of “{title}” gave no answer; with them it may be {bounds}."


def percent(share: float) -> str:
    """``88 %``; what is neither 0 nor 1 is never written as 0 or 100."""
    text = whole_percent(share)
    return "–" if math.isnan(share) else f"{text}{SPACE}%"


def _share_ends(interval: Interval) -> str:
    return f"{whole(interval.low * 100)}–{whole(interval.high * 100)}{SPACE}%"


def _ends(interval: Interval) -> str:
    like = max(abs(interval.low), abs(interval.high))
    return f"{number(interval.low, like)} to {number(interval.high, like)}"


def _short(value: float) -> str:
    """Points: whole, but not zero where they are not."""
    text = str(whole(value)) if abs(value) >= 0.95 or value == 0 else f"{value:.1f}"
    return text.replace("-0.0", "0.0").replace("-", MINUS)


def times(ratio: float) -> str:
    """A ratio with two decimals below ten, one above."""
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.1f}"


def number(value: float, like: float | None = None) -> str:
    """A number in the fitting roundness, or in that of one ``like`` it: ``0.123``, ``42.1``."""
    if math.isnan(value):
        return "–"
    size = abs(value if like is None else like)
    places = 3 if size < 1 else 2 if size < 10 else 1 if size < 1000 else 0
    return f"{value:,.{places}f}".replace("-", MINUS)
