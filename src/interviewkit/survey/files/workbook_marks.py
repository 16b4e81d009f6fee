"""What a worksheet says of its cells that the quick way of reading it passes over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

Records = tuple[tuple[int, tuple[str, ...]], ...]

_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(
    rb"<c (?=[^>]*r=\"([A-Z]{1,3})(\d{1,7})\")([^>]*)>\s*"
    rb"<f(?:\s[^>]*?)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
MOST_MERGED = 1_000_000
"""Cells that merged areas may reach; more are nobody's work."""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells merged into one: rows as the sheet numbers them, columns from 0, ends included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Areas merged over several rows, and the rows of formulas without a stored value."""

    areas: tuple[Area, ...] = ()
    unvalued: tuple[int, ...] = ()


def read_marks(content: bytes, path: str) -> Marks:
    """The marks of the worksheet that lies at ``path`` in a workbook's archive."""
    with ZipFile(BytesIO(content)) as archive:
        xml = archive.read(path) if path in archive.namelist() else b""
    formulas = (found for found in _FORMULA.finditer(xml) if b't="str"' not in found[3])
    return Marks(tuple(_areas(xml)), tuple(int(found[2]) for found in formulas))


def _areas(xml: bytes) -> Iterator[Area]:
    cells = 0
    for left, top, right, bottom in _MERGED.findall(xml):
        area = Area(int(top), int(bottom), _column(left), _column(right))
        cells += (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if cells > MOST_MERGED:
            return
        if area.bottom > area.top:
            yield area


def _column(letters: bytes) -> int:
    """``A`` is 0, ``Z`` 25, ``AA`` 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def fill_down(records: Records, areas: Sequence[Area]) -> tuple[Records, tuple[int, ...]]:
    """The rows with the value of each merged area in all of its rows, and which rows got some.

    What is merged with the first row that holds anything is a heading, and stays.
    """
    first = next((line for line, cells in records if any(cells)), 0)
    rows = {line: list(cells) for line, cells in records}
    filled: set[int] = set()
    for area in areas:
        value = _cell(rows.get(area.top, []), area.left)
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


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""
