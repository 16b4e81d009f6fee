"""The slope chart: one line a theme from wave to wave, named at its ends."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from interviewkit.report.charts.fitting import push_apart
from interviewkit.report.charts.svg import draw_element, write_coordinate
from interviewkit.report.figures import SMALL_BASE, SlopeChart, SlopeLine
from interviewkit.wording.numbers import count, counted, percent
from interviewkit.wording.words import clip_text

TOP, BOTTOM = 46, 16
ROOM, LEAST, MOST = 26, 240, 560
"""Height for each line, and its bounds."""
LINE = 16
GAP = 10
SMALL = {True: "small", False: "firm"}
"""Shares of fewer people than make a firm base are hollow, and lines to them broken."""


@dataclass(frozen=True, slots=True)
class SlopeSheet:
    """The size of the drawing: its width, the margins for names, the letters that fit there."""

    width: int
    left: int
    right: int
    letters: int
    kind: str

    @property
    def names_left(self) -> bool:
        return self.left == self.right


BROAD = SlopeSheet(760, 215, 215, 24, "broad")
NARROW = SlopeSheet(360, 48, 160, 16, "narrow")
"""On a phone the names stand on one side only."""


def draw_slope_chart(chart: SlopeChart, title: str, sheet: SlopeSheet = BROAD) -> Markup:
    """The drawing; every line says in words what it shows."""
    height = _height(chart)
    middles = [
        push_apart(
            [_y(line.values[end], chart) for line in chart.lines], LINE, TOP, height - BOTTOM
        )
        for end in (0, -1)
    ]
    lines = sorted(enumerate(chart.lines), key=lambda pair: bool(pair[1].moved))
    return draw_element(
        "svg",
        draw_element("title", title),
        draw_element("desc", f"{counted(len(chart.lines), 'line')}; the table has the numbers."),
        *_columns(chart, sheet),
        *(_line(line, chart, (middles[0][i], middles[1][i]), sheet) for i, line in lines),
        class_=f"slopes {sheet.kind}",
        role="img",
        viewBox=f"0 0 {sheet.width} {height}",
    )


def draw_narrow_slopes(chart: SlopeChart, title: str) -> Markup:
    """The same for a small screen."""
    return draw_slope_chart(chart, title, NARROW)


def describe_slope(line: SlopeLine, chart: SlopeChart) -> str:
    """A line in words."""
    shares = ", ".join(
        f"{column} {percent(value)} of {count(n)}"
        for column, value, n in zip(chart.columns, line.values, line.n, strict=True)
    )
    return f"{line.label}: {shares}"


def _columns(chart: SlopeChart, sheet: SlopeSheet) -> Iterator[Markup]:
    """An upright for each wave with its name and how many people stand behind it."""
    top, bottom = TOP - 6, _height(chart) - BOTTOM + 6
    letters = max(
        6, (sheet.width - sheet.left - sheet.right) // max(1, len(chart.columns) - 1) // 8
    )
    for i, (column, people) in enumerate(zip(chart.columns, chart.people, strict=True)):
        x = write_coordinate(_x(i, chart, sheet))
        place = {"x": x, "text_anchor": "middle"}
        yield draw_element("line", class_="upright", x1=x, x2=x, y1=top, y2=bottom)
        yield draw_element(
            "text", clip_text(column, min(18, letters)), class_="wave", y=14, **place
        )
        words = counted(people, "person", "people")
        yield draw_element("text", words, class_="base", y=30, **place)


def _line(
    line: SlopeLine, chart: SlopeChart, ends: tuple[float, float], sheet: SlopeSheet
) -> Markup:
    kind = {1: "up", -1: "down"}.get(line.moved, "flat")
    return draw_element(
        "g",
        draw_element("title", describe_slope(line, chart)),
        *_marks(line, chart, sheet),
        *_names(line, chart, ends, sheet),
        class_=f"slope {kind}",
    )


def _marks(line: SlopeLine, chart: SlopeChart, sheet: SlopeSheet) -> Iterator[Markup]:
    """Stretches between the waves that have a share, and a dot at each of these."""
    known = [
        (write_coordinate(_x(i, chart, sheet)), write_coordinate(_y(v, chart)), n < SMALL_BASE)
        for i, (v, n) in enumerate(zip(line.values, line.n, strict=True))
        if not math.isnan(v)
    ]
    for a, b in pairwise(known):
        kind = SMALL[a[2] or b[2]]
        yield draw_element("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], class_=kind)
    for x, y, small in known:
        yield draw_element("circle", cx=x, cy=y, r=3.5, class_=SMALL[small])


def _names(
    line: SlopeLine, chart: SlopeChart, ends: tuple[float, float], sheet: SlopeSheet
) -> Iterator[Markup]:
    """The share at both ends, with the name where there is room for it."""
    label = clip_text(line.label, sheet.letters)
    left, right = ends
    if not math.isnan(left):
        x = write_coordinate(_x(0, chart, sheet) - GAP)
        words = f"{label}  " if sheet.names_left else ""
        text = f"{words}{percent(line.values[0])}"
        yield draw_element("text", text, x=x, y=write_coordinate(left + 4), text_anchor="end")
    if not math.isnan(right):
        x = write_coordinate(_x(len(chart.columns) - 1, chart, sheet) + GAP)
        text = f"{percent(line.values[-1])}  {label}"
        yield draw_element("text", text, x=x, y=write_coordinate(right + 4))


def _height(chart: SlopeChart) -> int:
    return min(MOST, max(LEAST, TOP + BOTTOM + ROOM * len(chart.lines)))


def _x(column: int, chart: SlopeChart, sheet: SlopeSheet) -> float:
    step = (sheet.width - sheet.left - sheet.right) / max(1, len(chart.columns) - 1)
    return sheet.left + column * step


def _y(value: float, chart: SlopeChart) -> float:
    return TOP + (1 - value / chart.high) * (_height(chart) - TOP - BOTTOM)
