"""Stacked bars: answers of a scale, and people by the side that they took."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from interviewkit.report.charts.fitting import measure_text, spread_labels
from interviewkit.report.charts.palette import paint_levels
from interviewkit.report.charts.plot import BASE, PART, Plot, PlotColumn, PlotMark, PlotRow
from interviewkit.report.figures import SplitChart, SplitRow, StackChart, StackRow
from interviewkit.wording.numbers import NOTHING, count, counted, percent

SIDES = (("plus", "affirming only"), ("both", "both"), ("minus", "opposing only"))
NAME_SIZE = 12.0
AIR = 10.0
"""Pixels between two names."""
ASIDE = 18.0
"""Pixels that a name may stand beside its part."""


def plan_stacks(chart: StackChart) -> Plot:
    """A bar of 100% for each row; a row of which nobody answered stays empty."""
    colours = paint_levels(chart.scale, len(chart.levels))
    rows = tuple(_plan_row(row, chart.levels, colours) for row in chart.rows)
    key = tuple((PlotMark(PART, 0, 1, c), n) for c, n in zip(colours, chart.levels, strict=True))
    return Plot("stack", (PlotColumn("n", BASE),), rows, key=key, sortable=False)


def _plan_row(row: StackRow, levels: Sequence[str], colours: Sequence[str]) -> PlotRow:
    texts = [percent(share) for share in row.shares]
    told = ", ".join(f"{n} {t}" for n, t in zip(levels, texts, strict=True))
    where = f"{row.label}{f', {row.group}' if row.group else ''}"
    words = f"{where}: {told}, n {count(row.n)} (weighted {count(row.weighted_n)})"
    marks = place_parts(row.shares, texts, colours)
    return PlotRow(
        row.label,
        words if row.n else f"{where}: nobody answered",
        marks,
        (count(row.n) if row.n else NOTHING,),
        row.group,
        segment=row.segment,
        n=row.n,
    )


def place_parts(
    shares: Sequence[float], texts: Sequence[str], colours: Sequence[str]
) -> tuple[PlotMark, ...]:
    """The parts of one bar, end to end; what rounds a little past the end is drawn to it."""
    known = [0.0 if math.isnan(share) else max(0.0, share) for share in shares]
    ends = list(accumulate(known, initial=0.0))
    whole = max(1.0, ends[-1])
    return tuple(
        PlotMark(PART, start / whole, end / whole, colour, text)
        for start, end, colour, text in zip(ends, ends[1:], colours, texts, strict=False)
        if end > start
    )


def plan_splits(chart: SplitChart) -> Plot:
    """People who took one side, both, or the other, as parts of those who voiced it."""
    key = tuple((PlotMark(PART, 0, 1, paint), name) for paint, name in SIDES)
    rows = tuple(map(_plan_split, chart.rows))
    return Plot("split", (PlotColumn("People", BASE),), rows, key=key, sortable=False)


def _plan_split(row: SplitRow) -> PlotRow:
    people = (row.plus, row.both, row.minus)
    shares = [number / max(1, row.n) for number in people]
    marks = place_parts(shares, [*map(count, people)], [paint for paint, _ in SIDES])
    return PlotRow(row.label, describe_split(row), marks, (count(row.n),), n=row.n)


def describe_split(row: SplitRow) -> str:
    """The row in words."""
    return (
        f"{row.label}: {count(row.plus)} affirming only, {count(row.both)} both, "
        f"{count(row.minus)} opposing only, of {counted(row.n, 'person', 'people')}"
    )


def place_names(plot: Plot, width: float) -> tuple[tuple[float, str], ...]:
    """The names of the parts over those of the first row, as shares of the width.

    None at all where one would stand too far from its part: then there has to be a key.
    """
    if not plot.rows:
        return ()
    parts = {mark.paint: mark for mark in plot.rows[0].marks}
    if any(mark.paint not in parts for mark, _ in plot.key) or len(parts) < len(plot.key):
        return ()
    middles = [(parts[m.paint].start + parts[m.paint].end) / 2 * width for m, _ in plot.key]
    widths = [measure_text(name, NAME_SIZE) + AIR for _, name in plot.key]
    found = spread_labels(middles, widths, 0.0, width)
    for (mark, _), x, size in zip(plot.key, found, widths, strict=True):
        start, end = (place * width for place in (parts[mark.paint].start, parts[mark.paint].end))
        if x - size / 2 < -1 or x < start - ASIDE or x > end + ASIDE:
            return ()
    return tuple((x / width, name) for x, (_, name) in zip(found, plot.key, strict=True))
