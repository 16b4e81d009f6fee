"""Dates of SPSS (seconds since 14 October 1582) and Stata (days or more since 1960) as ISO 8601.

Sources: IBM SPSS Statistics, Command Syntax Reference, "Date and Time Formats"; Stata manual,
[D] datetime. A moment that no calendar of Python holds (after the year 9999) is an empty text.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

_SPSS_ZERO = datetime(1582, 10, 14)
_STATA_ZERO = datetime(1960, 1, 1)

_SPSS_DAYS = ("DATE", "ADATE", "EDATE", "SDATE", "JDATE", "QYR", "MOYR", "WKYR")
_SPSS_MOMENTS = ("DATETIME", "YMDHMS")


def find_spss_kind(form: str) -> str:
    """``date``, ``text`` or nothing for a format like ``EDATE10``, ``A40`` or ``F8.2``."""
    name = form.rstrip("0123456789.")
    if name in (*_SPSS_DAYS, *_SPSS_MOMENTS):
        return "date"
    return "text" if name == "AHEX" else ""


def convert_spss_date(seconds: float, form: str) -> str:
    """A day, or a moment where the format has a time."""
    try:
        moment = _SPSS_ZERO + timedelta(seconds=round(seconds))
    except OverflowError:
        return ""
    whole = form.rstrip("0123456789.") in _SPSS_DAYS
    return moment.date().isoformat() if whole else moment.isoformat()


def find_stata_kind(form: str) -> str:
    """``date`` for formats like ``%td``, ``%tc``, ``%-tdD_m_Y`` or ``%tm``; times are numbers."""
    bare = form.lstrip("%-")
    is_time = bare.startswith(("tcHH", "tCHH"))
    return "date" if (bare[:1] == "t" or bare[:1] == "d") and not is_time else ""


def convert_stata_date(value: float, form: str) -> str:
    """The first day of what the value counts: days, weeks, months, quarters, years; or a moment."""
    bare = form.lstrip("%-")
    unit = bare[1:2] if bare[:1] == "t" else "d"
    try:
        return _stata(value, unit)
    except (OverflowError, ValueError):
        return ""


def _stata(value: float, unit: str) -> str:
    count = round(value)
    if unit in "cC":
        return (_STATA_ZERO + timedelta(milliseconds=count)).replace(microsecond=0).isoformat()
    if unit == "w":  # Stata has 52 weeks a year, the first from 1 January
        year, week = divmod(count, 52)
        return (date(1960 + year, 1, 1) + timedelta(days=7 * week)).isoformat()
    months = {"m": 1, "q": 3, "h": 6}
    if unit in months:
        year, month = divmod(count * months[unit], 12)
        return date(1960 + year, month + 1, 1).isoformat()
    if unit == "y":
        return date(count, 1, 1).isoformat()
    return (_STATA_ZERO + timedelta(days=count)).date().isoformat()
