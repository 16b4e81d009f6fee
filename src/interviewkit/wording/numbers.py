"""One function for each kind of number, and no other place where a number is spelled.

What is shown is rounded as decimals are, halves away from zero (0.125 is ``13%``, 0.285 ``29%``
however the computer stores it). What is not none is never written as none, nor what is not all as
all: ``<1%``, ``>99%``, ``<.001``. Whatever is not defined is a dash. The style that holds
(:mod:`interviewkit.wording.style`) says how decimals, thousands and per cents look.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeGuard

from interviewkit.model.finding import Interval
from interviewkit.wording.style import current

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
NOTHING = "–"
ENDLESS = "∞"
NOISE = 1e-9
"""What lies nearer to none, or to all, than this is what a computer makes of none, or of all."""
LARGEST = 18
"""Digits before the point up to which a number is rounded; twelve of them are known."""

_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip

# -- counts ----------------------------------------------------------------------------------------


def count(number: float) -> str:
    """``14495`` as ``14,495``."""
    return NOTHING if math.isnan(number) else _written(number, 0)


def counted(number: int, one: str, many: str = "") -> str:
    """``1 person``, ``2 people``: a count with its noun in the right number."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{count(number)}{HARD_SPACE}{noun}"


def in_words(number: int) -> str:
    """A small count within a sentence, in words up to twelve: ``seven``, ``14``."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else count(number)


def of_people(voiced: int, n: int) -> str:
    """``31 of 40 people``."""
    return f"{count(voiced)} of {counted(n, 'person', 'people')}"


def effective_n(number: float) -> str:
    """How many people of equal weight would say as much, in whole people that are there: ``29``.

    29.7 people are fewer than 30, and are not written as if they were not.
    """
    return NOTHING if math.isnan(number) else _written(math.floor(number + NOISE), 0)


# -- shares ----------------------------------------------------------------------------------------


def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cents: ``0.775`` as ``78%``."""
    return _per_cent(_write_whole_percent(share))


def percent_range(interval: Interval | None) -> str:
    """An interval of shares as ``62–88%``; ``<1% to 2%`` where an end is open."""
    return _share_range(interval, fine=False)


def fine_percent(share: float) -> str:
    """A share with a decimal below ten per cent: ``0.4%``. Rare codes are all decimals."""
    return _per_cent(_write_fine_percent(share))


def fine_range(interval: Interval | None) -> str:
    """An interval of shares as ``7.9–15%``."""
    return _share_range(interval, fine=True)


def in_hundred(share: float) -> str:
    """A rate as so many in a hundred, without a sign: ``0.4``, ``12``."""
    return _write_fine_percent(share)


def confidence(interval: Interval) -> str:
    """``95% CI 62–88%``."""
    return f"{percent(interval.level)} CI {percent_range(interval)}"


def interval_named(ends: Iterable[Interval | None]) -> str:
    """``95% interval``, at the level of the first that there is."""
    level = next((each.level for each in ends if each is not None), 0.95)
    return f"{percent(level)} interval"


def _write_whole_percent(share: float) -> str:
    if math.isnan(share):
        return NOTHING
    rounded = _round(share, 2)
    if rounded == 0 and abs(share) > NOISE:
        return "<1" if share > 0 else f">{MINUS}1"
    if rounded == 1 and share < 1 - NOISE:
        return ">99"
    return _written(100 * rounded, 0)


def _write_fine_percent(share: float) -> str:
    if math.isnan(share) or not NOISE < share < 0.0995:
        return _write_whole_percent(share)
    tenths = _written(100 * _decimal(share), 1)
    return tenths if share >= 0.0005 else f"<{_written(Decimal('0.1'), 1)}"


def _per_cent(text: str) -> str:
    return text if text == NOTHING else f"{text}{current().percent}"


def _share_range(interval: Interval | None, *, fine: bool) -> str:
    if not _is_known(interval):
        return NOTHING
    low, high = (
        _write_fine_percent(end) if fine else _write_whole_percent(end)
        for end in (interval.low, interval.high)
    )
    if low[0].isdigit() and high[0].isdigit():
        return _per_cent(f"{low}–{high}")
    return f"{_per_cent(low)} to {_per_cent(high)}"


# -- differences of shares -------------------------------------------------------------------------


def points(share: float) -> str:
    """A difference of shares in percentage points with its sign: ``+23``, ``−0.4``.

    Whole, but with a decimal where whole points would hide it; ``0`` is no difference at all.
    """
    if math.isnan(share):
        return NOTHING
    places = 0 if abs(_decimal(share)) >= Decimal("0.0095") else 1
    return _signed(100 * _decimal(share), places) if _is_some(share) else "0"


def points_size(share: float) -> str:
    """As :func:`points`, without a sign, where words say which side has more."""
    return points(share).lstrip(f"+{MINUS}")


def points_named(share: float) -> str:
    """``+23 points``, ``−1 point``."""
    text = points(share)
    return text if text == NOTHING else f"{text} {'point' if text[1:] == '1' else 'points'}"


def points_range(interval: Interval | None) -> str:
    """An interval of differences in points: ``−7 to +31``."""
    return _between(interval, points)


# -- ratios and rates ------------------------------------------------------------------------------


def ratio(value: float) -> str:
    """A ratio in three digits: ``0.04``, ``1.43``, ``14.3``, ``143``; ``∞`` without an end."""
    if math.isnan(value):
        return NOTHING
    if math.isinf(value):
        return ENDLESS
    if NOISE < value < 0.005:
        return f"<{_written(Decimal('0.01'), 2)}"
    return _written(value, 2 if value < 9.995 else 1 if value < 99.95 else 0)


