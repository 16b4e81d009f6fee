"""The numbers of a figure as a table: what is read where nothing can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

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
    PairChart,
    PairRow,
    PanelChart,
    SlopeChart,
    SplitChart,
    StackChart,
    StackRow,
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
GROUP = Field.of("group", kinds.TEXT, read=False)
WEIGHTED = Field.of("weighted_n", kinds.NUMBER, places=0)


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
        case StackChart(_, marks) as chart:
            fields = _stacks(chart)
        case PairChart(_, _, marks) as chart:
            fields = _pairs(chart)
        case PanelChart() as chart:
            marks = rows = list_panel_rows(chart)
            fields = _bars(BarChart(rows, chart.low, chart.high, chart.percent))
        case BubbleMap(marks):
            topic = Field.of("topic", kinds.TEXT, lambda each: f"{each.number} {each.title}")
            size = Field.of("turns", kinds.COUNT, "size")
            fields = (topic, size, *read_fields(kinds.COUNT, "people"))
        case SlopeChart(_, _, marks) as chart:
            keys = _list_keys(chart.columns)
            waves = zip(keys, chart.columns, strict=True)
            fields = (LABEL, *(f for i, (k, name) in enumerate(waves) for f in _wave(i, k, name)))
        case HeatTable(_, marks) as chart:
            label = Field.of("label", kinds.TEXT, head=chart.corner)
            cells = zip(_list_keys(chart.columns), chart.columns, strict=True)
            fields = (label, *(_cell(i, key, name) for i, (key, name) in enumerate(cells)))
    marks = list(marks)
    if any(_name_group(mark).get("group") for mark in marks):
        fields = (GROUP, *fields)
    title, notes = f"Figure {figure.number}. {figure.title}", (figure.note,) * bool(figure.note)
    return build_table(figure.id, fields, marks, title, rest=_name_group, notes=notes)


def list_panel_rows(chart: PanelChart) -> tuple[BarRow, ...]:
    """The rows of all panels, each in the group of its panel."""
    return tuple(replace(row, group=each.title) for each in chart.panels for row in each.rows)


def _name_group(mark: object) -> dict[str, str]:
    return {"group": mark.group} if isinstance(mark, DotRow | BarRow | StackRow | PairRow) else {}


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
        WEIGHTED,
    )


def _stacks(chart: StackChart) -> Sequence[Field]:
    """A share a level; their intervals are data, as a line has no room for them."""
    keys = _list_keys(chart.levels)
    named = enumerate(zip(keys, chart.levels, strict=True))
    levels = [field for i, (key, name) in named for field in _level(i, key, name)]
    return (LABEL, *levels, *read_fields(kinds.COUNT, "n"), WEIGHTED)


def _level(i: int, key: str, name: str) -> Iterator[Field]:
    column = Column(f"share_{key}", kinds.WHOLE_SHARE, name, verbatim=True)
    yield Field(column, lambda row: row.shares[i])
    ends = {f"{end}_{key}": partial(_find_end, i=i, end=end) for end in ("low", "high")}
    yield from list_data_fields(kinds.WHOLE_SHARE, **ends)


def _find_end(row: StackRow, i: int, end: str) -> float | None:
    around = row.intervals[i] if i < len(row.intervals) else None
    return None if around is None else float(getattr(around, end))


def _pairs(chart: PairChart) -> Sequence[Field]:
    """Both sides and their difference, each with its interval."""
    kind = kinds.WHOLE_SHARE if chart.percent else kinds.MEAN
    apart = kinds.POINTS if chart.percent else kinds.DIFFERENCE
    fields: list[Field] = [LABEL]
    for key, name in (("first", chart.first), ("second", chart.second)):
        head = _named(name, [getattr(row, key).interval for row in chart.rows])
        column = Column(key, kind, head, like="" if chart.percent else key, verbatim=True)
        fields += list_figure_fields(column, f"{key}.value", f"{key}.interval")
    head = _named("difference", [row.difference_interval for row in chart.rows])
    column = Column("difference", apart, head, like="" if chart.percent else "first")
    fields += list_figure_fields(column, "difference", "difference_interval")
    for key, name in (("first", chart.first), ("second", chart.second)):
        head = f"n, {name}"
        fields.append(Field.of(f"n_{key}", kinds.COUNT, f"{key}.n", head=head, verbatim=True))
    return tuple(fields)


def _wave(i: int, key: str, name: str) -> Iterator[Field]:
    people = f"n_{key}"
    share = Column(f"share_{key}", kinds.WHOLE_SHARE, name, out_of=people, verbatim=True)
    yield Field(share, lambda line: line.values[i])
    yield from list_data_fields(kinds.COUNT, **{people: lambda line: line.n[i]})


def _cell(i: int, key: str, name: str) -> Field:
    column = Column(f"people_{key}", kinds.COUNT, name, verbatim=True)
    return Field(column, lambda row: row.cells[i])


def _list_keys(names: Sequence[str]) -> list[str]:
    """A key for each of some names of the study's own, in any script, no two of them alike."""
    keys: list[str] = []
    for i, name in enumerate(names):
        key = re.sub(r"\W+", "_", name.lower()).strip("_") or str(i)
        while key in keys:
            key = f"{key}_{i}"
        keys.append(key)
    return keys


def _named(what: str, ends: Sequence[Interval | None]) -> str:
    """The head of figures with intervals beside them, which says of which level these are."""
    return f"{what} ({interval_named(ends)})" if any(ends) else what
