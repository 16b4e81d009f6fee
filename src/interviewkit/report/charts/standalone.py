"""A figure as a picture of its own: one SVG file that needs no style sheet, no font, no network."""

from __future__ import annotations

from markupsafe import Markup

from interviewkit.report.charts.bodies import draw_body, has_room
from interviewkit.report.charts.fitting import BOLD, wrap_text
from interviewkit.report.charts.palette import PAPER, SOFT
from interviewkit.report.charts.picture_parts import LEADING, SANS, draw_lines
from interviewkit.report.charts.svg import draw_element
from interviewkit.report.figure_words import describe_figure
from interviewkit.report.figures import Figure
from interviewkit.tables.drawing.safe_text import strip_unprintable

WIDTH, MARGIN = 960, 28.0
INNER = WIDTH - 2 * MARGIN
FINDING, CAPTION, NOTE = 19.0, 14.0, 12.0
BROADER = 60
MOST = 12
"""Lines that a finding, a caption or a note may take."""


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
    return strip_unprintable(str(_sheet(figure, marks, WIDTH, round(y + MARGIN))))


def draw_bare_svg(figure: Figure, width: int) -> str:
    """The chart alone, so many pixels wide: where it stands, all that is said of it is text.

    One that has too many figures beside its tracks is drawn broader: shown as broad as asked, its
    letters are smaller.
    """
    width = next(
        (each for each in range(width, WIDTH, BROADER) if has_room(figure.chart, each)),
        max(width, WIDTH),
    )
    marks, height = draw_body(figure.chart, 0.0, 0.0, width)
    return strip_unprintable(str(_sheet(figure, marks, width, round(height + 1))))


def _sheet(figure: Figure, marks: list[Markup], width: int, height: int) -> Markup:
    return draw_element(
        "svg",
        draw_element("title", f"Figure {figure.number}. {figure.title}"),
        draw_element("desc", describe_figure(figure)),
        draw_element("rect", width=width, height=height, fill=PAPER),
        *marks,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
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


def _body(figure: Figure, top: float) -> tuple[list[Markup], float]:
    return draw_body(figure.chart, MARGIN, top, INNER)


def _foot(figure: Figure, top: float) -> tuple[list[Markup], float]:
    """The note, in lines that fit."""
    lines = wrap_text(figure.note, INNER, NOTE, MOST) if figure.note else ()
    marks = draw_lines(lines, MARGIN, top + 14 + NOTE, NOTE, fill=SOFT)
    return marks, (14 + len(lines) * NOTE * LEADING) if lines else 0.0
