"""A table as text in columns that fit a terminal: words are cut before figures are."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from interviewkit.model.table import PROSE, ResultTable
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.safe_text import strip_controls
from interviewkit.tables.drawing.written import Written, write_table

LEAST = 12
"""No column is cut shorter than this."""
USEFUL = 40
PROSE_LINES = 3
GAP = "  "
_WORDS = re.compile(r"[^\W\d_]")
_NO_WORDS = re.compile(r"(?<=[\d)% ])(to|of|points|inf)\b")


@dataclass(frozen=True, slots=True)
class TerminalBlock:
    """Cells in columns. ``prose`` columns may stand below their rows, over the whole width.

    ``groups`` are headings of rows by the place of the first of them.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    prose: tuple[bool, ...]
    groups: Mapping[int, str] = field(default_factory=dict)

    def without(self, out: int) -> TerminalBlock:
        """The block without a column."""
        heads, numeric, prose = (
            (*each[:out], *each[out + 1 :]) for each in (self.heads, self.numeric, self.prose)
        )
        rows = tuple((*row[:out], *row[out + 1 :]) for row in self.rows)
        return replace(self, heads=heads, rows=rows, numeric=numeric, prose=prose)

    def column(self, i: int) -> list[str]:
        return [row[i] for row in self.rows]


def render(table: ResultTable, drawing: Drawing) -> str:
    """Title, columns and notes; what is from outside commands no terminal."""
    shown, left_out = _fit(table, drawing)
    written = write_table(shown, drawing)
    lines = [f"{table.title}\n"] if table.title and drawing.titled else []
    if table.rows:
        block = _block(shown, written)
        lines += [_spanner_line(written, block, drawing.width), draw_block(block, drawing.width)]
    else:
        lines.append(table.empty)
    notes = list(written.notes)
    if left_out:
        notes.append(f"no room for: {', '.join(left_out)}; a wider window or CSV has it")
    text = "\n".join([*filter(None, lines), *([""] if notes else []), *notes]) + "\n"
    return strip_controls(text)


def _fit(table: ResultTable, drawing: Drawing) -> tuple[ResultTable, list[str]]:
    """The table without the spare columns for which there is no room, and their heads."""
    left_out: list[str] = []
    spare = sorted((c for c in table.read_columns if c.spare), key=lambda c: c.spare)
    for _, group in groupby(spare, key=lambda c: c.spare):
        if not table.rows or _least(_block(table, write_table(table, drawing))) <= drawing.width:
            break
        columns = list(group)
        table = table.without(*(column.key for column in columns))
        left_out += dict.fromkeys(column.title for column in columns)
    return table, left_out


def draw_block(block: TerminalBlock, width: int) -> str:
    """Columns side by side, the widest cut so that a row fits the terminal.

    Prose that would be cut to a few words stands below its row instead, over the whole width.
    """
    below = _below(block, width)
    beside = block
    for out in reversed(below):
        beside = beside.without(out)
    widths = _widths(beside, width)
    columns = [_cut(beside.column(i), wide) for i, wide in enumerate(widths)]
    head = [beside.heads, ["-" * wide for wide in widths]]
    lines = [_line(line, widths, beside.numeric) for line in head]
    for place, (row, line) in enumerate(zip(block.rows, zip(*columns, strict=True), strict=True)):
        lines += _heading(block.groups.get(place, ""), place, width)
        lines += [_line(line, widths, beside.numeric), *_prose(block, row, below, width)]
    return "\n".join(lines)


def one_line(text: str) -> str:
    """A text from outside as one harmless line."""
    return " ".join(strip_controls(text).split())


def _block(table: ResultTable, written: Written) -> TerminalBlock:
    rows: list[tuple[str, ...]] = []
    groups: dict[int, str] = {}
    for lines in written.groups:
        groups[len(rows)] = one_line(lines.heading)
        rows += [tuple(one_line(cell.in_line) for cell in row) for row in lines.rows]
    prose = tuple(column.kind == PROSE for column in table.read_columns)
    heads = tuple(map(one_line, written.heads))
    return TerminalBlock(heads, tuple(rows), written.numeric, prose, groups)


