"""A chart in rows as a picture of fixed width: labels, tracks, figures beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from interviewkit.report.charts.fitting import measure_text, wrap_text
from interviewkit.report.charts.marks import draw_mark, draw_marks
from interviewkit.report.charts.palette import INK, LINE, SOFT
from interviewkit.report.charts.picture_parts import LEADING, PicturePen, draw_lines, draw_text
from interviewkit.report.charts.plot import PART, VALUE, Plot, PlotColumn, PlotRow
from interviewkit.report.charts.stacks import NAME_SIZE, place_names
from interviewkit.report.charts.svg import draw_element, write_coordinate

SIZE, SMALL, TICK = 13.5, 12.0, 11.0
ROW, PAD, GROUP, KEY = 26.0, 9.0, 32.0, 24.0
GAP, EDGE = 16.0, 12.0
"""Between columns, and between the track's ends and what stands beside it."""
LABEL_SHARE, HEAD_LINES, LABEL_LINES = 0.36, 4, 3
HEAD = 86.0
"""Heads of columns are broken into lines about so wide."""


@dataclass
class RowPicture:
    """The picture of one plot, from ``left`` and ``top`` on, ``width`` pixels wide."""

    plot: Plot
    left: float
    top: float
    width: float

    @cached_property
    def label_width(self) -> float:
        """As wide as the longest label, up to about a third of the picture."""
        widest = max((measure_text(row.label, SIZE) for row in self.plot.rows), default=0.0)
        return min(widest + 4, LABEL_SHARE * self.width)

    @cached_property
    def column_widths(self) -> list[float]:
        return [self._measure_column(i, column) for i, column in enumerate(self.plot.columns)]

    def _measure_column(self, i: int, column: PlotColumn) -> float:
        cells = [measure_text(row.cells[i], SIZE, bold=True) for row in self.plot.rows]
        lines = self.wrap_head(column)
        heads = [measure_text(line, SMALL) for line in lines]
        heads[0] += 18 if column.mark else 0
        return max([*cells, *heads]) + GAP

    def wrap_head(self, column: PlotColumn) -> tuple[str, ...]:
        return wrap_text(column.head, HEAD, SMALL, HEAD_LINES)

    @cached_property
    def pen(self) -> PicturePen:
        start = self.left + self.label_width + EDGE
        end = self.left + self.width - sum(self.column_widths) - EDGE * 0.5
        return PicturePen(start, max(40.0, end - start))

    @cached_property
    def names(self) -> tuple[tuple[float, str], ...]:
        return place_names(self.plot, self.pen.width)

    @cached_property
    def key_lines(self) -> list[list[tuple[int, float]]]:
        """Which entries of the key stand in which line, and where from the left."""
        lines: list[list[tuple[int, float]]] = [[]]
        x = 0.0
        for i, (_, name) in enumerate(self.plot.key if not self.names else ()):
            size = 20 + measure_text(name, SMALL) + 18
            if x + size > self.width and lines[-1]:
                lines.append([])
                x = 0.0
            lines[-1].append((i, x))
            x += size
        return [line for line in lines if line]

    @cached_property
    def head_height(self) -> float:
        """The key, then axis, names and heads over the first row."""
        lines = max((len(self.wrap_head(column)) for column in self.plot.columns), default=0)
        return len(self.key_lines) * KEY + max(1, lines) * SMALL * LEADING + 8

    def measure_row(self, row: PlotRow) -> float:
        lines = len(self.wrap_label(row))
        return max(ROW, lines * SIZE * LEADING + PAD)

    def wrap_label(self, row: PlotRow) -> tuple[str, ...]:
        return wrap_text(row.label, self.label_width, SIZE, LABEL_LINES)

    @property
    def height(self) -> float:
        groups = sum(GROUP for name, _ in self.plot.groups if name)
        return self.head_height + groups + sum(map(self.measure_row, self.plot.rows))

    def draw(self) -> Iterator[Markup]:
        """All of it, from the key down."""
        yield from self._key()
        yield from self._heads()
        y = self.top + self.head_height
        for name, rows in self.plot.groups:
            if name:
                yield from self._group(name, y)
                y += GROUP
            yield from self._grid(y, sum(map(self.measure_row, rows)))
            for row in rows:
                height = self.measure_row(row)
                yield from self._row(row, y + height / 2)
                y += height

    def _key(self) -> Iterator[Markup]:
        for number, line in enumerate(self.key_lines):
            y = self.top + number * KEY + KEY / 2
            for i, x in line:
                mark, name = self.plot.key[i]
                place = PicturePen(self.left + x, 12.0)
                if mark.kind == PART:
                    looks = place.dress(mark, "part") | {"stroke": SOFT, "stroke_width": 0.75}
                    yield draw_element(
                        "rect", x=place.place(0), y=y - 7, width=12, height=12, **looks
                    )
                else:
                    yield draw_mark(mark, place, y - 1)
                yield draw_text(name, self.left + x + 19, y + 3.5, SMALL, fill=INK)

    def _heads(self) -> Iterator[Markup]:
        foot = self.top + self.head_height - 6
        for place, text in self.plot.ticks:
            anchor = "start" if place <= 0 else "end" if place >= 1 else "middle"
            x = float(self.pen.place(place))
            yield draw_text(text, x, foot, TICK, fill=SOFT, anchor=anchor)
        for place, name in self.names:
            x = float(self.pen.place(place))
            yield draw_text(name, x, foot, NAME_SIZE, anchor="middle")
        for column, right in zip(self.plot.columns, self._rights(), strict=True):
            lines = self.wrap_head(column)
            y = foot - (len(lines) - 1) * SMALL * LEADING
            yield from draw_lines(lines, right, y, SMALL, fill=SOFT, anchor="end")
            if column.mark:
                x = right - measure_text(lines[0], SMALL) - 10
                yield draw_mark(column.mark, PicturePen(x, 0.0), y - 4)

    def _rights(self) -> list[float]:
        """The right edges of the columns."""
        x, found = self.left + self.width - sum(self.column_widths), []
        for width in self.column_widths:
            x += width
            found.append(x)
        return found

    def _group(self, name: str, y: float) -> Iterator[Markup]:
        (text,) = wrap_text(name, self.width, SIZE, 1)
        yield draw_text(text, self.left, y + GROUP - 12, SIZE, bold=True)
        foot = write_coordinate(y + GROUP - 4)
        ends = {"x1": write_coordinate(self.left), "x2": write_coordinate(self.left + self.width)}
        yield draw_element("line", **ends, y1=foot, y2=foot, stroke=LINE)

    def _grid(self, top: float, height: float) -> Iterator[Markup]:
        """The quarters of the axis, through all rows of a group."""
        for place in (0.0, 0.25, 0.5, 0.75, 1.0) if self.plot.ticks else ():
            x = self.pen.place(place)
            y1, y2 = write_coordinate(top), write_coordinate(top + height)
            yield draw_element("line", x1=x, x2=x, y1=y1, y2=y2, stroke=LINE)

    def _row(self, row: PlotRow, middle: float) -> Iterator[Markup]:
        lines = self.wrap_label(row)
        y = middle + 4.5 - (len(lines) - 1) * SIZE * LEADING / 2
        yield from draw_lines(lines, self.left, y, SIZE)
        title = draw_element("title", row.words)
        yield draw_element("g", title, *draw_marks(row, self.pen, round(middle, 1)))
        for cell, column, right in zip(row.cells, self.plot.columns, self._rights(), strict=True):
            strong = column.kind == VALUE
            fill = INK if strong else SOFT
            yield draw_text(cell, right, middle + 4.5, SIZE, fill=fill, anchor="end", bold=strong)
