"""Tables in Word: real ones, whose heads are repeated, as wide as their words need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from interviewkit.tables.drawing.word_fields import add_words, link_words
from interviewkit.tables.drawing.word_styles import INK, TABLE, TABLE_TEXT
from interviewkit.tables.drawing.written import Cell, Written

POINT = 12_700
"""How many of the file's units a point has."""
LETTER = 4.6 * POINT
"""The width of a letter of the tables, on average."""
MARGINS = 7 * POINT
"""What a cell needs beside its words."""
LONGEST_WORD, LONGEST_LINE = 22, 64
"""Longer words are broken; longer lines do not make their column wider still."""


def add_word_table(
    document: Any, written: Written, width: int, places: Mapping[str, str] | None = None
) -> Any:
    """The table at the end of the document, ``width`` units wide.

    ``places`` are the bookmarks of what numbers lead to, by the anchor that they have on a page.
    """
    drawn = document.add_table(rows=0, cols=len(written.heads), style=TABLE)
    drawn.autofit = False
    widths = share_width(written, width)
    for column, each in zip(drawn.columns, widths, strict=True):
        column.width = each
    if written.spanners:
        _add_spanners(drawn, written)
    _add_row(drawn, [Cell(head) for head in written.heads], written.numeric, {}, is_head=True)
    _underline(drawn.rows[-1])
    for group in written.groups:
        if group.heading:
            _add_heading(drawn, group.heading)
        for row in group.rows:
            _add_row(drawn, row, written.numeric, places or {})
    for row in drawn.rows:
        for cell, each in zip(row.cells, widths, strict=False):
            cell.width = each if cell._tc.grid_span == 1 else width
    return drawn


def needs_breadth(written: Written, width: int) -> bool:
    """Whether a page of that width is too narrow for the table: its words would be broken."""
    return sum(_measure_column(column)[0] for column in _list_columns(written)) > width


def share_width(written: Written, width: int) -> list[int]:
    """The width of every column: the longest word fits, and what is left goes to long lines."""
    measured = [_measure_column(column) for column in _list_columns(written)]
    least = [each for each, _ in measured]
    left = width - sum(least)
    if left <= 0:
        return [int(each * width / sum(least)) for each in least]
    wanted = [whole - each for each, whole in measured]
    if sum(wanted) <= left:  # all lines fit: what remains goes to columns of words
        least = [whole for _, whole in measured]
        left = width - sum(least)
        words = [
            0.0 if right else whole for right, whole in zip(written.numeric, least, strict=True)
        ]
        wanted = words if any(words) else least
    total = sum(wanted) or 1
    return [int(each + left * more / total) for each, more in zip(least, wanted, strict=True)]


def _list_columns(written: Written) -> list[list[str]]:
    rows = [[cell.text for cell in row] for row in written.rows]
    return [list(column) for column in zip(written.heads, *rows, strict=True)]


def _measure_column(texts: Sequence[str]) -> tuple[float, float]:
    """How wide a column must be for its longest word, and for its longest line."""
    lines = list(chain.from_iterable(text.split("\n") for text in texts)) or [""]
    word = max(len(word) for line in lines for word in line.split(" "))
    line = max(map(len, lines))
    least = min(max(word, 3), LONGEST_WORD) * LETTER + MARGINS
    return least, max(least, min(line, LONGEST_LINE) * LETTER + MARGINS)


def _add_row(
    drawn: Any, cells: Sequence[Cell], numeric: Sequence[bool], places: Mapping[str, str],
    *, is_head: bool = False,
) -> None:  # fmt: skip
    row = drawn.add_row()
    _keep_whole(row, is_head)
    for place, cell, right in zip(row.cells, cells, numeric, strict=True):
        _fill(place, cell, right, places, bold=is_head)


def _fill(
    place: Any, cell: Cell, right: bool, places: Mapping[str, str], *, bold: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = place.paragraphs[0]
    paragraph.style = TABLE_TEXT
    bookmark = places.get(cell.href.removeprefix("#"), "")
    if bookmark:
        link_words(paragraph, cell.text, bookmark)
    else:
        add_words(paragraph, cell.text).bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_heading(drawn: Any, heading: str) -> None:
    """What heads a group of rows, over the whole width, on the page of its first row."""
    row = drawn.add_row()
    _keep_whole(row, False)
    place = row.cells[0].merge(row.cells[-1])
    _fill(place, Cell(heading), False, {}, bold=True)
    place.paragraphs[0].paragraph_format.keep_with_next = True


def _add_spanners(drawn: Any, written: Written) -> None:
    """Heads over several columns."""
    row, start = drawn.add_row(), 0
    _keep_whole(row, True)
    for name, count in written.spanners:
        place = row.cells[start]
        if count > 1:
            place = place.merge(row.cells[start + count - 1])
        _fill(place, Cell(name), False, {}, bold=True)
        start += count


def _keep_whole(row: Any, is_head: bool) -> None:
    """No row is torn by the end of a page; heads are repeated on the next."""
    from docx.oxml import OxmlElement

    kept = row._tr.get_or_add_trPr()
    kept.append(OxmlElement("w:cantSplit"))
    if is_head:
        kept.append(OxmlElement("w:tblHeader"))


def _underline(row: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for cell in row.cells:
        line = f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>'
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f"<w:tcBorders {nsdecls('w')}>{line}</w:tcBorders>")
        )
