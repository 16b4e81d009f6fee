"""A table with its cells written: what all faces for readers have in common."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from interviewkit.model.table import LINES, Column, ResultTable, Row
from interviewkit.tables.cells import read_share, write_cell
from interviewkit.tables.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is read; ``href`` is where its number leads, empty for nowhere.

    ``lines`` are its texts where several stand beneath each other, ``opens`` those behind it, and
    ``shade`` is its share (0 to 1) where that is to be seen.
    """

    text: str
    href: str = ""
    lines: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    shade: float | None = None

    @property
    def in_line(self) -> str:
        """The text where a cell is a single line."""
        return "; ".join(self.lines) if self.lines else self.text


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows under one heading, which is empty where rows have no group."""

    heading: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A table in words: heads, groups of rows, notes.

    ``numeric`` tells for each column whether it stands to the right. ``spanners`` are heads over
    several columns and how many these are, none where no column has one.
    """

    title: str
    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    spanners: tuple[tuple[str, int], ...]
    groups: tuple[Lines, ...]
    notes: tuple[str, ...]

    @property
    def over(self) -> list[str]:
        """What stands over each head, of a spanner over its first one only."""
        return [text for name, n in self.spanners for text in (name, *[""] * (n - 1))]

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        return (row for lines in self.groups for row in lines.rows)


def write_table(table: ResultTable, drawing: Drawing, *, capital: bool = False) -> Written:
    """The table for readers; with ``capital`` title and heads begin with a capital."""
    columns = table.read_columns
    groups = tuple(
        Lines(heading, tuple(tuple(_write_cell(c, row, drawing) for c in columns) for row in rows))
        for heading, rows in groupby(table.rows, lambda row: row.group)
    )
    return Written(
        table.title[:1].upper() + table.title[1:] if capital else table.title,
        tuple(_head(column, capital) for column in columns),
        tuple(column.stands_right for column in columns),
        _spanners(columns),
        groups,
        tuple(write_notes(table, capital=capital)),
    )


def write_notes(table: ResultTable, *, capital: bool = False) -> Iterator[str]:
    """What stands under the table: what heads mean, then its own notes."""
    for column in table.read_columns:
        if column.note:
            yield f"{_head(column, capital)}: {column.note}"
    yield from table.notes


def _write_cell(column: Column, row: Row, drawing: Drawing) -> Cell:
    lead, value = row.leads.get(column.key), row.values[column.key]
    share = read_share(column, row) if column.shaded else math.nan
    return Cell(
        write_cell(column, row),
        drawing.link(lead) if lead else "",
        tuple(map(str, value)) if column.kind == LINES and isinstance(value, tuple) else (),
        row.opens.get(column.key, ()),
        None if math.isnan(share) else share,
    )


def _head(column: Column, capital: bool) -> str:
    """A name of the study's own stays as it is; ``p`` and ``n`` have no capital."""
    title = column.title
    if not capital or column.verbatim or len(title.split(" ")[0]) < 2:
        return title
    return title[0].upper() + title[1:]


def _spanners(columns: tuple[Column, ...]) -> tuple[tuple[str, int], ...]:
    if not any(column.spanner for column in columns):
        return ()
    runs = groupby(columns, lambda column: column.spanner)
    return tuple((spanner, len(list(run))) for spanner, run in runs)
