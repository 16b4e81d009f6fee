"""Tables as a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from interviewkit.model.table import ResultTable
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.safe_text import strip_unprintable
from interviewkit.tables.drawing.undated import save_undated
from interviewkit.tables.drawing.written import Written, write_table

POINTS_HIGH = 9


def render(table: ResultTable, drawing: Drawing) -> bytes:
    """A page across with title, table and notes; heads are repeated on every page."""
    return write_document([table], drawing)


def write_document(
    tables: Sequence[ResultTable], drawing: Drawing, title: str = "", notes: Iterable[str] = ()
) -> bytes:
    """Tables one after the other, with what has to be said of all of them at the end."""
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    if title:
        document.add_heading(strip_unprintable(title), 1)
    for table in tables:
        written = write_table(table, drawing, capital=True)
        if written.title and drawing.titled:
            document.add_heading(strip_unprintable(written.title), 2 if title else 1)
        if table.rows:
            _add_table(document, written)
        else:
            document.add_paragraph(strip_unprintable(table.empty))
        for note in written.notes:
            document.add_paragraph(strip_unprintable(note))
    for note in notes:
        document.add_paragraph(strip_unprintable(note), style="List Bullet")
    return save_undated(document.save)


def _add_table(document: Any, written: Written) -> None:
    drawn = document.add_table(rows=0, cols=len(written.heads), style="Table Grid")
    if written.spanners:
        _add_row(drawn, written.over, written, head=True)
    _add_row(drawn, written.heads, written, head=True)
    for group in written.groups:
        if group.heading:
            cells = [group.heading, *[""] * (len(written.heads) - 1)]
            _add_row(drawn, cells, written, bold=True)
        for row in group.rows:
            _add_row(drawn, [cell.text for cell in row], written)


def _add_row(
    drawn: Any, texts: Sequence[str], written: Written, *, head: bool = False, bold: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    row = drawn.add_row()
    if head:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text, right in zip(row.cells, texts, written.numeric, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(strip_unprintable(text))  # a line feed becomes a new line
        run.font.size, run.bold = Pt(POINTS_HIGH), head or bold
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
