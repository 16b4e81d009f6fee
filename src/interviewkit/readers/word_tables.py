"""Tables of a Word document: transcripts with a row a turn, and those that only lay out a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from interviewkit.readers import labels
from interviewkit.readers.columns import (
    Layout,
    find_clocks,
    find_heading,
    find_layout,
    find_meaning,
    find_times,
)
from interviewkit.readers.contract import Aside, SpeechPiece
from interviewkit.readers.times import parse_seconds
from interviewkit.readers.word_text import W, find_below

_CARRIERS = frozenset(
    {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"}
)
"""Elements that may stand round rows and cells without being any."""

_READ = frozenset({"speaker", "text", "start", "end", "number", "turn"})

HEADINGS = "headings of tables"


@dataclass
class WordCell:
    """A cell of a row: its lines, and whether it is merged with the one above."""

    text: str
    is_merged: bool = False


@dataclass
class WordTable:
    """A table of the document: the line of each row, and its cells."""

    lines: list[int] = field(default_factory=list)
    rows: list[list[WordCell]] = field(default_factory=list)

    @property
    def texts(self) -> list[list[str]]:
        return [[cell.text for cell in row] for row in self.rows]

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def list_children(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, content controls around them or not."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _CARRIERS:
            yield from list_children(child, tag)


def is_merged(cell: Any) -> bool:
    """Whether a cell continues the one above it."""
    mark = find_below(cell, f"{W}tcPr", f"{W}vMerge")
    return mark is not None and mark.get(f"{W}val", "continue") == "continue"


def read_column_span(cell: Any) -> int:
    """How many columns a cell takes."""
    mark = find_below(cell, f"{W}tcPr", f"{W}gridSpan")
    value = mark.get(f"{W}val", "") if mark is not None else ""
    return min(max(int(value), 1), 64) if value.isdecimal() and len(value) < 4 else 1


def find_table_layout(
    table: WordTable, named: Mapping[str, str], before: tuple[Layout, int] | None
) -> Layout | None:
    """The layout of a table of turns. One that goes on from the table before it, as where a page
    ends, has its columns; ``before`` is that layout and its width."""
    is_wide = table.rows and table.width > 1
    found = find_layout(table.texts, named) if is_wide else None
    if found or not before or before[1] != table.width:
        return found
    heading = find_heading(table.texts, named)
    return Layout(before[0].columns, heading, table.texts[heading] if heading is not None else ())


def read_table_turns(
    table: WordTable, layout: Layout
) -> tuple[list[SpeechPiece], list[Aside], int]:
    """The turns of a table, what is set aside, and how many rows name no speaker."""
    said: list[SpeechPiece] = []
    aside: list[Aside] = []
    speaker = ""
    nobodys = 0
    for place, (line, row) in enumerate(zip(table.lines, table.rows, strict=True)):
        texts = [cell.text.strip() for cell in row]
        if _is_heading(place, texts, layout):
            aside += [Aside(line, " ".join(filter(None, texts)), HEADINGS)]
            continue
        if len(texts) == 1:  # a line across the table: a section, a remark
            said.append(SpeechPiece("", texts[0], line=line))
            continue
        at = layout.columns["speaker"]
        named = texts[at].rstrip(": ") if at < len(texts) else ""
        is_same = not named and at < len(row) and row[at].is_merged
        speaker = speaker if is_same else labels.tidy_label(named)
        turn, beside = _turn(texts, line, speaker, layout)
        nobodys += not speaker and bool(turn.text)
        said.append(turn)
        aside += beside
    return said, aside, nobodys


def _is_heading(place: int, texts: Sequence[str], layout: Layout) -> bool:
    """The row of headings, and where it comes back; rows above it are no turns either."""
    if layout.heading is None:
        return False
    return place <= layout.heading or list(texts) == [text.strip() for text in layout.headings]


def _turn(
    texts: Sequence[str], line: int, speaker: str, layout: Layout
) -> tuple[SpeechPiece, list[Aside]]:
    columns = layout.columns

    def at(meaning: str) -> str:
        place = columns.get(meaning, len(texts))
        return texts[place] if place < len(texts) else ""

    times = [*find_times(at("start")), *find_times(at("end"))]
    start, end = (*map(parse_seconds, times[:2]), None, None)[:2]
    said = SpeechPiece(speaker, at("text"), start, end, line, at("turn"))
    meant = {place for meaning, place in columns.items() if meaning in _READ}
    others = [text for place, text in enumerate(texts) if place not in meant]
    unread = [at(each) for each in ("start", "end", "number", "turn")]
    return said, [
        Aside(line, text, why)
        for cells, why in (
            (others, "columns beside speaker and text"),
            (unread, "columns of times and numbers"),
        )
        for text in cells
        if any(letter.isalpha() for letter in text)
    ]


def _write_name(cell: str) -> str:
    """A speaker's cell on one line, a time below the name in brackets."""
    *above, last = cell.rstrip(":").split("\n")
    return " ".join([*above, f"[{last.strip()}]" if above and find_clocks(last) else last])


def list_table_lines(table: WordTable, aside: list[Aside]) -> Iterator[str]:
    """The lines of a table that is no table of turns; a row as ``[0:12] Name: text`` where its
    first cells look like that."""
    for line, texts in zip(table.lines, table.texts, strict=True):
        cells = [cell.strip() for cell in texts]
        if len(cells) > 1 and all(find_meaning(cell) for cell in cells if cell):
            aside.append(Aside(line, " ".join(filter(None, cells)), HEADINGS))
            continue
        is_timed = len(cells) > 2 and find_clocks(cells[0])
        if is_timed and labels.looks_like_label(cells[1]):
            cells = [f"[{cells[0]}] {cells[1].rstrip(':')}: {cells[2]}", *cells[3:]]
        elif len(cells) > 1 and labels.looks_like_label(cells[0].rstrip(":")):
            cells = [f"{_write_name(cells[0])}: {cells[1]}", *cells[2:]]
        for cell in cells:
            yield from cell.split("\n")
