"""A plot's rows as a page has them: drawings that stretch with their column."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from interviewkit.report.charts.fitting import measure_text
from interviewkit.report.charts.marks import LETTERS, draw_mark, draw_marks
from interviewkit.report.charts.palette import PAPER, choose_letters, resolve_paint
from interviewkit.report.charts.plot import PART, Plot, PlotMark, PlotRow
from interviewkit.report.charts.stacks import place_names
from interviewkit.report.charts.svg import draw_element, draw_track, place_on_track

MIDDLE, HEIGHT = 12, 24
PHONE, DESK = 290.0, 390.0
"""Widths of tracks, in pixels, in which a text has to fit to be shown on a small and a large
screen."""
AIR = 6.0


class PagePen:
    """Places are per cents of the column, looks are classes of the page's style sheet."""

    def place(self, share: float) -> str:
        return place_on_track(share)

    def stretch(self, share: float) -> str:
        return place_on_track(share)

    def dress(self, mark: PlotMark, kind: str) -> dict[str, object]:
        if kind in ("halo", "outline"):
            return {"class_": kind}
        if mark.paint.startswith("#"):
            return {"class_": kind, "fill": mark.paint}
        return {"class_": f"{kind} paint-{mark.paint}"}

    def letter(self, mark: PlotMark) -> dict[str, object] | None:
        """Dark or light on colours that are the same by day and night."""
        width, room = measure_text(mark.text, LETTERS, bold=True) + AIR, mark.end - mark.start
        if room * DESK < width:
            return None
        tone = ""
        if mark.paint.startswith("#"):
            tone = " light" if choose_letters(resolve_paint(mark.paint)) == PAPER else " dark"
        return {"class_": f"on{tone}{'' if room * PHONE >= width else ' roomy'}"}


PEN = PagePen()


def draw_plot_track(row: PlotRow) -> Markup:
    """The marks of one row; its words are read out in their place."""
    return draw_track(row.words, *draw_marks(row, PEN, MIDDLE), height=HEIGHT)


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
        looks = PEN.dress(mark, "part")
        swatch = draw_element("rect", x=0.5, y=0.5, width=11, height=11, **looks)
        return draw_element("svg", swatch, **box)
    return draw_element("svg", draw_mark(mark, PEN, 6), **box)


def list_direct_names(plot: Plot) -> Sequence[tuple[str, str]]:
    """Where the names of parts stand over the first row, as CSS wants it; none if one does not."""
    return [(place_on_track(place), name) for place, name in place_names(plot, DESK)]
