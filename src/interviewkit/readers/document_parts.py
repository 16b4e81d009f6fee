"""The text and the tables of a document made into one conversation, whatever format it has.

A document is a list of parts in their order: lines that are read as any text is, and tables of
turns, whose speakers the text beside them then knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import labels, speech
from interviewkit.readers.columns import Layout
from interviewkit.readers.contract import Aside, Conversation, Source, SpeechPiece
from interviewkit.readers.join import join_rows, keep_worded
from interviewkit.readers.layouts import BOLD_MARK
from interviewkit.readers.word_tables import (
    WordTable,
    find_table_layout,
    list_table_lines,
    read_table_turns,
)

FOOTNOTES = "footnotes"
MARKS = "marks of footnotes"


@dataclass
class TextPart:
    """Successive lines that are no table of turns, from this line on."""

    line: int
    lines: list[str] = field(default_factory=list)


@dataclass
class TurnsPart:
    """A table of turns."""

    said: list[SpeechPiece]
    nobodys: int


class PartList:
    """The parts of a document as they come, and what is set aside on the way.

    ``named`` are the columns that the study names. ``line`` is the next line of the document.
    """

    def __init__(self, named: Mapping[str, str]) -> None:
        self.named = {what: name for what, name in named.items() if what != "speakers"}
        self.parts: list[TextPart | TurnsPart] = []
        self.aside: list[Aside] = []
        self.line = 1
        self._before: tuple[Layout, int] | None = None

    def add_lines(self, lines: Sequence[str]) -> None:
        """A paragraph, its lines parted."""
        last = self.parts[-1] if self.parts else None
        if isinstance(last, TextPart):
            last.lines += lines
        else:
            self.parts.append(TextPart(self.line, list(lines)))
        self.line += len(lines)

    def add_table(self, table: WordTable) -> None:
        """A table: turns where each row is one, else lines."""
        layout = find_table_layout(table, self.named, self._before)
        if layout:
            self._before = layout, table.width
            said, aside, nobodys = read_table_turns(table, layout)
            self.aside += aside
            self.parts.append(TurnsPart(said, nobodys))
            self.line = max([self.line, *(line + 1 for line in table.lines)])
        else:
            self.add_lines(list(list_table_lines(table, self.aside)))


def read_document(
    found: PartList, source: Source, settings: TranscriptSettings
) -> tuple[list[Conversation], list[Problem]]:
    """The conversation in all parts of a document, with what was set aside on the way."""
    conversation, problems = read_parts(found.parts, source, settings)
    aside = (*conversation.aside, *found.aside)
    return [replace(strip_bold_marks(conversation), aside=aside)], problems


def read_parts(
    parts: Sequence[TextPart | TurnsPart], source: Source, settings: TranscriptSettings
) -> tuple[Conversation, list[Problem]]:
    """Text read like any text; beside tables of turns, whose speakers it then knows."""
    tables = [part for part in parts if isinstance(part, TurnsPart)]
    said = [piece for table in tables for piece in table.said if piece.speaker]
    names = {piece.speaker: piece.speaker for piece in said}
    knowing = replace(settings, aliases={**settings.aliases, **names})
    told: list[Problem] = []
    conversation = Conversation(())
    for part in parts:
        if isinstance(part, TurnsPart):
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


def strip_bold_marks(conversation: Conversation) -> Conversation:
    """The conversation without the signs that stood around bold words."""
    return replace(conversation, said=tuple(map(_strip_marks, conversation.said)))


def _strip_marks(piece: SpeechPiece) -> SpeechPiece:
    text = piece.text.replace(BOLD_MARK, "").strip()
    if text == piece.text:
        return piece
    words = tuple(word._replace(text=word.text.replace(BOLD_MARK, "")) for word in piece.words)
    return replace(piece, text=text, words=words)


def mark_bold_name(pieces: Sequence[tuple[str, bool]]) -> str:
    """The text of a paragraph from its pieces, each bold or not; a bold name at its start is
    marked, as it may be who speaks."""
    text = "".join(piece for piece, _ in pieces)
    bold = "".join(piece for piece, _ in takewhile(_is_still_bold, pieces))
    name = bold.strip().rstrip(":")
    if not bold.strip() or "\n" in bold.strip() or not labels.looks_like_label(name):
        return text
    return f"{BOLD_MARK}{bold.strip()}{BOLD_MARK}{text[len(bold) :] or ' '}"


def _is_still_bold(piece: tuple[str, bool]) -> bool:
    return piece[1] or not piece[0].strip()
