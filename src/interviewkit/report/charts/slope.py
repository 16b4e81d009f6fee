"""The slope chart: one line a theme from wave to wave, named at its ends."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from interviewkit.report.charts.fitting import push_apart
from interviewkit.report.charts.palette import BOTH, INK, LINE, MINUS, PAPER, PLUS, SOFT
from interviewkit.report.charts.svg import draw_element, write_coordinate
from interviewkit.report.figures import SMALL_BASE, SlopeChart, SlopeLine
from interviewkit.wording.numbers import HARD_SPACE, count, counted, percent
from interviewkit.wording.words import clip_text

TOP, BOTTOM = 46, 16
ROOM, LEAST, MOST = 26, 240, 560
"""Height for each line, and its bounds."""
APART = 16
"""Height of a name."""
GAP = 10
WAVE: dict[str, object] = {"font_size": 14, "font_weight": 600, "fill": INK}
BASE: dict[str, object] = {"font_size": 11.5, "fill": SOFT}
STRONG = {1: PLUS, -1: MINUS}
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
    return draw_element(
        "svg",
        draw_element("title", title),
        draw_element("desc", f"{counted(len(chart.lines), 'line')}; the table has the numbers."),
        *draw_slopes(chart, sheet),
        class_=f"slopes {sheet.kind}",
        role="img",
        viewBox=f"0 0 {sheet.width} {measure_height(chart)}",
    )


def draw_slopes(chart: SlopeChart, sheet: SlopeSheet = BROAD) -> Iterator[Markup]:
    """The waves and the lines. Their looks are attributes, which the style of a page may change."""
    low = measure_height(chart) - BOTTOM
    middles = [
        push_apart([_y(line.values[end], chart) for line in chart.lines], APART, TOP, low)
        for end in (0, -1)
    ]
    yield from _columns(chart, sheet)
    for i, line in sorted(enumerate(chart.lines), key=lambda pair: bool(pair[1].moved)):
        yield _line(line, chart, (middles[0][i], middles[1][i]), sheet)


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
    top, bottom = TOP - 6, measure_height(chart) - BOTTOM + 6
    step = (sheet.width - sheet.left - sheet.right) // max(1, len(chart.columns) - 1)
    letters = min(18, max(6, step // 8))
    for i, (column, people) in enumerate(zip(chart.columns, chart.people, strict=True)):
        x = write_coordinate(_x(i, chart, sheet))
        place = {"x": x, "text_anchor": "middle"}
        yield draw_element("line", class_="upright", x1=x, x2=x, y1=top, y2=bottom, stroke=LINE)
        name, words = clip_text(column, letters), counted(people, "person", "people")
        yield draw_element("text", name, class_="wave", y=14, **place, **WAVE)
        yield draw_element("text", words, class_="base", y=30, **place, **BASE)


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
        font_size=12.5,
        fill=INK if line.moved else SOFT,
        font_weight=600 if line.moved else 400,
    )


def _marks(line: SlopeLine, chart: SlopeChart, sheet: SlopeSheet) -> Iterator[Markup]:
    """Stretches between the waves that have a share, and a dot at each of these."""
    known = [
        (write_coordinate(_x(i, chart, sheet)), write_coordinate(_y(v, chart)), n < SMALL_BASE)
        for i, (v, n) in enumerate(zip(line.values, line.n, strict=True))
        if not math.isnan(v)
    ]
    looks = {"stroke": STRONG.get(line.moved, BOTH), "stroke_width": 3 if line.moved else 1.4}
    for a, b in pairwise(known):
        small = a[2] or b[2]
        broken = {"stroke_dasharray": "4 4"} if small else {}
        place = {"x1": a[0], "y1": a[1], "x2": b[0], "y2": b[1]}
        yield draw_element("line", **place, class_=SMALL[small], **looks, **broken)
    for x, y, small in known:
        fill = PAPER if small else looks["stroke"]
        edge = {"stroke": looks["stroke"], "stroke_width": 1.4} if small else {}
        yield draw_element("circle", cx=x, cy=y, r=3.5, class_=SMALL[small], fill=fill, **edge)


def _names(
    line: SlopeLine, chart: SlopeChart, ends: tuple[float, float], sheet: SlopeSheet
) -> Iterator[Markup]:
    """The share at both ends, with the name where there is room for it."""
    label = clip_text(line.label, sheet.letters)
    left, right = ends
    if not math.isnan(left):
        x = write_coordinate(_x(0, chart, sheet) - GAP)
        words = f"{label}{2 * HARD_SPACE}" if sheet.names_left else ""
        text = f"{words}{percent(line.values[0])}"
        yield draw_element("text", text, x=x, y=write_coordinate(left + 4), text_anchor="end")
    if not math.isnan(right):
        x = write_coordinate(_x(len(chart.columns) - 1, chart, sheet) + GAP)
        text = f"{percent(line.values[-1])}{2 * HARD_SPACE}{label}"
        yield draw_element("text", text, x=x, y=write_coordinate(right + 4))


def measure_height(chart: SlopeChart) -> int:
    return min(MOST, max(LEAST, TOP + BOTTOM + ROOM * len(chart.lines)))


def _x(column: int, chart: SlopeChart, sheet: SlopeSheet) -> float:
    step = (sheet.width - sheet.left - sheet.right) / max(1, len(chart.columns) - 1)
    return sheet.left + column * step


def _y(value: float, chart: SlopeChart) -> float:
    return TOP + (1 - value / chart.high) * (measure_height(chart) - TOP - BOTTOM)
