"""A table with its cells written: what all faces for readers have in common.

How numbers are spelled says the wording; the kind of a cell picks by which function.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from interviewkit.model import table as kinds
from interviewkit.model.finding import Interval
from interviewkit.model.table import LINES, Column, ResultTable, Row
from interviewkit.tables.drawing import Drawing
from interviewkit.wording import numbers
from interviewkit.wording.numbers import NOTHING


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


Places = int | None
Like = float | None


# -- cells ---------------------------------------------------------------------------------------


def write_cell(column: Column, row: Row) -> str:
    """The cell as readers see it: with its interval, what it is out of, and its unit.

    In a column without data of its own an interval may stand alone.
    """
    value = row.values[column.key]
    if isinstance(value, str | int | float) and value in column.labels:
        return column.labels[value]
    if isinstance(value, str):
        return value
    if value is None:
        around = NOTHING if column.data else _write_range(column, row)
        return row.instead.get(column.key, NOTHING) if around == NOTHING else around
    if not column.is_number:
        return _write_words(column, value)
    kind = row.kinds.get(column.key, column.kind)
    text = write_number(kind, _read_number(row, column.key), column.places, _read_like(column, row))
    text = f"{text} {column.unit}" if column.unit else text
    if column.out_of:
        text += f" of {numbers.count(_read_number(row, column.out_of))}"
    if kind == kinds.PEOPLE:
        text += f", {numbers.percent(read_share(column, row))}"
    return numbers.add_interval(text, _write_range(column, row))


def write_number(
    kind: str, value: float | None, places: Places = None, like: float | None = None
) -> str:
    """A number as it is written in a cell of that kind, or in a note about it.

    >>> write_number("share", 0.076), write_number("points", -0.21), write_number("p", 0.0004)
    ('7.6%', '−21', '<.001')
    """
    return NOTHING if value is None else _WRITERS[kind](value, places, like)


def read_share(column: Column, row: Row) -> float:
    """The share that a cell of shares, or of people out of so many, tells; ``nan`` for none."""
    value = _read_number(row, column.key)
    whole = _read_number(row, column.out_of) if column.out_of else 1.0
    return value / whole if whole else float("nan")


def _write_words(column: Column, value: object) -> str:
    """Items that hold commas themselves, and details, are parted by semicolons."""
    if column.kind == kinds.TRUTH:
        return "yes" if value else "no"
    items = list(map(str, value if isinstance(value, tuple) else (value,)))
    gap = "; " if column.kind == kinds.DETAILS or any(", " in item for item in items) else ", "
    gap = "\n" if column.kind == kinds.LINES else gap
    return gap.join(column.labels.get(item, item) for item in items) or NOTHING


def _read_like(column: Column, row: Row) -> Like:
    return _read_number(row, column.like) if column.like else None


def _write_range(column: Column, row: Row) -> str:
    """The interval of a cell, which may stand without a figure; a dash where there is none."""
    if not column.ends:
        return NOTHING
    low, high = (_read_number(row, key) for key in column.ends)
    write = _RANGES[row.kinds.get(column.key, column.kind)]
    return write(Interval(low, high), column.places, _read_like(column, row))


def _read_number(row: Row, key: str) -> float:
    value = row.values[key]
    return value if isinstance(value, int | float) else float("nan")


def _two(places: Places) -> int:
    return 2 if places is None else places


_WRITERS: Mapping[str, Callable[[float, Places, Like], str]] = {
    kinds.SHARE: lambda value, *_: numbers.fine_percent(value),
    kinds.WHOLE_SHARE: lambda value, *_: numbers.percent(value),
    kinds.POINTS: lambda value, *_: numbers.points(value),
    kinds.RATIO: lambda value, *_: numbers.ratio(value),
    kinds.RATE: lambda value, *_: numbers.rate(value),
    kinds.P: lambda value, *_: numbers.p_value(value),
    kinds.MEAN: lambda value, _, like: numbers.mean(value, like),
    kinds.DIFFERENCE: lambda value, _, like: numbers.mean_difference(
        value, value if like is None else like
    ),
    kinds.NUMBER: lambda value, places, _: numbers.decimal(value, _two(places)),
    kinds.EFFECTIVE: lambda value, *_: numbers.effective_n(value),
    kinds.COUNT: lambda value, *_: numbers.count(value),
    kinds.PEOPLE: lambda value, *_: numbers.count(value),
    kinds.ORDINAL: lambda value, *_: str(value),
}
"""The kind of a number → the one way in which it is written."""

_RANGES: Mapping[str, Callable[[Interval, Places, Like], str]] = {
    kinds.SHARE: lambda ends, *_: numbers.fine_range(ends),
    kinds.WHOLE_SHARE: lambda ends, *_: numbers.percent_range(ends),
    kinds.PEOPLE: lambda ends, *_: numbers.percent_range(ends),
    kinds.POINTS: lambda ends, *_: numbers.points_range(ends),
    kinds.RATIO: lambda ends, *_: numbers.ratio_range(ends),
    kinds.MEAN: lambda ends, _, like: numbers.mean_range(ends, like),
    kinds.DIFFERENCE: lambda ends, _, like: numbers.mean_difference_range(
        ends, max(abs(ends.low), abs(ends.high)) if like is None else like
    ),
    kinds.NUMBER: lambda ends, places, _: numbers.decimal_range(ends, _two(places)),
}
"""The kind of a number → how its interval is written beside it."""
