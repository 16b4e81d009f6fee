"""Shares of turns on a short axis: corrected, judged alone, and as the machine counts them."""

from __future__ import annotations

from markupsafe import Markup

from interviewkit.report.charts.svg import at, axis, element, track
from interviewkit.report.pages import ShareMark
from interviewkit.wording.numbers import fine_percent, fine_range

MIDDLE = 12


def share_axis(top: float) -> Markup:
    """0, the middle and the end of the axis."""
    return axis(tuple((place, fine_percent(place * top)) for place in (0.0, 0.5, 1.0)))


def share_track(mark: ShareMark, top: float) -> Markup:
    """A dot with whiskers; a hollow dot where there is no interval to draw."""
    middle = at(mark.share / top)
    if mark.interval is None:
        dot = element("circle", class_="dot small", cx=middle, cy=MIDDLE, r=5)
        return track(share_words(mark), dot)
    low, high = at(mark.interval.low / top), at(mark.interval.high / top)
    whisker = element("line", class_="whisker", x1=low, x2=high, y1=MIDDLE, y2=MIDDLE)
    dot = element("circle", class_="dot", cx=middle, cy=MIDDLE, r=5)
    return track(share_words(mark), whisker, dot)


def share_words(mark: ShareMark) -> str:
    """The row in words, for those who hear it."""
    ends = f", interval {fine_range(mark.interval)}" if mark.interval else ", without an interval"
    return f"{mark.label}: {fine_percent(mark.share)} of the turns{ends}"
