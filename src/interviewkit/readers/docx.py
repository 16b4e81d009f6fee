"""Word documents: typed transcripts, tables of turns, and what Teams, Word and Rev write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from interviewkit.errors import Problem, SourceError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import speech
from interviewkit.readers.columns import Layout
from interviewkit.readers.contract import Aside, Conversation, Heard, Source, SpeechPiece
from interviewkit.readers.join import join_rows, keep_worded
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
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    except RecursionError:
        what = "its parts are nested too deep to be read"
        return [], [source.problem(what, hint="save it again as .docx or .txt", fatal=True)]
    walk = document.walk
    heard, problems = _read_as_text(parts, source, settings)
    if changes := walk.changes():
        what = f"tracked changes were read as accepted: {changes}"
        problems.append(source.problem(what, hint="accept or reject them in Word to settle it"))
    aside = (*heard.aside, *document.aside, *walk.aside, *beside)
    said = [_without_marks(piece) for piece in heard.said]
    return [replace(heard, said=tuple(said), aside=aside)], problems


def _without_marks(piece: SpeechPiece) -> SpeechPiece:
    text = piece.text.replace(BOLD_MARK, "").strip()
    return piece if text == piece.text else replace(piece, text=text)


@dataclass
class _Text:
    """Successive lines that are no table of turns, from this line on."""

    line: int
    lines: list[str] = field(default_factory=list)


@dataclass
class _Turns:
    """A table of turns."""

    said: list[SpeechPiece]
    nobodys: int


class _Document:
    """The parts of a body in their order: text, and tables of turns."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self.named = {what: name for what, name in named.items() if what != "speakers"}
        self.walk = Walk()
        self.aside: list[Aside] = []
        self._before: tuple[Layout, int] | None = None
        self._open = ""

    def parts(self, body: Any) -> list[_Text | _Turns]:
        """All of the body; raises RecursionError where it is nested beyond measure."""
        found: list[_Text | _Turns] = []
        for part in self._parts(body):
            if isinstance(part, _Text) and found and isinstance(found[-1], _Text):
                found[-1].lines += part.lines
            else:
                found.append(part)
        if self._open:
            found.append(_Text(self.walk.line, self._open.split("\n")))
        return found

    def _parts(self, parent: Any) -> Iterator[_Text | _Turns]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}sdt" and (why := explain_hidden_control(child)):
                self.walk.set_aside(child, why)
            elif child.tag not in (f"{W}sectPr", f"{W}sdtPr"):
                yield from self._parts(child)

    def _paragraph(self, paragraph: Any) -> Iterator[_Text]:
        text = self._open + self.walk.paragraph(paragraph)
        self._open = ""
        if is_joined(paragraph):
            self._open = text
            return
        lines = text.split("\n")
        yield _Text(self.walk.line, lines)
        self.walk.line += len(lines)

    def _table(self, table: Any) -> Iterator[_Text | _Turns]:
        top = self.walk.line
        noted = len(self.walk.aside), self.walk.tracked.copy()
        read = self._rows(table)
        layout = find_table_layout(read, self.named, self._before)
        if layout:
            self._before = layout, read.width
            said, aside, nobodys = read_table_turns(read, layout)
            self.aside += aside
            yield _Turns(said, nobodys)
        elif any(True for _ in table.iterfind(f".//{W}tbl")):
            del self.walk.aside[noted[0] :]
            self.walk.tracked, self.walk.line = noted[1], top
            for row in list_children(table, f"{W}tr"):
                for cell in list_children(row, f"{W}tc"):
                    yield from self._parts(cell)
        else:
            yield _Text(top, list(list_table_lines(read, self.aside)))

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


def _read_as_text(
    parts: list[_Text | _Turns], source: Source, settings: TranscriptSettings
) -> tuple[Conversation, list[Problem]]:
    """Text read like any text; beside tables of turns, whose speakers it then knows."""
    tables = [part for part in parts if isinstance(part, _Turns)]
    said = [piece for table in tables for piece in table.said if piece.speaker]
    names = {piece.speaker: piece.speaker for piece in said}
    knowing = replace(settings, aliases={**settings.aliases, **names})
    told: list[Problem] = []
    conversation = Conversation(())
    for part in parts:
        if isinstance(part, _Turns):
            turns = join_rows(keep_worded(part.said, source, told))
            conversation = _join_conversations(conversation, Conversation(tuple(turns)))
        elif any(line.strip() for line in part.lines):
            text = "\n".join(part.lines)
            (read,), problems = speech.read_speech(replace(source, text=text), knowing)
            above = part.line - 1
            conversation = _join_conversations(conversation, _shift_lines(read, above))
            told += [replace(p, line=p.line + above) if p.line else p for p in problems]
    if nobodys := sum(table.nobodys for table in tables):
        told.append(source.problem(f"{nobodys} rows name no speaker; they are nobody's"))
    return conversation, told


def _join_conversations(first: Conversation, second: Conversation) -> Conversation:
    return replace(
        first,
        said=(*first.said, *second.said),
        facts={**second.facts, **first.facts},
        aside=(*first.aside, *second.aside),
    )


def _shift_lines(conversation: Conversation, by: int) -> Conversation:
    """The conversation with lines counted from the top of the document."""
    if not by:
        return conversation
    said = tuple(replace(piece, line=piece.line + by) for piece in conversation.said)
    aside = tuple(replace(each, line=each.line + by) for each in conversation.aside)
    return replace(conversation, said=said, aside=aside)
