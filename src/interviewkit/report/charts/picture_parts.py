"""What pictures of fixed size are made of: texts, and a pen whose looks are all attributes.

Nothing is left to a style sheet, since word processors and rasterisers know few of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from interviewkit.report.charts.fitting import measure_text
from interviewkit.report.charts.marks import LETTERS
from interviewkit.report.charts.palette import INK, PAPER, SOFT, choose_letters, resolve_paint
from interviewkit.report.charts.plot import HOLLOW_SQUARE, RING, PlotMark
from interviewkit.report.charts.svg import draw_element, write_coordinate

SANS = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
"""Fonts that every system has one of, or one as wide; some programs look at the first alone."""
AIR = 6.0


class PicturePen:
    """Places are pixels from ``left`` on, over ``width`` pixels."""

    def __init__(self, left: float, width: float) -> None:
        self.left, self.width = left, width

    def place(self, share: float) -> str:
        return write_coordinate(self.left + min(1.0, max(0.0, share)) * self.width)

    def stretch(self, share: float) -> str:
        return write_coordinate(min(1.0, max(0.0, share)) * self.width)

    def dress(self, mark: PlotMark, kind: str) -> dict[str, object]:
        colour = resolve_paint(mark.paint)
        match kind:
            case "whisker":
                thin = mark.paint == "ink"
                return {"stroke": colour, "stroke_width": 1.5 if thin else 2}
            case "halo":
                return {"stroke": PAPER, "stroke_width": 4.5}
            case "tie":
                return {"stroke": SOFT, "stroke_width": 1, "stroke_dasharray": "1 3"}
            case "outline":
                return {"fill": "none", "stroke": SOFT, "stroke_width": 0.75}
            case "part":
                return {"fill": colour, "stroke": PAPER, "stroke_width": 1.5}
            case "bar":
                return {"fill": colour}
        hollow = kind in (RING, HOLLOW_SQUARE)
        return {"fill": PAPER if hollow else colour, "stroke": colour, "stroke_width": 2}

    def letter(self, mark: PlotMark) -> dict[str, object] | None:
        if measure_text(mark.text, LETTERS, bold=True) + AIR > (mark.end - mark.start) * self.width:
            return None
        fill = choose_letters(resolve_paint(mark.paint))
        return {"fill": fill, "font_size": LETTERS, "font_weight": 600}


def draw_text(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    fill: str = INK,
    anchor: str = "start",
    bold: bool = False,
) -> Markup:
    """One line of text, its foot at ``y``."""
    looks: dict[str, object] = {"font_size": size, "fill": fill}
    looks |= {"text_anchor": anchor} if anchor != "start" else {}
    looks |= {"font_weight": 600} if bold else {}
    return draw_element("text", text, x=write_coordinate(x), y=write_coordinate(y), **looks)


def draw_lines(
    lines: Sequence[str],
    x: float,
    y: float,
    size: float,
    *,
    fill: str = INK,
    anchor: str = "start",
    bold: bool = False,
) -> list[Markup]:
    """Lines of text beneath each other; ``y`` is the foot of the first."""
    step = size * LEADING
    return [
        draw_text(line, x, y + i * step, size, fill=fill, anchor=anchor, bold=bold)
        for i, line in enumerate(lines)
    ]


LEADING = 1.28
"""From line to line, as a multiple of the size."""
