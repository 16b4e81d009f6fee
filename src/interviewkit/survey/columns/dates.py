"""Dates as people in different countries write them, as ISO 8601.

Whether the day or the month stands first is never guessed from one date: a column settles it
where one of its dates leaves no choice, else the other columns of the file do, else nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

ISO, DAY_FIRST, MONTH_FIRST, UNCLEAR = "iso", "day first", "month first", "?"
SERIAL = "spreadsheet days"
"""Days since 30 December 1899, as spreadsheets keep dates; only where it is declared."""
_SERIAL_ZERO = datetime(1899, 12, 30)
_SERIAL = re.compile(r"\d{1,6}([.,]\d+)?")
SURE = (DAY_FIRST, MONTH_FIRST)
ORDERS = {
    "day first": DAY_FIRST, "dmy": DAY_FIRST, "month first": MONTH_FIRST, "mdy": MONTH_FIRST,
    "iso": ISO, "ymd": ISO, SERIAL: SERIAL, "excel": SERIAL,
}  # fmt: skip
NOTES = {
    DAY_FIRST: "has dates with the day first; 3/4/2025 is read as 2025-04-03",
    MONTH_FIRST: "has dates with the month first; 3/4/2025 is read as 2025-03-04",
    UNCLEAR: "has dates in which day and month cannot be told apart; not read as dates",
}

_TIME = (r"(?:(?:,? +|T)(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
         r" ?(?P<half>[AaPp]\.?[Mm]\.?)?(?: ?(?:GMT|UTC|EET|CET|CEST|MEZ|MESZ|[A-Z]{2,4})?"
         r" ?(?:[+-]\d{1,2}(?::?\d{2})?)?|Z)?)?")  # fmt: skip
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})" + _TIME
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<sep>[./-])(?P<a>\d{1,2})(?P=sep)(?P<b>\d{1,2})" + _TIME)
_NAMED = re.compile(r"(?P<a>\d{1,2})[-. ]+(?P<m>[A-Za-z]{3,9})\.?[-, ]+(?P<y>\d{4}|\d{2})" + _TIME)
_NAME_FIRST = re.compile(
    r"(?P<m>[A-Za-z]{3,9})\.? +(?P<a>\d{1,2})(?:st|nd|rd|th)?,? +(?P<y>\d{4})" + _TIME
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ].*)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def find_date_order(cells: Iterable[str | None], other: str = "") -> str:
    """How the dates of a column are written; ``other`` is what other columns of the file do.

    Empty where not every cell is a date.
    """
    texts = {cell for cell in cells if cell}
    if not texts:
        return ""
    if all(convert_date(cell, ISO) for cell in texts):
        return ISO
    fits = [order for order in (DAY_FIRST, MONTH_FIRST)
            if all(convert_date(cell, order) for cell in texts)]  # fmt: skip
    if len(fits) == 2:
        return other if other in fits else UNCLEAR
    return fits[0] if fits else ""


def is_date(cell: str) -> bool:
    """Whether a cell is a date in some order."""
    return any(convert_date(cell, order) for order in SURE)


def convert_date(cell: str, order: str) -> str | None:
    """The day, or the moment where a time is given; ``None`` where it is no date in that order."""
    exact = _exact(cell)
    if exact:
        return exact
    if order == SERIAL and _SERIAL.fullmatch(cell):
        return _read_serial(cell)
    for form in (_YEAR_FIRST, _NAMED, _NAME_FIRST):
        found = form.fullmatch(cell)
        if found:
            return _moment(found, *_day_and_month(found))
    found = _NUMERIC.fullmatch(cell)
    if found is None or order == ISO:
        return None
    a, b = int(found["a"]), int(found["b"])
    if found["sep"] == "." and order == MONTH_FIRST:
        return None  # nobody writes the month first before a point
    return _moment(found, *((a, b) if order == DAY_FIRST else (b, a)))


def _read_serial(cell: str) -> str:
    days = float(cell.replace(",", "."))
    moment = _SERIAL_ZERO + timedelta(seconds=round(days * 86400))
    return moment.date().isoformat() if days.is_integer() else moment.isoformat()


def _exact(cell: str) -> str | None:
    if not _ISO.fullmatch(cell):
        return None
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        return None
    return moment.date().isoformat() if len(cell) == 10 else moment.isoformat()


def _day_and_month(found: re.Match[str]) -> tuple[int, int]:
    groups = found.groupdict()
    if "m" in groups:
        name = groups["m"][:3].lower()
        return int(groups["a"]), _MONTHS.index(name) + 1 if name in _MONTHS else 0
    return int(groups["b"]), int(groups["a"])


def _moment(found: re.Match[str], day: int, month: int) -> str | None:
    year = int(found["y"])
    year += 0 if len(found["y"]) == 4 else 1900 if year > 68 else 2000
    try:
        if found["h"] is None:
            return datetime(year, month, day).date().isoformat()
        hour = int(found["h"])
        if found["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if found["half"][0] in "Pp" else 0)
        return datetime(year, month, day, hour, int(found["min"]), int(found["s"] or 0)).isoformat()
    except ValueError:
        return None
