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
    r"(?:[T ](\d{1,2}):(\d\d)(?::(\d\d))?(\.\d+)?)?\s*(?:(Z|[+-]\d\d:?\d\d)Z?)?",
    re.ASCII,
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_LONG_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_SHORT_COLOR = re.compile(r"#[0-9A-Fa-f]{3}")
_BARE_COLOR = re.compile(r"(?:#|0x)?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})", re.IGNORECASE)
_COUNTED_COLOR = re.compile(
    r"(?:rgba?\(|color \[a=\d+, *r=)(\d{1,3})[, ]+(?:g=)?(\d{1,3})[, ]+(?:b=)?(\d{1,3})\b.*",
    re.IGNORECASE | re.ASCII,
)
_CALLED_COLORS = {
    "black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080",
    "white": "#ffffff", "maroon": "#800000", "red": "#ff0000", "purple": "#800080",
    "fuchsia": "#ff00ff", "magenta": "#ff00ff", "green": "#008000", "lime": "#00ff00",
    "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff",
    "teal": "#008080", "aqua": "#00ffff", "cyan": "#00ffff", "orange": "#ffa500",
    "pink": "#ffc0cb", "brown": "#a52a2a",
}  # fmt: skip
"""The colours that web pages have called so from the first, and four that people name."""

TYPES = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")


@lru_cache(maxsize=100_000)
def fit_moment(text: str) -> str:
    """A moment as the standard writes it; empty where none can be read.

    Universal time is a ``Z``, as every tool has it: QualCoder makes no date of ``+00:00``, and
    writes other zones with a ``Z`` behind them.
    """
    text = text.strip()
    if is_moment(text):
        return f"{text[:-6]}Z" if text.endswith(("+00:00", "-00:00")) else text
    found = _LOOSE_MOMENT.fullmatch(text)
    if not found:
        return ""
    year, month, day, hour, minute, second, part, zone = found.groups()
    clock = f"{int(hour or 0):02}:{minute or '00'}:{second or '00'}{part or ''}"
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    mended = f"{year}-{int(month):02}-{int(day):02}T{clock}{zone or ''}"
    return fit_moment(mended) if is_moment(mended) else ""


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
    if found := _BARE_COLOR.fullmatch(text):
        return f"#{_drop_alpha(found.group(1))}"
    if found := _COUNTED_COLOR.fullmatch(text):
        parts = [int(each) for each in found.groups()]
        return "#" + "".join(f"{each:02x}" for each in parts) if max(parts) < 256 else ""
    return _CALLED_COLORS.get(text.lower(), "")


def _drop_alpha(digits: str) -> str:
    """Six digits of eight: how far a colour lets through what is below stands first, or last."""
    is_last = digits[-2:].lower() == "ff" != digits[:2].lower()
    return digits if len(digits) == 6 else digits[:6] if is_last else digits[2:]


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
