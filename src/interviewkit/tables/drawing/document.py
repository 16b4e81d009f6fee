"""Tables as a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewkit.model.table import ResultTable
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.undated import save_undated
from interviewkit.tables.drawing.word_fields import add_words
from interviewkit.tables.drawing.word_styles import (
    FIGURE_NOTE,
    measure_text_width,
    open_document,
    turn_page,
)
from interviewkit.tables.drawing.word_tables import add_word_table
from interviewkit.tables.drawing.written import write_table


def render(table: ResultTable, drawing: Drawing) -> bytes:
    """A page across with title, table and notes; heads are repeated on every page."""
    return write_document([table], drawing)


def write_document(
    tables: Sequence[ResultTable], drawing: Drawing, title: str = "", notes: Iterable[str] = ()
) -> bytes:
    """Tables one after the other, with what has to be said of all of them at the end."""
    document = open_document()
    page = document.sections[0]
    turn_page(page)
    if title:
        add_words(document.add_heading("", 1), title)
    for table in tables:
        written = write_table(table, drawing, capital=True)
        if written.title and drawing.titled:
            add_words(document.add_heading("", 2 if title else 1), written.title)
        if table.rows:
            add_word_table(document, written, measure_text_width(page))
        else:
            add_words(document.add_paragraph(), table.empty)
        for note in written.notes:
            add_words(document.add_paragraph(style=FIGURE_NOTE), note)
    for note in notes:
        add_words(document.add_paragraph(style="List Bullet"), note)
    return save_undated(document.save)
