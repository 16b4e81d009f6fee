"""Figures and tables as frozen data: what is drawn, never how."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from interviewkit.model import Interval
from interviewkit.model.table import FIGURE, TEXT, Column, ResultTable, Row
from interviewkit.wording.numbers import (
    NOTHING,
    count,
    effective_n,
    mean,
    mean_range,
    percent,
    percent_range,
)

SMALL_BASE = 10
"""Fewer people than this make a share that is only an indication (shown hollow)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence; ``href`` is an anchor of this report, without ``#``."""

    text: str
    href: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in stretches. ``kind`` is empty, or ``caution`` for what limits a finding."""

    spans: tuple[Span, ...]
    kind: str = ""

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def sentence(*pieces: str | Span, kind: str = "") -> Sentence:
    """A sentence from plain texts and spans."""
    spans = (piece if isinstance(piece, Span) else Span(piece) for piece in pieces)
    return Sentence(tuple(spans), kind)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts. Columns named in ``numeric`` (by position) stand to the right.

    ``shown`` rows are open to the eye, the others one click away; 0 means all.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    note: str = ""
    shown: int = 0


AnyTable = Table | ResultTable


def describe(table: AnyTable) -> ResultTable:
    """The table as it is drawn: rows of texts become columns of texts."""
    if isinstance(table, ResultTable):
        return table
    columns = tuple(
        Column(f"{i}", FIGURE if i in table.numeric else TEXT, head=head, verbatim=True)
        for i, head in enumerate(table.head)
    )
    rows = tuple(Row({f"{i}": cell for i, cell in enumerate(row)}) for row in table.rows)
    notes = (table.note,) if table.note else ()
    return ResultTable("table", columns, rows, table.caption, notes, shown=table.shown)


@dataclass(frozen=True, slots=True)
class DotRow:
    """One share of people with its interval; ``segment`` and ``wave`` are positions or -1.

    ``effective_n`` people who never met would tell as much. ``group`` heads the rows that belong
    together; ``href`` leads to those behind the number.
    """

    label: str
    voiced: int
    n: int
    share: float
    interval: Interval
    effective_n: float = math.nan
    group: str = ""
    segment: int = -1
    wave: int = -1
    href: str = ""

    @property
    def small(self) -> bool:
        return 0 < self.n < SMALL_BASE


@dataclass(frozen=True, slots=True)
class DotChart:
    """Shares of people on a common axis from 0 to 100%."""

    rows: tuple[DotRow, ...]


@dataclass(frozen=True, slots=True)
class SplitRow:
    """How many people voiced one side only, both sides, or the other side only."""

    label: str
    plus: int
    both: int
    minus: int

    @property
    def n(self) -> int:
        return self.plus + self.both + self.minus


@dataclass(frozen=True, slots=True)
class SplitChart:
    """Polarity of those who voiced something."""

    rows: tuple[SplitRow, ...]


@dataclass(frozen=True, slots=True)
class BarRow:
    """A survey figure of one segment."""

    label: str
    value: float
    n: int
    weighted_n: float
    interval: Interval | None = None
    group: str = ""
    segment: int = -1


@dataclass(frozen=True, slots=True)
class BarChart:
    """Survey figures on an axis from ``low`` to ``high``; shares where ``percent`` is true."""

    rows: tuple[BarRow, ...]
    low: float
    high: float
    percent: bool


@dataclass(frozen=True, slots=True)
class Bubble:
    """A topic on the map; ``labelled`` ones show their title."""

    number: int
    title: str
    x: float
    y: float
    size: int
    people: int
    labelled: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class BubbleMap:
    """Topics in two dimensions, with the places of (some of) their documents behind them."""

    bubbles: tuple[Bubble, ...]
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class HeatRow:
    label: str
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Counts of people by row and column; ``shown`` rows are open to the eye, 0 means all."""

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    corner: str = ""
    shown: int = 20

    @property
    def highest(self) -> int:
        return max((cell for row in self.rows for cell in row.cells), default=0)


