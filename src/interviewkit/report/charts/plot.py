"""What a chart in rows looks like, before anyone draws it: marks on tracks, and figures beside.

A place on a track is a share of its width, so that one description serves a page that stretches
and a picture of fixed size alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

DOT, RING, SQUARE, HOLLOW_SQUARE = "dot", "ring", "square", "hollow-square"
BAR, PART, WHISKER, TIE = "bar", "part", "whisker", "tie"

VALUE, WIDE, BASE = "value", "wide", "n"
"""Columns of figures: the figure itself, its interval, how many people stand behind it."""


@dataclass(frozen=True, slots=True)
class PlotMark:
    """One mark from ``start`` to ``end`` of its track (0 to 1), which are one for a dot.

    ``paint`` is the name of a colour, or ``#`` and a colour itself. ``text`` stands within, where
    there is room for it.
    """

    kind: str
    start: float
    end: float
    paint: str = "accent"
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlotColumn:
    """A column of written figures; ``mark`` is the mark that they are of, drawn at its head."""

    head: str
    kind: str
    mark: PlotMark | None = None


@dataclass(frozen=True, slots=True)
class PlotRow:
    """One row: its label, its marks, its figures as written, and all of it in ``words``.

    ``segment``, ``wave``, ``share`` and ``n`` are what a page filters and sorts by.
    """

    label: str
    words: str
    marks: tuple[PlotMark, ...]
    cells: tuple[str, ...]
    group: str = ""
    href: str = ""
    segment: int = -1
    wave: int = -1
    share: float = math.nan
    n: int = 0


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart in rows. ``ticks`` are the axis; ``names`` stand over the parts of the first row.

    Every ``key`` is a mark with its name, for what has no room at its place.
    """

    kind: str
    columns: tuple[PlotColumn, ...]
    rows: tuple[PlotRow, ...]
    ticks: tuple[tuple[float, str], ...] = ()
    names: tuple[tuple[float, str], ...] = ()
    key: tuple[tuple[PlotMark, str], ...] = ()
    sortable: bool = True

    @property
    def groups(self) -> tuple[tuple[str, tuple[PlotRow, ...]], ...]:
        """Rows by their group, groups in the order in which they first stand."""
        found: dict[str, list[PlotRow]] = {}
        for row in self.rows:
            found.setdefault(row.group, []).append(row)
        return tuple((name, tuple(rows)) for name, rows in found.items())
