"""A figure as a picture of its own: one SVG file that needs no style sheet, no font, no network."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from interviewkit.report.charts import bubbles, slope
from interviewkit.report.charts.fitting import BOLD, wrap_text
from interviewkit.report.charts.heat_picture import draw_heat_picture
from interviewkit.report.charts.palette import PAPER, SOFT
from interviewkit.report.charts.picture_parts import LEADING, SANS, draw_lines
from interviewkit.report.charts.plot import Plot
from interviewkit.report.charts.plots import plan_chart
from interviewkit.report.charts.row_picture import RowPicture
from interviewkit.report.charts.svg import draw_element, write_coordinate, write_factor
from interviewkit.report.figure_words import describe_figure
from interviewkit.report.figures import BubbleMap, Figure, HeatTable, SlopeChart
from interviewkit.tables.drawing.safe_text import strip_unprintable

WIDTH, MARGIN = 960, 28.0
INNER = WIDTH - 2 * MARGIN
FINDING, CAPTION, NOTE = 19.0, 14.0, 12.0
MOST = 12
"""Lines that a finding, a caption or a note may take."""
GUTTER = 36.0
"""Between two panels."""


def draw_svg(figure: Figure) -> str:
    """The figure with its finding, caption and note, as an SVG document of 960 pixels' width.

    The same figure gives the same text. It is light, whatever the page is; all that it says in
    words is in its description too.
    """
    y, marks = MARGIN, list[Markup]()
    for draw in (_head, _body, _foot):
        piece, height = draw(figure, y)
        marks += piece
        y += height
    return strip_unprintable(str(_sheet(figure, marks, round(y + MARGIN))))


def _sheet(figure: Figure, marks: list[Markup], height: int) -> Markup:
    return draw_element(
        "svg",
        draw_element("title", f"Figure {figure.number}. {figure.title}"),
        draw_element("desc", describe_figure(figure)),
        draw_element("rect", width=WIDTH, height=height, fill=PAPER),
        *marks,
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=height,
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        font_family=SANS,
    )


def _head(figure: Figure, top: float) -> tuple[list[Markup], float]:
    """The finding as a title, over the caption; the caption is the title where there is none."""
    caption = f"Figure {figure.number}. {figure.title}"
    lines = wrap_text(figure.finding or caption, INNER / BOLD, FINDING, MOST)
    height = len(lines) * FINDING * LEADING + 4
    marks = draw_lines(lines, MARGIN, top + FINDING, FINDING, bold=True)
    if figure.finding:
        below = wrap_text(caption, INNER, CAPTION, MOST)
        marks += draw_lines(below, MARGIN, top + height + CAPTION, CAPTION, fill=SOFT)
        height += len(below) * CAPTION * LEADING + 4
    return marks, height + 14


def _foot(figure: Figure, top: float) -> tuple[list[Markup], float]:
    """The note, in lines that fit."""
    lines = wrap_text(figure.note, INNER, NOTE, MOST) if figure.note else ()
    marks = draw_lines(lines, MARGIN, top + 14 + NOTE, NOTE, fill=SOFT)
    return marks, (14 + len(lines) * NOTE * LEADING) if lines else 0.0


def _body(figure: Figure, top: float) -> tuple[list[Markup], float]:
    match figure.chart:
        case BubbleMap() as chart:
            drawn = bubbles.draw_bubbles(chart, linked=False)
            return _scale(drawn, top, bubbles.WIDTH, bubbles.HEIGHT)
        case SlopeChart() as chart:
            lines = slope.draw_slopes(chart)
            return _scale(lines, top, slope.BROAD.width, slope.measure_height(chart))
        case HeatTable() as chart:
            return draw_heat_picture(chart, MARGIN, top, INNER)
        case chart:
            plots = plan_chart(chart)
            return _rows(plots[0][1], top) if len(plots) == 1 else _panels(plots, top)


def _scale(
    drawn: Iterable[Markup], top: float, width: float, height: float
) -> tuple[list[Markup], float]:
    """A drawing of its own measure, as wide as the sheet."""
    factor = INNER / width
    start = f"translate({write_coordinate(MARGIN)} {write_coordinate(top)})"
    place = f"{start} scale({write_factor(factor)})"
    return [draw_element("g", *drawn, transform=place)], height * factor


def _rows(plot: Plot, top: float) -> tuple[list[Markup], float]:
    picture = RowPicture(plot, MARGIN, top, INNER)
    return list(picture.draw()), picture.height


def _panels(plots: tuple[tuple[str, Plot], ...], top: float) -> tuple[list[Markup], float]:
    """Two or three beside each other, then the next line."""
    across = 2 if len(plots) in (2, 4) else 3
    width = (INNER - (across - 1) * GUTTER) / across
    marks, y = list[Markup](), top
    for first in range(0, len(plots), across):
        tallest = 0.0
        for i, (title, plot) in enumerate(plots[first : first + across]):
            left = MARGIN + i * (width + GUTTER)
            lines = wrap_text(title, width, CAPTION, 2)
            head = len(lines) * CAPTION * LEADING + 4
            marks += draw_lines(lines, left, y + CAPTION, CAPTION, bold=True)
            picture = RowPicture(plot, left, y + head, width)
            marks += picture.draw()
            tallest = max(tallest, head + picture.height)
        y += tallest + 18
    return marks, y - top - 18 if plots else 0.0
