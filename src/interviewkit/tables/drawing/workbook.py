"""Tables as an Excel workbook: numbers as numbers, with all their figures, for readers too."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING

from interviewkit.model import table as kinds
from interviewkit.model.table import Column, Detail, ResultTable
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.safe_text import strip_unprintable
from interviewkit.tables.drawing.undated import save_undated
from interviewkit.tables.drawing.written import write_table
from interviewkit.wording.numbers import count, counted

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS = {
    kinds.SHARE: "0.0%",
    kinds.WHOLE_SHARE: "0%",
    kinds.POINTS: "+0.0%;\u22120.0%;0.0%",
    kinds.RATIO: "0.00",
    kinds.NUMBER: "#,##0.00",
    kinds.P: "0.000",
    kinds.COUNT: "#,##0",
    kinds.PEOPLE: "#,##0",
}
"""How Excel shows the numbers of a kind; the cells hold all their figures."""

WIDEST = 60
LONGEST = 32_767
"""Excel takes so many signs in a cell; what is longer is cut, with a mark, and told."""


def render(table: ResultTable, drawing: Drawing) -> bytes:
    """A sheet as the table is read, one with every value as it was computed, one of notes."""
    return write_workbook([table], drawing)


def write_workbook(
    tables: Sequence[ResultTable], drawing: Drawing, notes: Iterable[str] = ()
) -> bytes:
    """Tables in one workbook, their notes on one sheet; of several each sheet has its table's name.

    A table that nobody reads, which is data only, has no sheet as it is read, and one that says
    what its columns mean.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    alone = len(tables) == 1
    told: list[str] = []
    for table in tables:
        if table.read_columns:
            told += _add_read(book, table, drawing, "table" if alone else table.name)
    for table in tables:
        name = f"{table.name} data" if not alone else "data" if table.read_columns else table.name
        _add_data(book, table, name)
        if not table.read_columns:
            _add_columns(book, table)
    sheet = book.create_sheet("notes")
    cells = (value for table in tables for row in table.rows for value in row.values.values())
    if cut := sum(isinstance(value, str) and len(value) > LONGEST for value in cells):
        told.append(
            f"{counted(cut, 'text')} cut at the {count(LONGEST)} signs of a cell: CSV has all"
        )
    for note in dict.fromkeys([*told, *notes]):
        sheet.append([strip_unprintable(note)])
    _finish(sheet, 0)
    return save_undated(book.save)


def _add_read(book: Workbook, table: ResultTable, drawing: Drawing, name: str) -> Iterable[str]:
    """The table as it is read; gives its title and notes."""
    written = write_table(table, drawing, capital=True)
    sheet = book.create_sheet(name)
    if written.spanners:
        sheet.append(written.over)
    sheet.append(list(map(strip_unprintable, written.heads)))
    heads, headings = sheet.max_row, set()
    for group in written.groups:
        if group.heading:
            sheet.append([strip_unprintable(group.heading)])
            headings.add(sheet.max_row)
        for row in group.rows:
            sheet.append([_fit(cell.text) for cell in row])
    _finish(sheet, heads, headings=headings)
    return filter(None, (table.title, *written.notes))


def _add_data(book: Workbook, table: ResultTable, name: str) -> None:
    sheet = book.create_sheet(name)
    sheet.append([strip_unprintable(column.key) for column in table.data_columns])
    for line in table.rows:
        sheet.append([_value(line.values[column.key]) for column in table.data_columns])
    _finish(sheet, 1, table.data_columns)


def _add_columns(book: Workbook, table: ResultTable) -> None:
    """What the columns of data mean, and what their values stand for."""
    sheet = book.create_sheet("columns")
    sheet.append(["column", "label", "values"])
    for column in table.data_columns:
        levels = "; ".join(f"{key:.15g} = {label}" for key, label in column.labels.items())
        sheet.append([strip_unprintable(text) for text in (column.key, column.title, levels)])
    _finish(sheet, 1)


def _value(value: object) -> object:
    """A value as Excel can hold it; a figure that is not defined is an empty cell."""
    if isinstance(value, tuple):
        return _fit("; ".join(map(str, value)))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return _fit(str(value)) if isinstance(value, str | Detail) else value


def _fit(text: str) -> str:
    text = strip_unprintable(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _finish(
    sheet: Worksheet, heads: int, columns: Sequence[Column] = (), headings: Set[int] = frozenset()
) -> None:
    """Heads bold and in view, headings of rows bold, numbers in the format of their kind."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, line in enumerate(sheet.iter_rows(), 1):
        for at, cell in enumerate(line):
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = is a text
            elif columns and columns[at].kind in FORMATS:
                cell.number_format = FORMATS[columns[at].kind]
            is_heading = number in headings
            cell.alignment = Alignment(wrap_text=not is_heading, vertical="top")
            cell.font = Font(bold=number <= heads or is_heading)
            if is_heading:  # it runs on over the empty cells beside it
                continue
            beside = sheet.column_dimensions[get_column_letter(at + 1)]
            beside.width = min(WIDEST, max(beside.width, len(str(cell.value or "")) + 2))
    sheet.freeze_panes = f"A{heads + 1}" if heads else None
