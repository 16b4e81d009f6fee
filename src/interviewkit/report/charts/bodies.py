"""The chart of a figure as marks of a picture, of any width."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from interviewkit.report.charts import bubbles, slope
from interviewkit.report.charts.fitting import wrap_text
from interviewkit.report.charts.heat_picture import draw_heat_picture
from interviewkit.report.charts.picture_parts import LEADING, draw_lines
from interviewkit.report.charts.plot import Plot
from interviewkit.report.charts.plots import plan_chart
from interviewkit.report.charts.row_picture import RowPicture
from interviewkit.report.charts.svg import draw_element, write_coordinate, write_factor
from interviewkit.report.figures import BubbleMap, Chart, HeatTable, SlopeChart

CAPTION = 14.0
GUTTER = 36.0
"""Between two panels."""
TRACK = 0.22
"""So much of the width of a chart is track at least."""
SLIMMEST = 270.0
"""No panel is slimmer than this, where more than one stand beside each other."""

Drawn = tuple[list[Markup], float]
"""Marks, and how high they are together."""


def draw_body(chart: Chart, left: float, top: float, width: float) -> Drawn:
    """The chart from ``left`` and ``top`` on, ``width`` pixels wide."""
    match chart:
        case BubbleMap():
            drawn = bubbles.draw_bubbles(chart, linked=False)
            return _scale(drawn, left, top, width / bubbles.WIDTH, bubbles.HEIGHT)
        case SlopeChart():
            lines, height = slope.draw_slopes(chart), slope.measure_height(chart)
            return _scale(lines, left, top, width / slope.BROAD.width, height)
        case HeatTable():
            return draw_heat_picture(chart, left, top, width)
        case _:
            plots = plan_chart(chart)
            if len(plots) == 1:
                return _draw_rows(plots[0][1], left, top, width)
            return _draw_panels(plots, left, top, width)


def has_room(chart: Chart, width: float) -> bool:
    """Whether the tracks of a chart have enough of so many pixels for what they show to be seen."""
    if isinstance(chart, BubbleMap | SlopeChart | HeatTable):
        return True
    plots = plan_chart(chart)
    return len(plots) != 1 or RowPicture(plots[0][1], 0, 0, width).pen.width >= TRACK * width


def _scale(drawn: Iterable[Markup], left: float, top: float, factor: float, height: float) -> Drawn:
    """A drawing of its own measure, made as wide as asked."""
    start = f"translate({write_coordinate(left)} {write_coordinate(top)})"
    place = f"{start} scale({write_factor(factor)})"
    return [draw_element("g", *drawn, transform=place)], height * factor


def _draw_rows(plot: Plot, left: float, top: float, width: float) -> Drawn:
    picture = RowPicture(plot, left, top, width)
    return list(picture.draw()), picture.height


def _draw_panels(
    plots: tuple[tuple[str, Plot], ...], left: float, top: float, width: float
) -> Drawn:
    """Two or three beside each other, where they are broad enough; then the next line."""
    across = min(2 if len(plots) in (2, 4) else 3, int((width + GUTTER) // (SLIMMEST + GUTTER)))
    across = max(1, across)
    broad = (width - (across - 1) * GUTTER) / across
    marks, y = list[Markup](), top
    for first in range(0, len(plots), across):
        tallest = 0.0
        for i, (title, plot) in enumerate(plots[first : first + across]):
            start = left + i * (broad + GUTTER)
            lines = wrap_text(title, broad, CAPTION, 2)
            head = len(lines) * CAPTION * LEADING + 4
            marks += draw_lines(lines, start, y + CAPTION, CAPTION, bold=True)
            rows, height = _draw_rows(plot, start, y + head, broad)
            marks += rows
            tallest = max(tallest, head + height)
        y += tallest + 18
    return marks, y - top - 18 if plots else 0.0
