"""Bars of survey figures, in one chart or in several small ones on one axis."""

from __future__ import annotations

import math
from dataclasses import replace

from interviewkit.report.charts.dots import QUARTERS
from interviewkit.report.charts.palette import paint_segment
from interviewkit.report.charts.plot import (
    BAR,
    BASE,
    VALUE,
    WHISKER,
    WIDE,
    Plot,
    PlotColumn,
    PlotMark,
    PlotRow,
)
from interviewkit.report.figures import BarChart, BarRow, PanelChart
from interviewkit.wording.numbers import (
    NOTHING,
    count,
    interval_named,
    mean,
    mean_range,
    percent,
    percent_range,
    short,
)


def plan_bars(chart: BarChart) -> Plot:
    """Bars from zero, with whiskers; a row without a figure stays empty."""
    span, write = chart.high - chart.low, percent if chart.percent else short
    columns = (
        PlotColumn("Share" if chart.percent else "Value", VALUE),
        PlotColumn(interval_named(row.interval for row in chart.rows), WIDE),
        PlotColumn("n", BASE),
    )
    ticks = tuple((place, write(chart.low + place * span)) for place in QUARTERS)
    return Plot("bars", columns, tuple(_plan_row(row, chart) for row in chart.rows), ticks)


def plan_panels(chart: PanelChart) -> tuple[tuple[str, Plot], ...]:
    """The title and the plot of every panel, all with one axis; intervals are whiskers alone."""
    plots = []
    for panel in chart.panels:
        plot = plan_bars(BarChart(panel.rows, chart.low, chart.high, chart.percent))
        rows = tuple(replace(row, cells=row.cells[:1]) for row in plot.rows)
        ticks = tuple(tick for tick in plot.ticks if tick[0] in (0.0, 1.0))
        small = replace(plot, columns=plot.columns[:1], rows=rows, ticks=ticks, sortable=False)
        plots.append((panel.title, small))
    return tuple(plots)


def _plan_row(row: BarRow, chart: BarChart) -> PlotRow:
    cells = (
        write_bar_value(row, chart.percent),
        write_bar_interval(row, chart.percent),
        count(row.n),
    )
    return PlotRow(
        row.label, describe_bar(row, chart.percent), _place_bar(row, chart), cells, row.group,
        segment=row.segment, share=row.value, n=row.n,
    )  # fmt: skip


def _place_bar(row: BarRow, chart: BarChart) -> tuple[PlotMark, ...]:
    if math.isnan(row.value):
        return ()

    def place(value: float) -> float:
        return (value - chart.low) / (chart.high - chart.low)

    start, end = sorted((place(0.0), place(row.value)))
    bar = PlotMark(BAR, start, end, paint_segment(row.segment))
    if row.interval is None:
        return (bar,)
    return (bar, PlotMark(WHISKER, place(row.interval.low), place(row.interval.high), "ink"))


def describe_bar(row: BarRow, is_percent: bool) -> str:
    """The row in words."""
    return (
        f"{row.label}{f', {row.group}' if row.group else ''}: {write_bar_value(row, is_percent)}, "
        f"interval {write_bar_interval(row, is_percent)}, n {count(row.n)} "
        f"(weighted {count(row.weighted_n)})"
    )


def write_bar_value(row: BarRow, is_percent: bool) -> str:
    """A bar's figure in the format of its chart."""
    return percent(row.value) if is_percent else mean(row.value)


def write_bar_interval(row: BarRow, is_percent: bool) -> str:
    """A bar's interval in the format of its chart; a dash where there is none."""
    if row.interval is None:
        return NOTHING
    return percent_range(row.interval) if is_percent else mean_range(row.interval, row.value)
