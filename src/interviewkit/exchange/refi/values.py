"""Single values of the standard: moments, colours, truth, and what variables hold."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?",
    re.ASCII,
)
_LOOSE_MOMENT = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d\d)(?::(\d\d))?(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_LONG_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_SHORT_COLOR = re.compile(r"#[0-9A-Fa-f]{3}")

TYPES = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")


@lru_cache(maxsize=4096)  # much was coded in the same moment
def fit_moment(text: str) -> str:
    """A moment as the standard writes it; empty where none can be read."""
    text = text.strip()
    if is_moment(text):
        return text
    found = _LOOSE_MOMENT.fullmatch(text)
    if not found:
        return ""
    year, month, day, hour, minute, second, part, zone = found.groups()
    clock = f"{int(hour or 0):02}:{minute or '00'}:{second or '00'}{part or ''}"
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    mended = f"{year}-{int(month):02}-{int(day):02}T{clock}{zone or ''}"
    return mended if is_moment(mended) else ""


def is_moment(text: str) -> bool:
    """Whether it is a date and time as the standard writes them."""
    found = _MOMENT.fullmatch(text)
    return bool(found and _is_real(datetime, found.groups()))


def is_day(text: str) -> bool:
    """Whether it is a date as the standard writes it."""
    found = _DAY.fullmatch(text)
    return bool(found and _is_real(date, found.groups()))


def fit_color(text: str) -> str:
    """A colour as ``#RRGGBB``; empty where it is none."""
    text = text.strip()
    if _LONG_COLOR.fullmatch(text):
        return text
    if _SHORT_COLOR.fullmatch(text):
        return "#" + "".join(2 * sign for sign in text[1:])
    return ""


def is_true(text: str) -> bool:
    """Whether an attribute says yes."""
    return text.strip().lower() in ("true", "1", "yes")


def is_integer(text: str) -> bool:
    """Whether it is a whole number."""
    return bool(_INTEGER.fullmatch(text.strip(" \t\n\r")))


def is_of_type(text: str, kind: str) -> bool:
    """Whether a value can be written as one of that type."""
    text = text.strip(" \t\n\r")
    if kind == "Boolean":
        return text in ("true", "false", "1", "0")
    if kind == "Integer":
        return bool(_INTEGER.fullmatch(text))
    if kind == "Float":
        return bool(_DECIMAL.fullmatch(text))
    if kind == "Date":
        return is_day(text)
    return is_moment(text) if kind == "DateTime" else True


def _is_real(kind: type[date], parts: tuple[str, ...]) -> bool:
    try:
        kind(*map(int, parts))
    except ValueError:
        return False
    return True
