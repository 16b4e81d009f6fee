"""Charts in rows: dots with whiskers, bars, and people by the side that they took.

The row of a chart is the row of a table whose drawing stretches with the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from interviewkit.model import Interval
from interviewkit.report.charts.svg import draw_axis, draw_element, draw_track, place_on_track
from interviewkit.report.figures import BarChart, BarRow, DotRow, SplitRow
from interviewkit.report.pages import ShareMark
from interviewkit.wording.numbers import (
    NOTHING,
    count,
    counted,
    fine_percent,
    fine_range,
    mean,
    mean_range,
    of_people,
    percent,
    percent_range,
    short,
)

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
MIDDLE = 12

# -- dots with whiskers --------------------------------------------------------------------------


def draw_dot_axis() -> Markup:
    """0 to 100% in quarters."""
    return draw_axis([(place, percent(place)) for place in QUARTERS])


def draw_dot_track(row: DotRow) -> Markup:
    """The row's whisker and dot; hollow where the base is small, no dot where it is empty."""
    if not row.found.n:
        return draw_track(describe_dot(row))
    return draw_track(
        describe_dot(row), *_dot(row.found.share, row.found.interval, is_hollow=row.small)
    )


def describe_dot(row: DotRow) -> str:
    """The row in words: for those who hear it, and for the tooltip."""
    found = row.found
    if not found.n:
        return f"{row.label}: no participants"
    return (
        f"{row.label}: {percent(found.share)}, interval {percent_range(found.interval)}, "
        f"{of_people(found.voiced, found.n)}"
    )


def draw_share_axis(top: float) -> Markup:
    """0, the middle and the end of a card's axis."""
    return draw_axis([(place, fine_percent(place * top)) for place in (0.0, 0.5, 1.0)])


def draw_share_track(mark: ShareMark, top: float) -> Markup:
    """A dot with whiskers; a hollow dot where there is no interval to draw."""
    ends = mark.interval
    around = Interval(ends.low / top, ends.high / top) if ends else None
    return draw_track(describe_share(mark), *_dot(mark.share / top, around, is_hollow=ends is None))


def describe_share(mark: ShareMark) -> str:
    """The row in words, for those who hear it."""
    ends = f", interval {fine_range(mark.interval)}" if mark.interval else ", without an interval"
    return f"{mark.label}: {fine_percent(mark.share)} of the turns{ends}"


def _dot(place: float, around: Interval | None, *, is_hollow: bool) -> Sequence[Markup]:
    kind = "dot small" if is_hollow else "dot"
    dot = draw_element("circle", class_=kind, cx=place_on_track(place), cy=MIDDLE, r=5)
    return [_whisker(around.low, around.high, "whisker"), dot] if around else [dot]


def _whisker(low: float, high: float, kind: str) -> Markup:
    return draw_element(
        "line", class_=kind, x1=place_on_track(low), x2=place_on_track(high), y1=MIDDLE, y2=MIDDLE
    )


# -- bars ----------------------------------------------------------------------------------------


def draw_bar_axis(chart: BarChart) -> Markup:
    """The scale of a bar chart in quarters."""
    span, write = chart.high - chart.low, percent if chart.percent else short
    return draw_axis([(place, write(chart.low + place * span)) for place in QUARTERS])


def draw_bar_track(row: BarRow, chart: BarChart) -> Markup:
    """A bar from zero to the value, with its whisker; empty where there is no figure."""
    words = describe_bar(row, chart.percent)
    if row.value != row.value:
        return draw_track(words)

    def place(value: float) -> float:
        return (value - chart.low) / (chart.high - chart.low)

    start, end = sorted((place(0.0), place(row.value)))
    marks = [
        draw_element(
            "rect",
            class_="bar",
            x=place_on_track(start),
            y=6,
            width=place_on_track(end - start),
            height=12,
        )
    ]
    if row.interval is not None:
        ends = place(row.interval.low), place(row.interval.high)
        marks.append(_whisker(*ends, "whisker dark"))
    return draw_track(words, *marks)


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


# -- sides ---------------------------------------------------------------------------------------


def split_track(row: SplitRow) -> Markup:
    """One bar of people in three parts: affirming only, both, opposing only."""
    marks, start = [], 0.0
    for kind, people in (("plus", row.plus), ("both", row.both), ("minus", row.minus)):
        width = people / max(1, row.n)
        if people:
            marks.append(_part(kind, start, width, people))
        start += width
    return draw_track(split_words(row), *marks)


def _part(kind: str, start: float, width: float, people: int) -> Markup:
    place = {"x": place_on_track(start), "y": 3, "width": place_on_track(width), "height": 18}
    bar = draw_element("rect", class_=f"part {kind}", **place)
    label = draw_element(
        "text", count(people), class_=f"on {kind}", x=place_on_track(start + width / 2), y=16,
        text_anchor="middle",
    )  # fmt: skip
    return bar + label


def split_words(row: SplitRow) -> str:
    """The row in words."""
    return (
        f"{row.label}: {count(row.plus)} affirming only, {count(row.both)} both, "
        f"{count(row.minus)} opposing only, of {counted(row.n, 'person', 'people')}"
    )
