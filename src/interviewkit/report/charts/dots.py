"""Dots with whiskers: shares of people, and the shares on a code's card."""

from __future__ import annotations

import math
from collections.abc import Sequence

from interviewkit.model import Interval
from interviewkit.report.charts.palette import paint_segment
from interviewkit.report.charts.plot import (
    BASE,
    DOT,
    RING,
    VALUE,
    WHISKER,
    WIDE,
    Plot,
    PlotColumn,
    PlotMark,
    PlotRow,
)
from interviewkit.report.figures import DotChart, DotRow
from interviewkit.report.pages import ShareMark
from interviewkit.wording.numbers import (
    NOTHING,
    count,
    fine_percent,
    fine_range,
    interval_named,
    of_people,
    percent,
    percent_range,
)

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def plan_dots(chart: DotChart) -> Plot:
    """Shares from 0 to 100%; hollow where few people stand behind one, none where nobody does."""
    columns = (
        PlotColumn("Share", VALUE),
        PlotColumn(interval_named(row.found.interval for row in chart.rows), WIDE),
        PlotColumn("People", BASE),
    )
    ticks = tuple((place, percent(place)) for place in QUARTERS)
    return Plot("dots", columns, tuple(map(_plan_row, chart.rows)), ticks)


def _plan_row(row: DotRow) -> PlotRow:
    found, marks = row.found, tuple[PlotMark, ...]()
    cells = (NOTHING, NOTHING, "nobody here")
    if found.n:
        paint = paint_segment(row.segment)
        marks = place_dot(found.share, found.interval, paint, is_hollow=row.small)
        people = f"{count(found.voiced)} of {count(found.n)}"
        cells = (percent(found.share), percent_range(found.interval), people)
    return PlotRow(
        row.label, describe_dot(row), marks, cells, row.group, row.href, row.segment, row.wave,
        found.share, found.n,
    )  # fmt: skip


def describe_dot(row: DotRow) -> str:
    """The row in words: for those who hear it, and for the tooltip."""
    found = row.found
    if not found.n:
        return f"{row.label}: no participants"
    return (
        f"{row.label}: {percent(found.share)}, interval {percent_range(found.interval)}, "
        f"{of_people(found.voiced, found.n)}"
    )


def place_dot(
    share: float, around: Interval | None, paint: str, *, is_hollow: bool
) -> tuple[PlotMark, ...]:
    """A dot over its whisker."""
    dot = PlotMark(RING if is_hollow else DOT, share, share, paint)
    if around is None or math.isnan(around.low):
        return (dot,)
    return PlotMark(WHISKER, around.low, around.high, paint), dot


def plan_card(marks: Sequence[ShareMark], top: float) -> Plot:
    """The shares of a code's card on an axis from 0 to ``top``; hollow ones have no interval."""
    columns = (
        PlotColumn("Turns", VALUE),
        PlotColumn(interval_named(mark.interval for mark in marks), WIDE),
    )
    ticks = tuple((place, fine_percent(place * top)) for place in (0.0, 0.5, 1.0))
    rows = tuple(_plan_share(mark, top) for mark in marks)
    return Plot("marks", columns, rows, ticks, sortable=False)


def _plan_share(mark: ShareMark, top: float) -> PlotRow:
    ends = mark.interval
    around = Interval(ends.low / top, ends.high / top) if ends else None
    dots = place_dot(mark.share / top, around, "accent", is_hollow=ends is None)
    told = f", interval {fine_range(ends)}" if ends else ", without an interval"
    words = f"{mark.label}: {fine_percent(mark.share)} of the turns{told}"
    cells = (fine_percent(mark.share), fine_range(ends) if ends else "none")
    return PlotRow(mark.label, words, dots, cells)