def ratio_range(interval: Interval | None) -> str:
    """An interval of ratios as ``1.28–1.59``; ``2.1 to ∞`` where an end is open."""
    if not _is_known(interval):
        return NOTHING
    low, high = ratio(interval.low), ratio(interval.high)
    return f"{low}–{high}" if low[0].isdigit() and high[0].isdigit() else f"{low} to {high}"


def rate(per_thousand: float) -> str:
    """How often in a thousand words, in two digits: ``0.42``, ``4.2``, ``14``."""
    if math.isnan(per_thousand):
        return NOTHING
    if NOISE < per_thousand < 0.005:
        return ratio(per_thousand)
    return _written(per_thousand, 2 if per_thousand < 0.995 else 1 if per_thousand < 9.95 else 0)


# -- p ---------------------------------------------------------------------------------------------


def p_value(p: float) -> str:
    """A p-value, adjusted or not: ``.012``, ``<.001``, ``>.999``."""
    if math.isnan(p):
        return NOTHING
    if p < 0.001:
        return f"<{_p_text(0.001)}"
    return f">{_p_text(0.999)}" if 0.9995 <= p < 1 - NOISE else _p_text(p)


def p_named(p: float) -> str:
    """``p = .012``, or ``p < .001``."""
    text = p_value(p)
    sign, rest = (text[0], text[1:]) if text[0] in "<>" else ("=", text)
    return f"p{HARD_SPACE}{sign}{HARD_SPACE}{rest}"


def _p_text(p: float) -> str:
    text = _written(p, 3)
    return text if current().leading_zero else text.removeprefix("0")


# -- means and other numbers -----------------------------------------------------------------------


def mean(value: float, like: float | None = None) -> str:
    """A number as round as fits its size, or that of one ``like`` it: ``0.123``, ``42.1``."""
    return (
        NOTHING if math.isnan(value) else _written(value, _places(value if like is None else like))
    )


def mean_range(interval: Interval | None, like: float | None = None) -> str:
    """An interval of numbers as ``3.10 to 3.52``; a dash would be read as a minus sign."""
    if like is None and interval is not None:
        like = max(abs(interval.low), abs(interval.high))
    return _between(interval, lambda end: mean(end, like))


def mean_difference(value: float, like: float) -> str:
    """A difference of numbers with its sign, as round as the numbers: ``+0.42``."""
    if math.isnan(value):
        return NOTHING
    return _signed(_decimal(value), _places(like)) if _is_some(value) else "0"


def mean_difference_range(interval: Interval | None, like: float) -> str:
    """An interval of such differences: ``−0.10 to +0.94``."""
    return _between(interval, lambda end: mean_difference(end, like))


def decimal(number: float, places: int = 2) -> str:
    """A number with a fixed count of decimals; what rounds to nothing has no sign."""
    return NOTHING if math.isnan(number) else _written(number, places)


def decimal_range(interval: Interval | None, places: int = 2) -> str:
    """An interval of such numbers: ``−0.10 to 0.52``."""
    return _between(interval, lambda end: decimal(end, places))


def short(number: float, most: int = 4) -> str:
    """A number with at most so many decimals, as on an axis: ``20``, ``2.5``, ``1,000``."""
    if math.isnan(number):
        return NOTHING
    smallest = Decimal(1).scaleb(-most)
    if abs(number) > NOISE and abs(_decimal(number)) < smallest / 2:
        sign = "<" if number > 0 else f">{MINUS}"
        return f"{sign}{_written(smallest, most)}"
    text = _written(number, most)
    return text.rstrip("0").rstrip(current().point) if most and math.isfinite(number) else text


def add_interval(text: str, around: str) -> str:
    """A figure with its interval in brackets, ``+23 (+7 to +31)``; alone where there is none."""
    return text if NOTHING in (text, around) else f"{text} ({around})"


def _places(size: float) -> int:
    size = abs(size)
    return 3 if size < 1 else 2 if size < 10 else 1 if size < 1000 else 0


# -- spelling --------------------------------------------------------------------------------------


def _is_known(interval: Interval | None) -> TypeGuard[Interval]:
    """Whether there is an interval to show."""
    return not (interval is None or math.isnan(interval.low) or math.isnan(interval.high))


def _between(interval: Interval | None, write: Callable[[float], str]) -> str:
    """Both ends in words between, where there is an interval to show."""
    if not _is_known(interval):
        return NOTHING
    return f"{write(interval.low)} to {write(interval.high)}"


def _is_some(value: float) -> bool:
    return abs(value) > NOISE


def _decimal(value: float | Decimal) -> Decimal:
    """The decimal number that is meant: of ``0.28500000000000003`` it is ``0.285``."""
    return value if isinstance(value, Decimal) else Decimal(f"{value:.12g}")


def _round(value: float | Decimal, places: int) -> Decimal:
    """Rounded as decimals are: halves away from zero; what is too large to have decimals stays."""
    number = _decimal(value)
    if not number.is_finite() or number.adjusted() > LARGEST:
        return number
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _signed(value: Decimal, places: int) -> str:
    return f"{MINUS if value < 0 else '+'}{_written(abs(value), places)}"


def _written(value: float | Decimal, places: int) -> str:
    if math.isnan(value):
        return NOTHING
    if math.isinf(value):
        return ENDLESS if value > 0 else f"{MINUS}{ENDLESS}"
    rounded, style = _round(value, places), current()
    marks = str.maketrans({",": style.thousands, ".": style.point})
    text = f"{abs(rounded):,.{places}f}".translate(marks)
    return f"{MINUS}{text}" if rounded < 0 else text
