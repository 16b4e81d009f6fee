"""Dot and whisker: a share of people and its interval on an axis from 0 to 100%."""

from __future__ import annotations

from markupsafe import Markup

from interviewkit.report.charts.svg import at, axis, element, track
from interviewkit.report.figures import DotRow
from interviewkit.wording.numbers import of_people, percent, percent_range

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
MIDDLE = 12


def dot_axis() -> Markup:
    """0 to 100% in quarters."""
    return axis(tuple((place, percent(place)) for place in QUARTERS))


def dot_track(row: DotRow) -> Markup:
    """The row's whisker and dot; hollow where the base is small, no dot where it is empty."""
    if not row.n:
        return track(f"{row.label}: no participants")
    low, high = at(row.interval.low), at(row.interval.high)
    whisker = element("line", class_="whisker", x1=low, x2=high, y1=MIDDLE, y2=MIDDLE)
    kind = "dot small" if row.small else "dot"
    dot = element("circle", class_=kind, cx=at(row.share), cy=MIDDLE, r=5)
    return track(dot_words(row), whisker, dot)


def dot_words(row: DotRow) -> str:
    """The row in words: for those who hear it, and for the tooltip."""
    if not row.n:
        return f"{row.label}: no participants"
    return (
        f"{row.label}: {percent(row.share)}, interval {percent_range(row.interval)}, "
        f"{of_people(row.voiced, row.n)}"
    )
