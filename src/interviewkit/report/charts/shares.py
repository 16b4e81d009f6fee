"""Shares of turns on a short axis: corrected, judged alone, and as the machine counts them."""

from __future__ import annotations

from markupsafe import Markup

from interviewkit.report.charts.svg import draw_axis, draw_element, draw_track, place_on_track
from interviewkit.report.pages import ShareMark
from interviewkit.wording.numbers import fine_percent, fine_range

MIDDLE = 12


def draw_share_axis(top: float) -> Markup:
    """0, the middle and the end of the axis."""
    return draw_axis(tuple((place, fine_percent(place * top)) for place in (0.0, 0.5, 1.0)))


def draw_share_track(mark: ShareMark, top: float) -> Markup:
    """A dot with whiskers; a hollow dot where there is no interval to draw."""
    middle = place_on_track(mark.share / top)
    if mark.interval is None:
        dot = draw_element("circle", class_="dot small", cx=middle, cy=MIDDLE, r=5)
        return draw_track(describe_share(mark), dot)
    low, high = place_on_track(mark.interval.low / top), place_on_track(mark.interval.high / top)
    whisker = draw_element("line", class_="whisker", x1=low, x2=high, y1=MIDDLE, y2=MIDDLE)
    dot = draw_element("circle", class_="dot", cx=middle, cy=MIDDLE, r=5)
    return draw_track(describe_share(mark), whisker, dot)


def describe_share(mark: ShareMark) -> str:
    """The row in words, for those who hear it."""
    ends = f", interval {fine_range(mark.interval)}" if mark.interval else ", without an interval"
    return f"{mark.label}: {fine_percent(mark.share)} of the turns{ends}"
