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
from interviewkit.tables.fields import (
    Field,
    build_rows,
    data_fields,
    figure_fields,
    list_columns,
    read_fields,
)
from interviewkit.wording.numbers import interval_named

LABEL = Field(Column("label", TEXT, head=""))


def as_table(figure: Figure) -> ResultTable:
    """The figure's numbers, a row for each of its marks."""
    marks: Iterable[object]
    match figure.chart:
        case DotChart(marks) as chart:
            fields = _dots(chart)
        case BarChart(marks) as chart:
            fields = _bars(chart)
        case SplitChart(marks):
            heads = {"plus": "affirming only", "both": "both", "minus": "opposing only", "n": "n"}
            fields = (LABEL, *(Field(Column(key, COUNT, head)) for key, head in heads.items()))
        case BubbleMap(marks):
            topic = Field(Column("topic", TEXT), lambda each: f"{each.number} {each.title}")
            size = Field(Column("turns", COUNT), "size")
            fields = (topic, size, *read_fields(COUNT, "people"))
        case SlopeChart(_, _, marks) as chart:
            fields = (LABEL, *(f for i, name in enumerate(chart.columns) for f in _wave(i, name)))
        case HeatTable(_, marks) as chart:
            label = Field(Column("label", TEXT, head=chart.corner))
            fields = (label, *(_cell(i, name) for i, name in enumerate(chart.columns)))
    group = "group" if isinstance(figure.chart, DotChart | BarChart) else ""
    return ResultTable(
        figure.id,
        list_columns(fields),
        build_rows(fields, marks, group=group),
        f"Figure {figure.number}. {figure.title}",
        (figure.note,) if figure.note else (),
    )


def _dots(chart: DotChart) -> Sequence[Field]:
    head = _named("share", [row.found.interval for row in chart.rows])
    return (
        LABEL,
        Field(Column("people", COUNT, out_of="n"), "found.voiced"),
        *data_fields(COUNT, n="found.n"),
        Field(Column("effective_n", EFFECTIVE), "found.effective_n"),
        *figure_fields(Column("share", WHOLE_SHARE, head), "found.share", "found.interval"),
    )


def _bars(chart: BarChart) -> Sequence[Field]:
    head = _named("share" if chart.percent else "value", [row.interval for row in chart.rows])
    kind, like = (WHOLE_SHARE, "") if chart.percent else (MEAN, "value")
    return (
        LABEL,
        *figure_fields(Column("value", kind, head, like=like), "value", "interval"),
        *read_fields(COUNT, "n"),
        Field(Column("weighted_n", NUMBER, places=0)),
    )


def _wave(i: int, name: str) -> Iterator[Field]:
    share = Column(f"share_{i}", WHOLE_SHARE, name, out_of=f"n_{i}", verbatim=True)
    yield Field(share, lambda line: line.values[i])
    yield from data_fields(COUNT, **{f"n_{i}": lambda line: line.n[i]})


def _cell(i: int, name: str) -> Field:
    return Field(Column(f"people_{i}", COUNT, name, verbatim=True), lambda row: row.cells[i])


def _named(what: str, ends: Sequence[Interval | None]) -> str:
    """The head of figures with intervals beside them, which says of which level these are."""
    return f"{what} ({interval_named(ends)})" if any(ends) else what
