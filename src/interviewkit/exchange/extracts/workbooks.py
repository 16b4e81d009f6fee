"""The worksheets of a workbook that another tool wrote, as tables of text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.contents import ForeignRow, ForeignTable
from interviewkit.exchange.extracts.heading_words import OTHERS
from interviewkit.exchange.extracts.headings import FIRST_ROWS, simplify_heading, simplify_names
from interviewkit.model.archives import WORKBOOK_DAMAGE, check_archive, open_workbook, read_member
from interviewkit.model.limits import LimitSettings, bound_rows
from interviewkit.model.worksheet_marks import Marks, Records, fill_down, read_marks, write_cell
from interviewkit.tables.drawing.safe_text import unguard_cell

_COLOURS = simplify_names(("color", "colour", "farbe", *OTHERS["colour"]))
"""Headings of columns that show colours."""

_BARE = frozenset({"FF000000", "00000000", "FFFFFFFF", "00FFFFFF"})
"""Colours of cells that nobody gave one."""


EMPTY_BETWEEN = 20
"""Who wants so many rows looks at so many times more: one cell far below makes a million."""


def read_workbook_tables(
    content: bytes, limits: LimitSettings, most: int | None = None
) -> list[ForeignTable]:
    """The worksheets, hidden ones marked; of each at most so many rows.

    Values and not formulas; a merged cell counts in each of its rows, and guards against formulas
    are taken off. Nothing is unpacked before its size is known.

    Raises:
        SourceError: it is no workbook, is damaged, or goes beyond the limits.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    check_archive(content, limits, "the workbook cannot be read")
    try:
        with warnings.catch_warnings(), closing(open_workbook(content)) as book:
            return [_read_sheet(sheet, content, limits, most) for sheet in book.worksheets]
    except (*WORKBOOK_DAMAGE, InvalidFileException) as fault:
        raise SourceError(
            f"the workbook cannot be read: {fault or type(fault).__name__}",
            hint="open it in a spreadsheet and save it again as .xlsx or CSV",
        ) from fault


def _read_sheet(
    sheet: Any, content: bytes, limits: LimitSettings, most: int | None
) -> ForeignTable:
    sheet.reset_dimensions()
    rows: Iterable[Any] = bound_rows(sheet.iter_rows(values_only=True), limits)
    numbered = ((line, tuple(map(_text, row))) for line, row in enumerate(rows, 1))
    looked_at = islice(numbered, None if most is None else most * EMPTY_BETWEEN)
    records = tuple(islice(_drop_empty(looked_at), most))
    path = getattr(sheet, "_worksheet_path", "")
    marks = Marks() if most is not None else read_marks(content, path)
    filled, _ = fill_down(records, marks.areas)
    return ForeignTable(
        title=str(sheet.title),
        rows=tuple(ForeignRow(line, tuple(map(unguard_cell, cells))) for line, cells in filled),
        is_hidden=sheet.sheet_state != "visible",
        unvalued=marks.unvalued,
        colours={} if most is not None else _read_colours(sheet, content, path, records),
    )


def _drop_empty(
    rows: Iterator[tuple[int, tuple[str, ...]]],
) -> Iterator[tuple[int, tuple[str, ...]]]:
    return ((line, cells) for line, cells in rows if any(cells))


def _text(cell: object) -> str:
    return write_cell(cell).rstrip()


def _read_colours(sheet: Any, content: bytes, path: str, records: Records) -> dict[int, str]:
    """The colours of the cells below a heading for colours, by row.

    Tools that show a code's colour as a dot write no word of it.
    """
    from openpyxl.utils import get_column_letter

    heads = (row for _, row in records[:FIRST_ROWS])
    column = next((at for row in heads for at, cell in enumerate(row) if _is_colours(cell)), None)
    if column is None:
        return {}
    letters = get_column_letter(column + 1).encode()
    cells = re.compile(rb'<c (?=[^>]*\br="%b(\d{1,7})")(?=[^>]*\bs="(\d{1,5})")' % letters)
    styles = {int(row): int(style) for row, style in cells.findall(read_member(content, path))}
    colours = {style: _colour(sheet, style) for style in {*styles.values()}}
    return {row: colours[style] for row, style in styles.items() if colours[style]}


def _is_colours(cell: str) -> bool:
    return simplify_heading(cell) in _COLOURS


def _colour(sheet: Any, style: int) -> str:
    """The colour of a cell of that style: of its words, or else of its ground."""
    from openpyxl.cell.read_only import ReadOnlyCell

    cell: Any = ReadOnlyCell(sheet, 1, 1, "●", "s", style)
    colours = (cell.font.color, cell.fill.fgColor)
    named = (str(each.rgb) for each in colours if each is not None and each.type == "rgb")
    real = next((name for name in named if len(name) == 8 and name not in _BARE), "")
    return f"#{real[2:].upper()}" if real else ""
