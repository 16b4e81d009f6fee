"""A plot's rows as a page has them: drawings that stretch with their column."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from interviewkit.report.charts import plot as marks
from interviewkit.report.charts.fitting import measure_text
from interviewkit.report.charts.palette import choose_letters, list_paints
from interviewkit.report.charts.plot import PART, Plot, PlotMark, PlotRow
from interviewkit.report.charts.stacks import place_names
from interviewkit.report.charts.svg import draw_element, draw_track, place_on_track

MIDDLE, BAR_HEIGHT, PART_HEIGHT, HEIGHT = 12, 12, 18, 24
DOT_RADIUS, SQUARE_SIDE = 5, 9.5
LETTERS = 12.0
PHONE, DESK = 290.0, 390.0
"""Widths of tracks, in pixels, in which a text has to fit to be shown on a small and a large
screen."""


def draw_plot_track(row: PlotRow) -> Markup:
    """The marks of one row; its words are read out in their place."""
    return draw_track(row.words, *map(_draw, row.marks), *_outline(row), height=HEIGHT)


def draw_plot_axis(plot: Plot) -> Markup:
    """The scale above the tracks: texts at their places."""
    texts = []
    for place, text in plot.ticks:
        side = "start" if place <= 0 else "end" if place >= 1 else "middle"
        texts.append(draw_element("text", text, x=place_on_track(place), y=12, text_anchor=side))
    return draw_element("svg", *texts, class_="axis", width="100%", height=16, aria_hidden="true")


def draw_key_mark(mark: PlotMark) -> Markup:
    """A mark beside its name, in a head or a key."""
    box = {"class_": "swatch", "width": 12, "height": 12, "aria_hidden": "true"}
    if mark.kind == PART:
        swatch = draw_element("rect", x=0.5, y=0.5, width=11, height=11, **_paint(mark, "part"))
        return draw_element("svg", swatch, **box)
    return draw_element("svg", _draw(mark, middle=6), **box)


def list_direct_names(plot: Plot) -> Sequence[tuple[str, str]]:
    """Where the names of parts stand over the first row, as CSS wants it; none if one does not."""
    return [(place_on_track(place), name) for place, name in place_names(plot, DESK)]


def _outline(row: PlotRow) -> list[Markup]:
    """A line around a stack, so that its light parts end somewhere."""
    if not any(mark.kind == PART for mark in row.marks):
        return []
    y = MIDDLE - PART_HEIGHT / 2
    return [draw_element("rect", class_="outline", x=0, y=y, width="100%", height=PART_HEIGHT)]


def _draw(mark: PlotMark, middle: float = MIDDLE) -> Markup:
    match mark.kind:
        case marks.DOT | marks.RING:
            return draw_element(
                "circle", cx=place_on_track(mark.start), cy=middle, r=DOT_RADIUS,
                **_paint(mark, mark.kind),
            )  # fmt: skip
        case marks.SQUARE | marks.HOLLOW_SQUARE:
            half = SQUARE_SIDE / 2
            return draw_element(
                "rect", x=place_on_track(mark.start), y=middle, width=SQUARE_SIDE,
                height=SQUARE_SIDE, transform=f"translate(-{half} -{half})",
                **_paint(mark, mark.kind),
            )  # fmt: skip
        case marks.WHISKER | marks.TIE:
            return _line(mark, middle)
        case marks.PART:
            return _block(mark, middle, PART_HEIGHT) + _text(mark, middle)
        case _:
            return _block(mark, middle, BAR_HEIGHT)


def _line(mark: PlotMark, middle: float) -> Markup:
    place = {
        "x1": place_on_track(mark.start), "x2": place_on_track(mark.end), "y1": middle,
        "y2": middle,
    }  # fmt: skip
    line = draw_element("line", **place, **_paint(mark, mark.kind))
    if mark.paint == "ink":  # over a bar, from which a light line sets it off
        return draw_element("line", class_="halo", **place) + line
    return line


def _block(mark: PlotMark, middle: float, height: float) -> Markup:
    return draw_element(
        "rect",
        x=place_on_track(mark.start),
        y=middle - height / 2,
        width=place_on_track(mark.end - mark.start),
        height=height,
        **_paint(mark, mark.kind),
    )


def _text(mark: PlotMark, middle: float) -> Markup:
    """The figure within its part, on screens where it has room."""
    width, room = measure_text(mark.text, LETTERS) + 6, mark.end - mark.start
    if not mark.text or room * DESK < width:
        return Markup("")
    colour = list_paints().get(mark.paint, mark.paint)
    tone = (
        "" if mark.paint[0] != "#" else " dark" if choose_letters(colour) != "#ffffff" else " light"
    )
    kind = f"on{tone}{'' if room * PHONE >= width else ' roomy'}"
    x = place_on_track((mark.start + mark.end) / 2)
    return draw_element("text", mark.text, class_=kind, x=x, y=middle + 4, text_anchor="middle")


def _paint(mark: PlotMark, kind: str) -> dict[str, str]:
    if mark.paint.startswith("#"):
        return {"class_": kind, "fill": mark.paint}
    return {"class_": f"{kind} paint-{mark.paint}"}
