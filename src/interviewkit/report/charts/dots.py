"""Dot and whisker: a share of people and its interval on an axis from 0 to 100%."""

from __future__ import annotations

from markupsafe import Markup

from interviewkit.report.charts.svg import draw_axis, draw_element, draw_track, place_on_track
from interviewkit.report.figures import DotRow
from interviewkit.wording.numbers import of_people, percent, percent_range

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
MIDDLE = 12


def draw_dot_axis() -> Markup:
    """0 to 100% in quarters."""
    return draw_axis(tuple((place, percent(place)) for place in QUARTERS))


def draw_dot_track(row: DotRow) -> Markup:
    """The row's whisker and dot; hollow where the base is small, no dot where it is empty."""
    if not row.n:
        return draw_track(f"{row.label}: no participants")
    low, high = place_on_track(row.interval.low), place_on_track(row.interval.high)
    whisker = draw_element("line", class_="whisker", x1=low, x2=high, y1=MIDDLE, y2=MIDDLE)
    kind = "dot small" if row.small else "dot"
    dot = draw_element("circle", class_=kind, cx=place_on_track(row.share), cy=MIDDLE, r=5)
    return draw_track(describe_dot(row), whisker, dot)


def describe_dot(row: DotRow) -> str:
    """The row in words: for those who hear it, and for the tooltip."""
    if not row.n:
        return f"{row.label}: no participants"
    return (
        f"{row.label}: {percent(row.share)}, interval {percent_range(row.interval)}, "
        f"{of_people(row.voiced, row.n)}"
    )
