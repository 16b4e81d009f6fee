"""The slope chart: one line a theme from wave to wave, named at both of its ends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

from interviewkit.report.charts.svg import draw_element, write_coordinate
from interviewkit.report.figures import SMALL_BASE, SlopeChart, SlopeLine
from interviewkit.wording.numbers import count, counted, percent
from interviewkit.wording.words import clip_text

WIDTH, SIDE, TOP, BOTTOM = 760, 215, 46, 16
ROOM, LEAST, MOST = 26, 240, 560
"""Height for each line, and its bounds."""
LINE = 16
LETTERS = 24
GAP = 10
SMALL = {True: "small", False: "firm"}
"""Shares of fewer people than make a firm base are hollow, and lines to them broken."""


def draw_slope_chart(chart: SlopeChart, title: str) -> Markup:
    """The drawing; every line says in words what it shows."""
    height = min(MOST, max(LEAST, TOP + BOTTOM + ROOM * len(chart.lines)))
    ends = [[line.values[end] for line in chart.lines] for end in (0, -1)]
    heights = [_apart([_y(value, chart, height) for value in end], height) for end in ends]
    return draw_element(
        "svg",
        draw_element("title", title),
        draw_element("desc", f"{counted(len(chart.lines), 'line')}; the table has the numbers."),
        *_columns(chart, height),
        *(
            _line(line, chart, height, heights[0][i], heights[1][i])
            for i, line in sorted(enumerate(chart.lines), key=lambda pair: bool(pair[1].moved))
        ),
        class_="slopes",
        role="img",
        viewBox=f"0 0 {WIDTH} {height}",
    )


def describe_slope(line: SlopeLine, chart: SlopeChart) -> str:
    """A line in words."""
    shares = ", ".join(
        f"{column} {percent(value)} of {count(n)}"
        for column, value, n in zip(chart.columns, line.values, line.n, strict=True)
    )
    return f"{line.label}: {shares}"


def _columns(chart: SlopeChart, height: int) -> Iterator[Markup]:
    """An upright for each wave with its name and how many people stand behind it."""
    for i, (column, people) in enumerate(zip(chart.columns, chart.people, strict=True)):
        x = write_coordinate(_x(i, chart))
        anchor = "middle"
        yield draw_element("line", class_="upright", x1=x, x2=x, y1=TOP - 6, y2=height - BOTTOM + 6)
        yield draw_element(
            "text", clip_text(column, 18), class_="wave", x=x, y=14, text_anchor=anchor
        )
        words = counted(people, "person", "people")
        yield draw_element("text", words, class_="base", x=x, y=30, text_anchor=anchor)


def _line(line: SlopeLine, chart: SlopeChart, height: int, left: float, right: float) -> Markup:
    points = [(_x(i, chart), _y(v, chart, height)) for i, v in enumerate(line.values)]
    kind = {1: "up", -1: "down"}.get(line.moved, "flat")
    known = [(*p, n < SMALL_BASE) for p, n in zip(points, line.n, strict=True) if p[1] == p[1]]
    marks = [
        draw_element(
            "line",
            x1=write_coordinate(a[0]),
            y1=write_coordinate(a[1]),
            x2=write_coordinate(b[0]),
            y2=write_coordinate(b[1]),
            class_=SMALL[a[2] or b[2]],
        )
        for a, b in pairwise(known)
    ]
    marks += [
        draw_element(
            "circle", cx=write_coordinate(x), cy=write_coordinate(y), r=3.5, class_=SMALL[small]
        )
        for x, y, small in known
    ]
    label = clip_text(line.label, LETTERS)
    if not math.isnan(left):
        x = write_coordinate(_x(0, chart) - GAP)
        text = f"{label}  {percent(line.values[0])}"
        marks.append(
            draw_element("text", text, x=x, y=write_coordinate(left + 4), text_anchor="end")
        )
    if not math.isnan(right):
        x = write_coordinate(_x(len(points) - 1, chart) + GAP)
        text = f"{percent(line.values[-1])}  {label}"
        marks.append(draw_element("text", text, x=x, y=write_coordinate(right + 4)))
    return draw_element(
        "g", draw_element("title", describe_slope(line, chart)), *marks, class_=f"slope {kind}"
    )


def _x(column: int, chart: SlopeChart) -> float:
    return SIDE + column * (WIDTH - 2 * SIDE) / max(1, len(chart.columns) - 1)


def _y(value: float, chart: SlopeChart, height: int) -> float:
    return TOP + (1 - value / chart.high) * (height - TOP - BOTTOM)


def _apart(places: Sequence[float], height: int) -> list[float]:
    """The labels' heights: as near to their points as they fit, a line apart."""
    order = sorted((i for i, y in enumerate(places) if not math.isnan(y)), key=lambda i: places[i])
    found = list(places)
    above = float(TOP - LINE)
    for i in order:
        above = found[i] = max(places[i], above + LINE)
    below = float(height - BOTTOM + LINE)
    for i in reversed(order):
        below = found[i] = min(found[i], below - LINE)
    return found
