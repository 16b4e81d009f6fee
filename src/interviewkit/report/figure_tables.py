"""The numbers of a figure as a table: what is read where nothing can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from interviewkit.model import Interval
from interviewkit.model.table import (
    COUNT,
    EFFECTIVE,
    MEAN,
    NUMBER,
    TEXT,
    WHOLE_SHARE,
    Column,
    ResultTable,
    Value,
    build_rows,
)
from interviewkit.report.figures import (
    BarChart,
    BubbleMap,
    DotChart,
    Figure,
    HeatTable,
    SlopeChart,
    SplitChart,
)
from interviewkit.wording.numbers import interval_named

Described = tuple[Sequence[Column], Iterable[Sequence[Value]]]
"""Columns, and the values of every row in their order."""

LABEL = Column("label", TEXT, head="")


def as_table(figure: Figure) -> ResultTable:
    """The figure's numbers, a row for each of its marks."""
    match figure.chart:
        case DotChart() as chart:
            columns, cells = _describe_dots(chart)
        case SplitChart() as chart:
            columns, cells = _describe_sides(chart)
        case BarChart() as chart:
            columns, cells = _describe_bars(chart)
        case BubbleMap() as chart:
            columns, cells = _describe_bubbles(chart)
        case SlopeChart() as chart:
            columns, cells = _describe_slopes(chart)
        case HeatTable() as chart:
            columns, cells = _describe_heat(chart)
    groups = (getattr(row, "group", "") for row in getattr(figure.chart, "rows", ()))
    return ResultTable(
        figure.id,
        tuple(columns),
        build_rows(columns, cells, groups),
        f"Figure {figure.number}. {figure.title}",
        (figure.note,) if figure.note else (),
    )


def _describe_dots(chart: DotChart) -> Described:
    columns = (
        LABEL,
        Column("people", COUNT, out_of="n"),
        Column("n", COUNT, read=False),
        Column("effective_n", EFFECTIVE),
        *_with_ends("share", WHOLE_SHARE, [row.interval for row in chart.rows]),
    )
    return columns, (
        (
            row.label,
            row.voiced,
            row.n,
            row.effective_n,
            *((row.share, *_ends(row.interval)) if row.n else (None, None, None)),
        )
        for row in chart.rows
    )


def _describe_sides(chart: SplitChart) -> Described:
    heads = ("affirming only", "both", "opposing only", "n")
    return (LABEL, *_counts(heads)), (
        (row.label, row.plus, row.both, row.minus, row.n) for row in chart.rows
    )


def _describe_bars(chart: BarChart) -> Described:
    key, kind = ("share", WHOLE_SHARE) if chart.percent else ("value", MEAN)
    columns = (
        LABEL,
        *_with_ends(key, kind, [row.interval for row in chart.rows]),
        Column("n", COUNT),
        Column("weighted_n", NUMBER, places=0),
    )
    return columns, (
        (row.label, row.value, *_ends(row.interval), row.n, row.weighted_n) for row in chart.rows
    )


def _describe_bubbles(chart: BubbleMap) -> Described:
    return (Column("topic", TEXT), *_counts(("turns", "people"))), (
        (f"{each.number} {each.title}", each.size, each.people) for each in chart.bubbles
    )


def _describe_slopes(chart: SlopeChart) -> Described:
    columns = [LABEL]
    for i, name in enumerate(chart.columns):
        columns.append(Column(f"share_{i}", WHOLE_SHARE, name, out_of=f"n_{i}", verbatim=True))
        columns.append(Column(f"n_{i}", COUNT, read=False))
    return columns, (
        (line.label, *(v for pair in zip(line.values, line.n, strict=True) for v in pair))
        for line in chart.lines
    )


def _describe_heat(chart: HeatTable) -> Described:
    columns = (Column("label", TEXT, head=chart.corner), *_counts(chart.columns, verbatim=True))
    return columns, ((row.label, *row.cells) for row in chart.rows)


def _counts(heads: Iterable[str], *, verbatim: bool = False) -> Iterator[Column]:
    for i, head in enumerate(heads):
        yield Column(f"count_{i}", COUNT, head, verbatim=verbatim)


def _with_ends(key: str, kind: str, ends: Sequence[Interval | None]) -> Iterator[Column]:
    """A figure with its interval in brackets; the head says of which level that is."""
    low, high, like = f"{key}_low", f"{key}_high", key if kind == MEAN else ""
    head = f"{key} ({interval_named(ends)})" if any(ends) else key
    yield Column(key, kind, head, ends=(low, high), like=like)
    yield from (Column(end, kind, read=False) for end in (low, high))


def _ends(interval: Interval | None) -> tuple[Value, Value]:
    return (interval.low, interval.high) if interval else (None, None)
