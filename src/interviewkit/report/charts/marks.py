"""Drawing marks: with one pen on a page that stretches, with another in a picture of fixed size."""

from __future__ import annotations

from typing import Protocol

from markupsafe import Markup

from interviewkit.report.charts import plot as kinds
from interviewkit.report.charts.plot import PlotMark, PlotRow
from interviewkit.report.charts.svg import draw_element

BAR_HEIGHT, PART_HEIGHT = 12, 18
DOT_RADIUS, SQUARE_SIDE = 5, 9.5
LETTERS = 12.0
"""The size of figures within parts."""


class Pen(Protocol):
    """Says where a share of the track lies, and how things look."""

    def place(self, share: float) -> str: ...

    def stretch(self, share: float) -> str: ...

    def dress(self, mark: PlotMark, kind: str) -> dict[str, object]: ...

    def letter(self, mark: PlotMark) -> dict[str, object] | None:
        """How the text within a part looks; ``None`` where it has no room."""


def draw_marks(row: PlotRow, pen: Pen, middle: float) -> list[Markup]:
    """All marks of a row; a line goes around a stack, so that its light parts end somewhere."""
    drawn = [draw_mark(mark, pen, middle) for mark in row.marks]
    parts = [mark for mark in row.marks if mark.kind == kinds.PART]
    if parts:
        whole = PlotMark(kinds.PART, 0.0, max(mark.end for mark in parts), "soft")
        drawn.append(_block(whole, pen, middle, PART_HEIGHT, "outline"))
    return drawn


def draw_mark(mark: PlotMark, pen: Pen, middle: float) -> Markup:
    """One mark, at half the height of its row."""
    match mark.kind:
        case kinds.DOT | kinds.RING:
            return draw_element(
                "circle", cx=pen.place(mark.start), cy=middle, r=DOT_RADIUS,
                **pen.dress(mark, mark.kind),
            )  # fmt: skip
        case kinds.SQUARE | kinds.HOLLOW_SQUARE:
            half = SQUARE_SIDE / 2
            return draw_element(
                "rect", x=pen.place(mark.start), y=middle, width=SQUARE_SIDE, height=SQUARE_SIDE,
                transform=f"translate(-{half} -{half})", **pen.dress(mark, mark.kind),
            )  # fmt: skip
        case kinds.WHISKER | kinds.TIE:
            return _line(mark, pen, middle)
        case kinds.PART:
            return _block(mark, pen, middle, PART_HEIGHT, mark.kind) + _text(mark, pen, middle)
        case _:
            return _block(mark, pen, middle, BAR_HEIGHT, mark.kind)


def _line(mark: PlotMark, pen: Pen, middle: float) -> Markup:
    ends = {"x1": pen.place(mark.start), "x2": pen.place(mark.end), "y1": middle, "y2": middle}
    line = draw_element("line", **ends, **pen.dress(mark, mark.kind))
    if mark.paint == "ink":  # over a bar, from which a light line sets it off
        return draw_element("line", **ends, **pen.dress(mark, "halo")) + line
    return line


def _block(mark: PlotMark, pen: Pen, middle: float, height: float, kind: str) -> Markup:
    return draw_element(
        "rect",
        x=pen.place(mark.start),
        y=middle - height / 2,
        width=pen.stretch(mark.end - mark.start),
        height=height,
        **pen.dress(mark, kind),
    )


def _text(mark: PlotMark, pen: Pen, middle: float) -> Markup:
    looks = pen.letter(mark) if mark.text else None
    if looks is None:
        return Markup("")
    x = pen.place((mark.start + mark.end) / 2)
    return draw_element("text", mark.text, x=x, y=middle + 4, text_anchor="middle", **looks)
