"""Word documents: typed transcripts, tables of turns, and what Teams, Word and Rev write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.columns import Layout
from interviewkit.readers.contract import Aside, Heard, Source
from interviewkit.readers.document_parts import TextPart, TurnsPart, read_parts, strip_bold_marks
from interviewkit.readers.layouts import BOLD_MARK
from interviewkit.readers.word_tables import (
    WordCell,
    WordTable,
    find_table_layout,
    is_merged,
    list_children,
    list_table_lines,
    read_column_span,
    read_table_turns,
)
from interviewkit.readers.word_text import (
    W,
    Walk,
    explain_hidden_control,
    is_deleted_row,
    is_joined,
    read_body,
)


def read_docx(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the paragraphs and tables of a document, in their order."""
    try:
        body, beside = read_body(source)
        document = _Document(settings.columns)
        parts = document.parts(body)
        document.walk.set_rest_aside(body)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    except RecursionError:
        what = "its parts are nested too deep to be read"
        return [], [source.problem(what, hint="save it again as .docx or .txt", fatal=True)]
    walk = document.walk
    heard, problems = read_parts(parts, source, settings)
    if changes := walk.changes():
        what = f"tracked changes were read as accepted: {changes}"
        problems.append(source.problem(what, hint="accept or reject them in Word to settle it"))
    aside = (*heard.aside, *document.aside, *walk.aside, *beside)
    return [replace(strip_bold_marks(heard), aside=aside)], problems


class _Document:
    """The parts of a body in their order: text, and tables of turns."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self.named = {what: name for what, name in named.items() if what != "speakers"}
        self.walk = Walk()
        self.aside: list[Aside] = []
        self._before: tuple[Layout, int] | None = None
        self._open = ""

    def parts(self, body: Any) -> list[TextPart | TurnsPart]:
        """All of the body; raises RecursionError where it is nested beyond measure."""
        found: list[TextPart | TurnsPart] = []
        for part in self._parts(body):
            if isinstance(part, TextPart) and found and isinstance(found[-1], TextPart):
                found[-1].lines += part.lines
            else:
                found.append(part)
        if self._open:
            found.append(TextPart(self.walk.line, self._open.split("\n")))
        return found

    def _parts(self, parent: Any) -> Iterator[TextPart | TurnsPart]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}sdt" and (why := explain_hidden_control(child)):
                self.walk.set_aside(child, why)
            elif child.tag not in (f"{W}sectPr", f"{W}sdtPr"):
                yield from self._parts(child)

    def _paragraph(self, paragraph: Any) -> Iterator[TextPart]:
        text = self._open + self.walk.paragraph(paragraph)
        self._open = ""
        if is_joined(paragraph):
            self._open = text
            return
        lines = text.split("\n")
        yield TextPart(self.walk.line, lines)
        self.walk.line += len(lines)

    def _table(self, table: Any) -> Iterator[TextPart | TurnsPart]:
        top = self.walk.line
        noted = len(self.walk.aside), self.walk.tracked.copy()
        read = self._rows(table)
        layout = find_table_layout(read, self.named, self._before)
        if layout:
            self._before = layout, read.width
            said, aside, nobodys = read_table_turns(read, layout)
            self.aside += aside
            yield TurnsPart(said, nobodys)
        elif any(True for _ in table.iterfind(f".//{W}tbl")):
            del self.walk.aside[noted[0] :]
            self.walk.tracked, self.walk.line = noted[1], top
            for row in list_children(table, f"{W}tr"):
                for cell in list_children(row, f"{W}tc"):
                    yield from self._parts(cell)
        else:
            yield TextPart(top, list(list_table_lines(read, self.aside)))

    def _rows(self, table: Any) -> WordTable:
        """A table as texts; tables within its cells are lines of these cells."""
        read = WordTable()
        for row in list_children(table, f"{W}tr"):
            if is_deleted_row(row):
                self.walk.set_aside(row, "deleted in tracked changes")
                self.walk.tracked["deleted"] += 1
                continue
            cells: list[WordCell] = []
            line = self.walk.line
            for cell in list_children(row, f"{W}tc"):
                text = "\n".join(self._cell_parts(cell)).strip().replace(BOLD_MARK, "")
                cells += [WordCell(text, is_merged(cell))]
                cells += [WordCell("") for _ in range(read_column_span(cell) - 1)]
            if sum(bool(cell.text) for cell in cells) == 1 and len(cells) > 1 and cells[0].text:
                whole = next(list_children(row, f"{W}tc"))
                cells = cells[:1] if read_column_span(whole) == len(cells) else cells
            if any(cell.text for cell in cells):
                read.lines.append(line)
                read.rows.append(cells)
            self.walk.line = max(self.walk.line, line + 1)
        return read

    def _cell_parts(self, parent: Any) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{W}p":
                text = self.walk.paragraph(child)
                yield text
                self.walk.line += text.count("\n") + 1
            elif child.tag == f"{W}tbl":
                yield from list_table_lines(self._rows(child), self.aside)
            elif child.tag == f"{W}sdt" and (why := explain_hidden_control(child)):
                self.walk.set_aside(child, why)
            elif child.tag not in (f"{W}tcPr", f"{W}sdtPr"):
                yield from self._cell_parts(child)
