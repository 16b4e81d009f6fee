"""A table of shades as a picture."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from interviewkit.report.charts.fitting import measure_text, wrap_text
from interviewkit.report.charts.palette import ACCENT
from interviewkit.report.charts.picture_parts import LEADING, draw_lines, draw_text
from interviewkit.report.charts.svg import compute_shade, draw_element, write_coordinate
from interviewkit.report.figures import HeatTable
from interviewkit.wording.numbers import count

SIZE, HEAD, CELL, AIR = 13.0, 11.5, 28.0, 6.0
LABEL_SHARE, LINES = 0.36, 4


def draw_heat_picture(
    chart: HeatTable, left: float, top: float, width: float
) -> tuple[list[Markup], float]:
    """The cells with their counts; and how high that is."""
    labels = [chart.corner, *(row.label for row in chart.rows)]
    widest = max(measure_text(label, SIZE) for label in labels) + 2 * AIR
    aside = min(widest, LABEL_SHARE * width)
    step = min(120.0, (width - aside) / max(1, len(chart.columns)))
    heads = [wrap_text(name, step - AIR, HEAD, LINES) for name in chart.columns]
    start = top + max(map(len, heads), default=1) * HEAD * LEADING + AIR
    marks = [*draw_lines((chart.corner,), left, start - AIR, HEAD)]
    for i, lines in enumerate(heads):
        x, y = left + aside + (i + 0.5) * step, start - AIR - (len(lines) - 1) * HEAD * LEADING
        marks += draw_lines(lines, x, y, HEAD, anchor="middle")
    for number, row in enumerate(chart.rows):
        y = start + number * CELL
        (label,) = wrap_text(row.label, aside - AIR, SIZE, 1)
        marks.append(draw_text(label, left, y + CELL / 2 + 4.5, SIZE))
        for i, people in enumerate(row.cells):
            marks += _draw_cell(people, chart.highest, left + aside + i * step, y, step)
    return marks, start - top + len(chart.rows) * CELL


def _draw_cell(people: int, highest: int, x: float, y: float, width: float) -> Iterator[Markup]:
    yield draw_element(
        "rect", x=write_coordinate(x + 1), y=write_coordinate(y + 1),
        width=write_coordinate(width - 2), height=CELL - 2, fill=ACCENT,
        fill_opacity=compute_shade(people, highest),
    )  # fmt: skip
    yield draw_text(count(people), x + width / 2, y + CELL / 2 + 4.5, SIZE, anchor="middle")
