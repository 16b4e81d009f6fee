"""A figure for those who cannot see it: what it is, and what its marks say."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.report.charts.plots import plan_chart
from interviewkit.report.charts.slope import describe_slope
from interviewkit.report.figures import (
    BarChart,
    BubbleMap,
    Chart,
    DotChart,
    Figure,
    HeatTable,
    PairChart,
    PanelChart,
    SlopeChart,
    SplitChart,
    StackChart,
)
from interviewkit.wording.numbers import counted

MOST = 12
"""Marks that are told one by one; of more the table has them all."""
KINDS: dict[type[Chart], str] = {
    DotChart: "Dots with intervals",
    BarChart: "Bars",
    StackChart: "Stacked bars",
    SplitChart: "Stacked bars",
    PairChart: "Pairs of dots",
    PanelChart: "Small bar charts",
    SlopeChart: "Lines from wave to wave",
    HeatTable: "Table of shades",
    BubbleMap: "Map of circles",
}


def describe_figure(figure: Figure) -> str:
    """The alternative text of a figure: its kind, what is to be seen, and its marks in words."""
    marks = list_marks_in_words(figure.chart)
    more = len(marks) - MOST
    told = "; ".join(marks[:MOST]) + (f"; and {more} more, in the table" if more > 0 else "")
    what = f"{KINDS[type(figure.chart)]}: {figure.title}."
    finding = f" {figure.finding}." if figure.finding else ""
    return f"{what}{finding} {told}." if told else f"{what}{finding}"


def list_marks_in_words(chart: Chart) -> Sequence[str]:
    """Each mark of a chart in words."""
    match chart:
        case SlopeChart():
            return [describe_slope(line, chart) for line in chart.lines]
        case HeatTable():
            return [f"{counted(len(chart.rows), 'row')} by {counted(len(chart.columns), 'column')}"]
        case BubbleMap():
            return [f"{each.title}, {counted(each.size, 'turn')}" for each in chart.bubbles]
        case _:
            return [
                f"{f'{title}, ' * bool(title)}{row.words}"
                for title, plot in plan_chart(chart)
                for row in plot.rows
            ]
