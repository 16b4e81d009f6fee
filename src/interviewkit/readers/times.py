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
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?(\w+)\.?,?\s+(?:de\s+)?(\d{4})\b.*"
)
_MONTH_FIRST = re.compile(r"(\w+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b.*")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b.*")
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}\.?,\s*(?:(?:den|le|the)\s+)?(?=\S)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_MONTHS = {
    **dict.fromkeys(("jän", "janv", "ene", "gen"), 1),
    **dict.fromkeys(("fév", "fev"), 2),
    **dict.fromkeys(("mär", "maerz", "mars", "maart"), 3),
    **dict.fromkeys(("avr", "abr"), 4),
    **dict.fromkeys(("mai", "mei", "mag"), 5),
    **dict.fromkeys(("juin", "giu"), 6),
    **dict.fromkeys(("juil", "lug"), 7),
    **dict.fromkeys(("août", "ago"), 8),
    "set": 9,
    **dict.fromkeys(("okt", "out", "ott"), 10),
    **dict.fromkeys(("dez", "déc", "dic"), 12),
}
"""How months begin in German, French, Spanish, Portuguese, Italian and Dutch."""


def parse_seconds(text: str) -> float | None:
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


def parse_date(text: str) -> str:
    """The date as ``YYYY-MM-DD`` (or ``YYYY-MM``); empty where it is unclear, as in 03/04/2025."""
    text = _WEEKDAY.sub("", text.strip(), count=1)
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = match.groups()
        return _checked(year, month, day)
    if match := _DOTTED.fullmatch(text):  # with dots the day is first wherever they are written
        day, month, year = match.groups()
        return _checked(year, month, day)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return _checked(year, _month(month), day)
    if match := _MONTH_FIRST.fullmatch(text):
        month, day, year = match.groups()
        return _checked(year, _month(month), day)
    return ""


def _month(word: str) -> str:
    """The number of a month by its first letters; 0, which no date has, for any other word."""
    word = word.lower()
    others = (number for begin, number in _OTHER_MONTHS.items() if word.startswith(begin))
    return str(_MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else next(others, 0))


def _checked(year: str, month: str, day: str | None) -> str:
    try:
        date = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return date.isoformat() if day else date.isoformat()[:7]
