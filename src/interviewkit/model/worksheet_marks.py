"""What a worksheet says of its cells that the quick way of reading it passes over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from interviewkit.model.archives import Area, find_merged_areas, read_member
from interviewkit.model.surrogates import mend_surrogates

Records = tuple[tuple[int, tuple[str, ...]], ...]
"""Rows as the sheet numbers them, and their cells as text."""

_FORMULA = re.compile(
    rb"<c (?=[^>]*r=\"([A-Z]{1,3})(\d{1,7})\")([^>]*)>\s*"
    rb"<f(?:\s[^>]*?)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How XLSX writes signs that XML cannot hold; carriage returns of .NET programs are such."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Areas merged over several rows, and the rows of formulas without a stored value."""

    areas: tuple[Area, ...] = ()
    unvalued: tuple[int, ...] = ()


def write_cell(cell: object) -> str:
    """A spreadsheet's value as a person would type it: 7 and not 7.0, dates in ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == datetime.min.time()
        return (cell.date() if midnight else cell).isoformat()
    return cell.isoformat() if isinstance(cell, date) else unescape_cell(str(cell))


def unescape_cell(text: str) -> str:
    """The words of a cell, whose lines end by line feeds.

    >>> unescape_cell("one_x000D_\\ntwo")
    'one\\ntwo'
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return mend_surrogates(text.replace("\r\n", "\n").replace("\r", "\n"))


def read_marks(content: bytes, path: str) -> Marks:
    """The marks of the worksheet that lies at ``path`` in a workbook's archive."""
    xml = read_member(content, path)
    formulas = (found for found in _FORMULA.finditer(xml) if b't="str"' not in found[3])
    return Marks(tuple(find_merged_areas(xml)), tuple(int(found[2]) for found in formulas))


def fill_down(records: Records, areas: Sequence[Area]) -> tuple[Records, tuple[int, ...]]:
    """The rows with the value of each merged area in all of its rows, and which rows got some.

    What is merged with the first row that holds anything is a heading, and stays.
    """
    first = next((line for line, cells in records if any(cells)), 0)
    rows = {line: list(cells) for line, cells in records}
    filled: set[int] = set()
    for area in areas:
        value = "".join(rows.get(area.top, [])[area.left : area.left + 1])
        if area.top <= first or not value:
            continue
        for line in range(area.top, area.bottom + 1):
            row = rows.get(line)
            if row is None:
                break
            row += [""] * (area.left + 1 - len(row))
            if not row[area.left]:
                row[area.left] = value
                filled.add(line)
    return tuple((line, tuple(row)) for line, row in rows.items()), tuple(sorted(filled))
