"""The figures of a report as files: each as a drawing, as a picture, and its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from interviewkit.report.charts.raster import draw_png
from interviewkit.report.charts.standalone import draw_svg
from interviewkit.report.figure_tables import build_figure_table
from interviewkit.report.figures import Figure
from interviewkit.report.pages import Outline
from interviewkit.report.walk import list_figures
from interviewkit.tables.drawing import draw_table


@dataclass(frozen=True, slots=True)
class FigureFiles:
    """Names of files and what they hold; ``is_drawn`` says whether pictures are among them."""

    contents: Mapping[str, bytes] = field(repr=False)
    is_drawn: bool = True


def draw_figure_files(outline: Outline) -> FigureFiles:
    """``02-theme-trust-shares.svg``, ``.csv`` and ``.png`` of every figure, in their order.

    Without a library that draws pictures there are no ``.png``.
    """
    contents: dict[str, bytes] = {}
    is_drawn = True
    for figure in _list_once(each.thing for each in list_figures(outline)):
        stem, svg = f"{figure.number:02d}-{figure.id}", draw_svg(figure)
        png = draw_png(svg) if is_drawn else None
        contents[f"{stem}.svg"] = svg.encode()
        contents[f"{stem}.csv"] = _write_numbers(figure)
        if png is None:
            is_drawn = False
        else:
            contents[f"{stem}.png"] = png
    return FigureFiles(contents, is_drawn)


def _list_once(figures: Iterable[Figure]) -> Iterable[Figure]:
    """A figure that stands in two places, as on page one and in its chapter, is one file."""
    return {(figure.number, figure.id): figure for figure in figures}.values()


def _write_numbers(figure: Figure) -> bytes:
    drawn = draw_table(build_figure_table(figure), "csv")
    return drawn.encode() if isinstance(drawn, str) else drawn
