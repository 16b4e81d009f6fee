"""Bars: survey figures with whiskers, and people by the side that they took."""

from __future__ import annotations

from markupsafe import Markup

from interviewkit.report.charts.svg import at, axis, element, track
from interviewkit.report.figures import BarChart, BarRow, SplitRow, bar_interval, bar_value
from interviewkit.wording.numbers import count, counted, percent, short

MIDDLE = 12
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def bar_axis(chart: BarChart) -> Markup:
    """The scale of a bar chart in quarters."""
    span = chart.high - chart.low
    values = ((step, chart.low + step * span) for step in STEPS)
    return axis(tuple((step, _tick(value, chart.percent)) for step, value in values))


def _tick(value: float, is_percent: bool) -> str:
    return percent(value) if is_percent else short(value)


def bar_track(row: BarRow, chart: BarChart) -> Markup:
    """A bar from zero to the value, with its whisker; empty where there is no figure."""
    words = bar_words(row, chart.percent)
    if row.value != row.value:
        return track(words)
    place = _scale(chart)
    start, end = sorted((place(0.0), place(row.value)))
    bar = element("rect", class_="bar", x=at(start), y=6, width=at(end - start), height=12)
    marks = [bar]
    if row.interval is not None:
        low, high = at(place(row.interval.low)), at(place(row.interval.high))
        marks.append(element("line", class_="whisker dark", x1=low, x2=high, y1=MIDDLE, y2=MIDDLE))
    return track(words, *marks)


def bar_words(row: BarRow, is_percent: bool) -> str:
    """The row in words."""
    return (
        f"{row.label}{f', {row.group}' if row.group else ''}: {bar_value(row, is_percent)}, "
        f"interval {bar_interval(row, is_percent)}, n {count(row.n)} "
        f"(weighted {count(row.weighted_n)})"
    )


class _scale:
    """Values to places from 0 to 1."""

    def __init__(self, chart: BarChart) -> None:
        self.low, self.span = chart.low, chart.high - chart.low

    def __call__(self, value: float) -> float:
        return (value - self.low) / self.span


def split_track(row: SplitRow) -> Markup:
    """One bar of people in three parts: affirming only, both, opposing only."""
    parts = (("plus", row.plus), ("both", row.both), ("minus", row.minus))
    marks, start = [], 0.0
    for kind, people in parts:
        width = people / max(1, row.n)
        if people:
            marks.append(_part(kind, start, width, people))
        start += width
    return track(split_words(row), *marks)


def _part(kind: str, start: float, width: float, people: int) -> Markup:
    place = {"x": at(start), "y": 3, "width": at(width), "height": 18}
    bar = element("rect", class_=f"part {kind}", **place)
    label = element(
        "text", count(people), class_=f"on {kind}", x=at(start + width / 2), y=16,
        text_anchor="middle",
    )  # fmt: skip
    return bar + label


def split_words(row: SplitRow) -> str:
    """The row in words."""
    return (
        f"{row.label}: {count(row.plus)} affirming only, {count(row.both)} both, "
        f"{count(row.minus)} opposing only, of {counted(row.n, 'person', 'people')}"
    )
