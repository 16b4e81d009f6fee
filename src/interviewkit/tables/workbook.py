"""A table as an Excel workbook: numbers as numbers, with all their figures, for readers too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from interviewkit.model.table import (
    COUNT,
    NUMBER,
    POINTS,
    RATIO,
    SHARE,
    Column,
    Detail,
    P,
    ResultTable,
)
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.safe_text import strip_unprintable
from interviewkit.tables.written import write_table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS = {
    SHARE: "0.0%",
    POINTS: "+0.0%;\u22120.0%;0.0%",
    RATIO: "0.00",
    NUMBER: "#,##0.00",
    P: "0.000",
    COUNT: "#,##0",
}
"""How Excel shows the numbers of a kind; the cells hold all their figures."""

WIDEST = 60


def render(table: ResultTable, drawing: Drawing) -> bytes:
    """A sheet as the table is read, one with every value as it was computed, one of notes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    written = write_table(table, drawing, capital=True)
    read = book.create_sheet("table")
    if any(spanner for spanner, _ in written.spanners):
        read.append([text for name, n in written.spanners for text in (name, *[""] * (n - 1))])
    read.append(list(map(strip_unprintable, written.heads)))
    heads = read.max_row
    for row in written.rows:
        read.append([strip_unprintable(cell.text) for cell in row])
    _finish(read, heads)
    data = book.create_sheet("data")
    data.append([strip_unprintable(column.key) for column in table.data_columns])
    for line in table.rows:
        data.append([_value(line.values[column.key]) for column in table.data_columns])
    _finish(data, 1, table.data_columns)
    notes = book.create_sheet("notes")
    for note in filter(None, (table.title, *written.notes)):
        notes.append([strip_unprintable(note)])
    _finish(notes, 0)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _value(value: object) -> object:
    """A value as Excel can hold it; a figure that is not defined is an empty cell."""
    if isinstance(value, tuple):
        return strip_unprintable("; ".join(map(str, value)))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return strip_unprintable(str(value)) if isinstance(value, str | Detail) else value


def _finish(sheet: Worksheet, heads: int, columns: Sequence[Column] = ()) -> None:
    """Heads bold and in view, texts as texts, numbers in the format of their kind."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, line in enumerate(sheet.iter_rows(), 1):
        for at, cell in enumerate(line):
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = is a text
            elif columns and columns[at].kind in FORMATS:
                cell.number_format = FORMATS[columns[at].kind]
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number <= heads)
            beside = sheet.column_dimensions[get_column_letter(at + 1)]
            beside.width = min(WIDEST, max(beside.width, len(str(cell.value or "")) + 2))
    sheet.freeze_panes = f"A{heads + 1}" if heads else None
