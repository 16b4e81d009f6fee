"""The worksheets of an XLSX workbook as rows of text."""

from __future__ import annotations

import datetime as dt
import json
import warnings
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.model.archives import (
    WORKBOOK_DAMAGE,
    check_archive,
    find_merged_areas,
    open_workbook,
    read_member,
)
from interviewkit.model.limits import bound_rows
from interviewkit.model.surrogates import mend_surrogates
from interviewkit.model.worksheet_marks import unescape_cell
from interviewkit.readers.contract import Source

_AGAIN = "save it again as .xlsx or .csv"

Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet: its title, its rows with their numbers, and cells (row number, column from 0) that
    are merged with the one above."""

    title: str
    rows: tuple[Row, ...] = field(repr=False)
    merged: frozenset[tuple[int, int]] = field(default=frozenset(), repr=False)


def read_worksheets(source: Source) -> list[Worksheet]:
    """Values, not formulas. Nothing is unpacked before its size is known.

    Raises:
        SourceError: the workbook is damaged, or goes beyond the limits.
    """
    check_archive(source.raw, source.limits)
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings(), closing(open_workbook(source.raw)) as book:
            return [_worksheet(sheet, source) for sheet in book.worksheets]
    except (InvalidFileException, *WORKBOOK_DAMAGE) as fault:
        what = f"the workbook cannot be read ({fault or type(fault).__name__})"
        raise SourceError(what, hint=_AGAIN) from fault


def _worksheet(sheet: Any, source: Source) -> Worksheet:
    sheet.reset_dimensions()
    rows = enumerate(bound_rows(sheet.iter_rows(values_only=True), source.limits), 1)
    texts = ((number, tuple(map(_read_cell, row))) for number, row in rows)
    filled = tuple((number, cells) for number, cells in texts if any(cells))
    path = getattr(sheet, "_worksheet_path", "")
    merged = (
        (number, column)
        for area in find_merged_areas(read_member(source.raw, path))
        for number in range(area.top + 1, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    )
    return Worksheet(sheet.title, filled, frozenset(merged))


def _read_cell(cell: object) -> str:
    return convert_cell(unescape_cell(cell) if isinstance(cell, str) else cell)


# -- values of spreadsheets and JSON as text -------------------------------------------------------


def convert_cell(cell: object) -> str:
    """A value as text: times as H:MM:SS, dates as ISO, whole numbers plain."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dict | list):
        return mend_surrogates(json.dumps(cell, ensure_ascii=False))
    return mend_surrogates(str(cell))