def _heading(text: str, place: int, width: int) -> list[str]:
    """The heading of a group over its rows, with a blank line between groups."""
    if not text:
        return []
    return [*([""] if place else []), text if len(text) <= width else f"{text[: width - 1]}…"]


def _spanner_line(written: Written, block: TerminalBlock, width: int) -> str:
    """The heads over several columns, each over the first of them."""
    if not written.spanners or _below(block, width):
        return ""
    widths = _widths(block, width)
    line, at = "", 0
    for spanner, count in written.spanners:
        room = sum(widths[at : at + count]) + len(GAP) * (count - 1)
        line += (spanner if len(spanner) <= room else f"{spanner[: room - 1]}…").ljust(room) + GAP
        at += count
    return line.rstrip()


def _below(block: TerminalBlock, width: int) -> list[int]:
    """Prose that has not even a useful width where all columns stand side by side."""
    widths = _widths(block, width)
    found = [
        i
        for i, prose in enumerate(block.prose)
        if prose and widths[i] < min(USEFUL, max(map(len, block.column(i))))
    ]
    return found if len(found) < len(widths) else []


def _prose(block: TerminalBlock, row: Sequence[str], below: Sequence[int], width: int) -> list[str]:
    lines: list[str] = []
    for i in below:
        if row[i] not in ("", "–"):
            wrap = textwrap.TextWrapper(
                width=width,
                initial_indent=f"    {block.heads[i]}: ",
                subsequent_indent="    ",
                max_lines=PROSE_LINES,
                placeholder=" …",
            )
            lines += wrap.wrap(row[i])
    return lines


def _natural_widths(block: TerminalBlock) -> list[int]:
    return [max(len(head), *map(len, block.column(i)), 0) for i, head in enumerate(block.heads)]


def _worded(block: TerminalBlock) -> list[bool]:
    """Which columns hold words, that may be cut; a figure may not, with its unit and interval."""
    return [
        any(_WORDS.search(_NO_WORDS.sub("", cell)) for cell in block.column(i))
        for i in range(len(block.heads))
    ]


def _least(block: TerminalBlock) -> int:
    """The width of a table in which words are cut as far as they may be, and no figure is."""
    widths = zip(_natural_widths(block), _worded(block), strict=True)
    return sum(min(w, LEAST) if words else w for w, words in widths) + 2 * len(block.heads) - 2


def _widths(block: TerminalBlock, room: int) -> list[int]:
    """Widths that fit the terminal: words are cut first, figures only where words are short."""
    widths = [min(room, wide) for wide in _natural_widths(block)]
    for some in (_worded(block), [True] * len(widths)):
        open_ = [i for i, yes in enumerate(some) if yes and widths[i] > LEAST]
        while sum(widths) + 2 * len(widths) - 2 > room and open_:
            widths[max(open_, key=widths.__getitem__)] -= 1
            open_ = [i for i in open_ if widths[i] > LEAST]
    return widths


def _cut(cells: Sequence[str], width: int) -> list[str]:
    """The cells of a column at most so wide; cut in the middle where their ends tell more."""
    plain = [cell if len(cell) <= width else f"{cell[: width - 1]}…" for cell in cells]
    if len(set(plain)) == len(set(cells)):
        return plain
    tail = width // 2
    head = width - 1 - tail
    middle = [c if len(c) <= width else f"{c[:head]}…{c[len(c) - tail :]}" for c in cells]
    return middle if len(set(middle)) > len(set(plain)) else plain


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    fitted = []
    for cell, width, number in zip(cells, widths, numeric, strict=True):
        cut = cell if len(cell) <= width else f"{cell[: width - 1]}…"
        fitted.append(cut.rjust(width) if number else cut.ljust(width))
    return GAP.join(fitted).rstrip()
