"""How the cells of a table are written for readers: one function a kind.

A share is written as ``12%``, below ten with a decimal (``7.9%``): rare codes are all decimals.
What is not nothing is never written as nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from interviewkit.model.rounding import signed_points, whole, whole_percent
from interviewkit.model.table import (
    COUNT,
    DETAILS,
    NUMBER,
    POINTS,
    RATIO,
    SHARE,
    TRUTH,
    Column,
    P,
    Row,
)

NOTHING = "–"
MINUS = "\u2212"


def write_cell(column: Column, row: Row) -> str:
    """The cell as readers see it: with its interval, what it is out of, and its unit."""
    value = row.values[column.key]
    if isinstance(value, str):
        return column.labels.get(value, value)
    if value is None:
        return NOTHING
    if not column.is_number:
        return _write_words(column.kind, value)
    text = _with_unit(_number(column, value), column)
    if column.out_of:
        text += f" of {_number(column, row.values[column.out_of])}"
    if column.ends:
        text += _write_interval(column, *(row.values[key] for key in column.ends))
    return text


def write_number(kind: str, value: float | None, places: int | None = None) -> str:
    """A number as it is written in a cell of that kind, or in a note about it.

    >>> write_number("share", 0.076), write_number("points", -0.21), write_number("p", 0.0004)
    ('7.6%', '−21', '<.001')
    """
    return NOTHING if value is None or math.isnan(value) else WRITERS[kind](value, places)


def _write_words(kind: str, value: object) -> str:
    if kind == TRUTH:
        return "yes" if value else "no"
    items = value if isinstance(value, tuple) else (value,)
    return ("; " if kind == DETAILS else ", ").join(map(str, items))


def _number(column: Column, value: object) -> str:
    number = value if isinstance(value, int | float) else None
    return write_number(column.kind, number, column.places)


def _with_unit(text: str, column: Column) -> str:
    return f"{text} {column.unit}" if column.unit else text


def _write_interval(column: Column, low: object, high: object) -> str:
    """`` (7.9–15%)``; where an end may be negative a dash would be read as a minus."""
    if low is None or high is None:
        return ""
    start, end = _number(column, low), _number(column, high)
    if column.kind not in (SHARE, RATIO) or not (start[0].isdigit() and end[0].isdigit()):
        return f" ({start} to {end})"
    return f" ({start.removesuffix('%')}–{end})"


def _write_share(value: float, places: int | None) -> str:
    """Whole, or with a decimal below ten per cent; 0 ``places`` means whole."""
    if places == 0 or not 0 < value < 0.0995:
        return f"{whole_percent(value)}%"
    return f"{whole(1000 * value) / 10:.1f}%" if value >= 0.0005 else "<0.1%"


def _write_points(value: float, places: int | None) -> str:  # noqa: ARG001
    return signed_points(value).replace("-", MINUS)


def _write_p(value: float, places: int | None) -> str:
    return "<.001" if value < 0.001 else f"{value:.{places or 3}f}".removeprefix("0")


def _write_decimal(value: float, places: int | None) -> str:
    if math.isinf(value):
        return f"{MINUS if value < 0 else ''}∞"
    return _signed(f"{value:,.{2 if places is None else places}f}")


def _write_count(value: float, places: int | None) -> str:  # noqa: ARG001
    return f"{value:,}"


def _signed(text: str) -> str:
    """With a true minus; what is rounded to nothing has no sign."""
    return text.replace("-", MINUS) if text.strip("+-0.,") else text.lstrip("+-")


WRITERS: Mapping[str, Callable[[float, int | None], str]] = {
    SHARE: _write_share,
    POINTS: _write_points,
    RATIO: _write_decimal,
    P: _write_p,
    NUMBER: _write_decimal,
    COUNT: _write_count,
}
"""The kind of a number → how it is written: the one place to change when numbers are."""
