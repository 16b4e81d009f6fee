"""Times of a recording as seconds, and dates as ISO 8601."""

from __future__ import annotations

import datetime as dt
import re

CLOCK = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?"
"""H:MM:SS, MM:SS, M:SS, with or without a fraction: for use inside other expressions."""

_CLOCK = re.compile(r"(?:(\d{1,10}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,6}))?")
_SECONDS = re.compile(r"\d{1,9}(?:\.\d+)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+(\w+)\.?,?\s+(\d{4})\b.*")
_MONTH_FIRST = re.compile(r"(\w+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b.*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def seconds(text: str) -> float | None:
    """Seconds from ``H:MM:SS(.mmm)``, ``M:SS`` or plain seconds; ``None`` if it is none of them."""
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hours, minutes, whole, fraction = match.groups()
    if int(whole) >= 60 or (hours and int(minutes) >= 60):
        return None
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{whole}.{fraction or 0}")


def iso_date(text: str) -> str:
    """The date as ``YYYY-MM-DD`` (or ``YYYY-MM``); empty where it is unclear, as in 03/04/2025."""
    text = text.strip()
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = match.groups()
        return _checked(year, month, day)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return _checked(year, _month(month), day)
    if match := _MONTH_FIRST.fullmatch(text):
        month, day, year = match.groups()
        return _checked(year, _month(month), day)
    return ""


def _month(word: str) -> str:
    """The number of an English month; 0, which no date has, for any other word."""
    head = word[:3].lower()
    return str(_MONTHS.index(head) + 1) if head in _MONTHS else "0"


def _checked(year: str, month: str, day: str | None) -> str:
    try:
        date = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return date.isoformat() if day else date.isoformat()[:7]
