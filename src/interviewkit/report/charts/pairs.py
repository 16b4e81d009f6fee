"""Two segments side by side: a dot and a square on one line, and what lies between them."""

from __future__ import annotations

import math

from interviewkit.report.charts.dots import QUARTERS
from interviewkit.report.charts.palette import paint_segment
from interviewkit.report.charts.plot import (
    DOT,
    HOLLOW_SQUARE,
    RING,
    SQUARE,
    TIE,
    VALUE,
    WHISKER,
    WIDE,
    Plot,
    PlotColumn,
    PlotMark,
    PlotRow,
)
from interviewkit.report.figures import SMALL_BASE, PairChart, PairRow, PairSide
from interviewkit.wording.numbers import (
    count,
    interval_named,
    mean,
    mean_difference,
    mean_difference_range,
    mean_range,
    percent,
    percent_range,
    points,
    points_range,
    short,
)

SHAPES = ((DOT, RING), (SQUARE, HOLLOW_SQUARE))
"""Of the first and the second side; the latter of each where few people stand behind it."""


def plan_pairs(chart: PairChart) -> Plot:
    """Both figures of each row with their whiskers, and the difference in its own columns."""
    heads = [
        PlotColumn(name, VALUE, PlotMark(SHAPES[i][0], 0.5, 0.5, _paint(chart, i)))
        for i, name in enumerate((chart.first, chart.second))
    ]
    columns = (
        *heads,
        PlotColumn("Difference, points" if chart.percent else "Difference", VALUE),
        PlotColumn(interval_named(row.difference_interval for row in chart.rows), WIDE),
    )
    span, write = chart.high - chart.low, percent if chart.percent else short
    ticks = tuple((place, write(chart.low + place * span)) for place in QUARTERS)
    rows = tuple(_plan_row(row, chart) for row in chart.rows)
    return Plot("pairs", columns, rows, ticks, sortable=False)


def _paint(chart: PairChart, side: int) -> str:
    """The segment's colour; of what is no segment, the first is dark and the second lighter."""
    position = chart.segments[side]
    return paint_segment(position) if position >= 0 else ("accent", "both")[side]


def _plan_row(row: PairRow, chart: PairChart) -> PlotRow:
    like = row.first.value
    if chart.percent:
        between = points(row.difference), points_range(row.difference_interval)
    else:
        between = (
            mean_difference(row.difference, like),
            mean_difference_range(row.difference_interval, like),
        )
    cells = (*(_write(side, chart) for side in (row.first, row.second)), *between)
    return PlotRow(
        row.label, describe_pair(row, chart), _place(row, chart), cells, row.group,
        share=row.difference, n=row.first.n + row.second.n,
    )  # fmt: skip


def _place(row: PairRow, chart: PairChart) -> tuple[PlotMark, ...]:
    """The line between both first, then whiskers, then dots over them."""
    places = [_scaled(side.value, chart) for side in (row.first, row.second)]
    ties = [] if any(map(math.isnan, places)) else [PlotMark(TIE, min(places), max(places), "soft")]
    whiskers, dots = [], []
    for i, side in enumerate((row.first, row.second)):
        if math.isnan(places[i]):
            continue
        paint = _paint(chart, i)
        if side.interval:
            low, high = side.interval.low, side.interval.high
            ends = PlotMark(WHISKER, _scaled(low, chart), _scaled(high, chart), paint)
            whiskers.append(ends)
        dots.append(PlotMark(SHAPES[i][side.n < SMALL_BASE], places[i], places[i], paint))
    return (*ties, *whiskers, *dots)


def _scaled(value: float, chart: PairChart) -> float:
    return (value - chart.low) / (chart.high - chart.low)


def _write(side: PairSide, chart: PairChart) -> str:
    return percent(side.value) if chart.percent else mean(side.value)


def describe_pair(row: PairRow, chart: PairChart) -> str:
    """The row in words: both sides with their intervals, and the difference."""
    sides = [
        f"{name} {_write(side, chart)}{_describe_interval(side, chart)} (n {count(side.n)})"
        for name, side in ((chart.first, row.first), (chart.second, row.second))
    ]
    apart = (
        points(row.difference)
        if chart.percent
        else mean_difference(row.difference, row.first.value)
    )
    unit = " points" if chart.percent else ""
    return f"{row.label}: {', '.join(sides)}, difference {apart}{unit}"


def _describe_interval(side: PairSide, chart: PairChart) -> str:
    if side.interval is None:
        return ""
    write = percent_range if chart.percent else mean_range
    return f", interval {write(side.interval)}"
