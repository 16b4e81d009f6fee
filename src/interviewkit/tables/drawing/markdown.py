"""A table in Markdown, and any text so that Markdown shows exactly it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewkit.model.table import ResultTable
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.written import Cell, Written, write_table

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$&@^])")
"""What some flavour of Markdown gives a meaning to anywhere in a line. Brackets lose theirs with
the square ones before them, and ``!`` likewise."""
LINK = re.compile(r"(?i)(?<=http)(s?):(?=//)|(?<=ftp)():(?=//)|(?<=www)()\.")
"""Where a bare address would become a link by itself."""
START = re.compile(r"^([-+=#:])|^(\d+)([.)])")
"""What makes a list, a heading or an underline at the beginning of a line."""
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, those that would turn the direction of a line included."""


def render(table: ResultTable, drawing: Drawing) -> str:
    """A pipe table with its title and notes; text from outside cannot become markup."""
    return "\n\n".join(block for block in _blocks(table, drawing) if block) + "\n"


def plain(text: str) -> str:
    """A text as Markdown that shows exactly it, in one line."""
    return START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", _inside(text))


def _inside(text: str) -> str:
    """A text within a line, where it can begin no list."""
    line = " ".join(piece for piece in UNPRINTABLE.sub(" ", text).split(" ") if piece)
    escaped = SPECIAL.sub(r"\\\1", line)
    return LINK.sub(lambda m: f"{m[1] or ''}\\{m[0][-1]}", escaped)


def _blocks(table: ResultTable, drawing: Drawing) -> Iterator[str]:
    written = write_table(table, drawing, capital=True)
    if written.title and drawing.titled:
        yield f"**{plain(written.title)}**"
    yield _pipes(written) if table.rows else plain(table.empty)
    yield "\n".join(f"{plain(note)}  " for note in written.notes).rstrip()


def _pipes(written: Written) -> str:
    """Pipe tables have one head and no groups: what stands above a head is written before it."""
    over = [spanner for spanner, count in written.spanners for _ in range(count)]
    heads = over or [""] * len(written.heads)
    named = [f"{a}: {b}" if a else b for a, b in zip(heads, written.heads, strict=True)]
    rules = ["---:" if right else "---" for right in written.numeric]
    grouped = any(lines.heading for lines in written.groups)
    lead = [""] if grouped else []
    lines = [_line([*lead, *map(_inside, named)]), _line([*(["---"] if grouped else []), *rules])]
    for group in written.groups:
        first = [_inside(group.heading)] if grouped else []
        lines += [_line([*first, *map(_cell, row)]) for row in group.rows]
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    text = _inside(cell.in_line)
    return f"[{text}]({cell.href})" if cell.href else text


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
