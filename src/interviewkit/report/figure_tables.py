"""The numbers of a figure as a table: what is read where nothing can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from interviewkit.model import Interval
from interviewkit.model import table as kinds
from interviewkit.model.table import Column, ResultTable
from interviewkit.report.figures import (
    BarChart,
    BarRow,
    BubbleMap,
    DotChart,
    DotRow,
    Figure,
    HeatTable,
    SlopeChart,
    SplitChart,
)
from interviewkit.tables.fields import (
    Field,
    build_table,
    list_data_fields,
    list_figure_fields,
    read_fields,
)
from interviewkit.wording.numbers import interval_named

LABEL = Field.of("label", kinds.TEXT, head="")


def build_figure_table(figure: Figure) -> ResultTable:
    """The figure's numbers, a row for each of its marks."""
    marks: Iterable[object]
    match figure.chart:
        case DotChart(marks) as chart:
            fields = _dots(chart)
        case BarChart(marks) as chart:
            fields = _bars(chart)
        case SplitChart(marks):
            heads = {"plus": "affirming only", "both": "both", "minus": "opposing only", "n": "n"}
            fields = (
                LABEL,
                *(Field.of(key, kinds.COUNT, head=head) for key, head in heads.items()),
            )
        case BubbleMap(marks):
            topic = Field.of("topic", kinds.TEXT, lambda each: f"{each.number} {each.title}")
            size = Field.of("turns", kinds.COUNT, "size")
            fields = (topic, size, *read_fields(kinds.COUNT, "people"))
        case SlopeChart(_, _, marks) as chart:
            fields = (LABEL, *(f for i, name in enumerate(chart.columns) for f in _wave(i, name)))
        case HeatTable(_, marks) as chart:
            label = Field.of("label", kinds.TEXT, head=chart.corner)
            fields = (label, *(_cell(i, name) for i, name in enumerate(chart.columns)))
    title, notes = f"Figure {figure.number}. {figure.title}", (figure.note,) * bool(figure.note)
    return build_table(figure.id, fields, marks, title, rest=_name_group, notes=notes)


def _name_group(mark: object) -> dict[str, str]:
    return {"group": mark.group} if isinstance(mark, DotRow | BarRow) else {}


def _dots(chart: DotChart) -> Sequence[Field]:
    head = _named("share", [row.found.interval for row in chart.rows])
    return (
        LABEL,
        Field.of("people", kinds.COUNT, "found.voiced", out_of="n"),
        *list_data_fields(kinds.COUNT, n="found.n"),
        Field.of("effective_n", kinds.EFFECTIVE, "found.effective_n"),
        *list_figure_fields(
            Column("share", kinds.WHOLE_SHARE, head), "found.share", "found.interval"
        ),
    )


def _bars(chart: BarChart) -> Sequence[Field]:
    head = _named("share" if chart.percent else "value", [row.interval for row in chart.rows])
    kind, like = (kinds.WHOLE_SHARE, "") if chart.percent else (kinds.MEAN, "value")
    return (
        LABEL,
        *list_figure_fields(Column("value", kind, head, like=like), "value", "interval"),
        *read_fields(kinds.COUNT, "n"),
        Field.of("weighted_n", kinds.NUMBER, places=0),
    )


def _wave(i: int, name: str) -> Iterator[Field]:
    share = Column(f"share_{i}", kinds.WHOLE_SHARE, name, out_of=f"n_{i}", verbatim=True)
    yield Field(share, lambda line: line.values[i])
    yield from list_data_fields(kinds.COUNT, **{f"n_{i}": lambda line: line.n[i]})


def _cell(i: int, name: str) -> Field:
    return Field.of(f"people_{i}", kinds.COUNT, lambda row: row.cells[i], head=name, verbatim=True)


def _named(what: str, ends: Sequence[Interval | None]) -> str:
    """The head of figures with intervals beside them, which says of which level these are."""
    return f"{what} ({interval_named(ends)})" if any(ends) else what
