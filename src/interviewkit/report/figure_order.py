"""In which order the rows of a chart stand: by value, wherever their order carries no meaning."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from interviewkit.report.figures import (
    DIVERGING,
    UNORDERED,
    BarChart,
    BarRow,
    Chart,
    DotChart,
    DotRow,
    PairChart,
    PairRow,
    PanelChart,
    StackChart,
    StackRow,
)

R = TypeVar("R", DotRow, BarRow, StackRow, PairRow)


def arrange_chart(chart: Chart) -> Chart:
    """The chart with its rows in order. Waves and answer scales keep theirs, and so do groups."""
    match chart:
        case DotChart():
            return replace(chart, rows=_sort_within_groups(chart.rows, _sort_dots))
        case BarChart(keeps_order=False):
            return replace(chart, rows=_sort_alike(chart.rows, _value))
        case StackChart(keeps_order=False):
            stack = chart
            return replace(chart, rows=_sort_alike(chart.rows, lambda row: measure_top(row, stack)))
        case PairChart(keeps_order=False):
            return replace(chart, rows=_sort_within_groups(chart.rows, _sort_pairs))
        case PanelChart():
            return _arrange_panels(chart)
        case _:
            return chart


def measure_top(row: StackRow, chart: StackChart) -> float:
    """The share of the answers of a row that its finding is told by (:func:`list_top_levels`)."""
    return math.fsum(row.shares[i] for i in list_top_levels(chart))


def list_top_levels(chart: StackChart) -> tuple[int, ...]:
    """The positive half of a scale with two poles, the last answer of one that grows, else the
    first."""
    levels = len(chart.levels)
    if chart.scale == DIVERGING and levels > 1:
        return tuple(range(levels - levels // 2, levels))
    return (0,) if chart.scale == UNORDERED else (levels - 1,)


def _sort_dots(rows: Sequence[DotRow]) -> list[DotRow]:
    """Segments by their share; waves as they were; themes and codes by their share."""
    if any(row.wave >= 0 for row in rows):
        return list(rows)
    return _sort_after_all(rows, lambda row: row.found.share)


def _sort_pairs(rows: Sequence[PairRow]) -> list[PairRow]:
    return sorted(rows, key=lambda row: _descending(row.difference))


def _arrange_panels(chart: PanelChart) -> PanelChart:
    rank = _rank_labels([row for panel in chart.panels for row in panel.rows], _value)
    panels = (
        replace(panel, rows=tuple(sorted(panel.rows, key=lambda row: rank[row.label])))
        for panel in chart.panels
    )
    return replace(chart, panels=tuple(panels))


def _value(row: BarRow) -> float:
    return row.value


def _sort_alike(rows: Sequence[R], value: Callable[[R], float]) -> tuple[R, ...]:
    """Rows in one order in all groups."""
    rank = _rank_labels(rows, value)
    return _sort_within_groups(rows, lambda group: sorted(group, key=lambda row: rank[row.label]))


def _rank_labels(rows: Sequence[R], value: Callable[[R], float]) -> Mapping[str, int]:
    """The places of labels, by the value where each first stands."""
    firsts: dict[str, R] = {}
    for row in rows:
        firsts.setdefault(row.label, row)
    found = _sort_after_all(list(firsts.values()), value)
    return {row.label: i for i, row in enumerate(found)}


def _sort_after_all(rows: Sequence[R], value: Callable[[R], float]) -> list[R]:
    """By value from the highest; whoever stands for all segments comes before them."""
    some_segments = any(_is_segment(row) for row in rows)

    def place(row: R) -> tuple[bool, float]:
        stays = some_segments and not _is_segment(row)
        return not stays, 0.0 if stays else _descending(value(row))

    return sorted(rows, key=place)


def _is_segment(row: DotRow | BarRow | StackRow | PairRow) -> bool:
    return not isinstance(row, PairRow) and row.segment >= 0


def _descending(value: float) -> float:
    """A key that sorts from the highest; what is missing comes last."""
    return math.inf if math.isnan(value) else -value


def _sort_within_groups(rows: Iterable[R], sort: Callable[[Sequence[R]], list[R]]) -> tuple[R, ...]:
    groups: dict[str, list[R]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return tuple(row for group in groups.values() for row in sort(group))