@dataclass(frozen=True, slots=True)
class SlopeLine:
    """Shares (0 to 1) of people from wave to wave; ``nan`` where there is none.

    ``moved`` is 1 or -1 where the last differs from the first by more than chance, allowing for
    all lines, else 0. ``n`` is how many people each share is of.
    """

    label: str
    values: tuple[float, ...]
    n: tuple[int, ...]
    moved: int = 0


@dataclass(frozen=True, slots=True)
class SlopeChart:
    """Shares from wave to wave on a scale from 0 to ``high``; ``people`` by column."""

    columns: tuple[str, ...]
    people: tuple[int, ...]
    lines: tuple[SlopeLine, ...]
    high: float = 1.0


Chart = DotChart | SplitChart | BarChart | BubbleMap | HeatTable | SlopeChart


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered figure with caption and note. ``folded`` ones open on request."""

    id: str
    title: str
    note: str
    chart: Chart
    number: int = 0
    folded: bool = False

    def numbered(self, number: int) -> Figure:
        return replace(self, number=number)


def as_table(figure: Figure) -> Table:
    """The figure's numbers as a table: what is read where nothing can be drawn."""
    chart, caption = figure.chart, f"Figure {figure.number}. {figure.title}"
    match chart:
        case DotChart():
            head, rows = _dot_table(chart)
        case SplitChart():
            head, rows = _split_table(chart)
        case BarChart():
            head, rows = _bar_table(chart)
        case BubbleMap():
            head, rows = _bubble_table(chart)
        case SlopeChart():
            head, rows = _slope_table(chart)
        case HeatTable():
            head = (chart.corner, *chart.columns)
            rows = tuple((row.label, *map(count, row.cells)) for row in chart.rows)
    return Table(caption, head, rows, tuple(range(1, len(head))), figure.note)


Cells = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def _grouped(group: str, label: str) -> str:
    return f"{group}: {label}" if group else label


def _dot_table(chart: DotChart) -> Cells:
    return ("", "People", "n", "Effective n", "Share", "Interval"), tuple(
        (
            _grouped(row.group, row.label),
            count(row.voiced),
            count(row.n),
            effective_n(row.effective_n),
            percent(row.share) if row.n else NOTHING,
            percent_range(row.interval) if row.n else NOTHING,
        )
        for row in chart.rows
    )


def _split_table(chart: SplitChart) -> Cells:
    return ("", "Affirming only", "Both", "Opposing only", "n"), tuple(
        (row.label, count(row.plus), count(row.both), count(row.minus), count(row.n))
        for row in chart.rows
    )


def _bar_table(chart: BarChart) -> Cells:
    return ("", "Value", "Interval", "n", "Weighted n"), tuple(
        (
            _grouped(row.group, row.label),
            bar_value(row, chart.percent),
            bar_interval(row, chart.percent),
            count(row.n),
            count(row.weighted_n),
        )
        for row in chart.rows
    )


def _bubble_table(chart: BubbleMap) -> Cells:
    return ("Topic", "Turns", "People"), tuple(
        (f"{bubble.number} {bubble.title}", count(bubble.size), count(bubble.people))
        for bubble in chart.bubbles
    )


def _slope_table(chart: SlopeChart) -> Cells:
    return ("", *chart.columns), tuple(
        (
            line.label,
            *(f"{percent(v)} of {count(n)}" for v, n in zip(line.values, line.n, strict=True)),
        )
        for line in chart.lines
    )


def bar_value(row: BarRow, is_percent: bool) -> str:
    """A bar's figure in the format of its chart."""
    return percent(row.value) if is_percent else mean(row.value)


def bar_interval(row: BarRow, is_percent: bool) -> str:
    """A bar's interval in the format of its chart; a dash where there is none."""
    if row.interval is None:
        return NOTHING
    return percent_range(row.interval) if is_percent else mean_range(row.interval, row.value)
