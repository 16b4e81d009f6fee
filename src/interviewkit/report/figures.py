"""Sentences and figures as frozen data: what is drawn, never how."""

from __future__ import annotations

from dataclasses import dataclass

from interviewkit.model import Interval, Prevalence

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


def make_sentence(*pieces: str | Span, kind: str = "") -> Sentence:
    """A sentence from plain texts and spans."""
    spans = (piece if isinstance(piece, Span) else Span(piece) for piece in pieces)
    return Sentence(tuple(spans), kind)


@dataclass(frozen=True, slots=True)
class DotRow:
    """The share of people who voiced something; ``segment`` and ``wave`` are positions or -1.

    ``group`` heads the rows that belong together; ``href`` leads to those behind the number.
    """

    label: str
    found: Prevalence
    href: str = ""
    group: str = ""
    segment: int = -1
    wave: int = -1

    @property
    def small(self) -> bool:
        return 0 < self.found.n < SMALL_BASE


@dataclass(frozen=True, slots=True)
class DotChart:
    """Shares of people on a common axis from 0 to 100%.

    ``voiced`` is what all of the rows are shares of, as it stands within a sentence; it is empty
    where each row is a theme or code of its own.
    """

    rows: tuple[DotRow, ...]
    voiced: str = ""


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
    """Survey figures on an axis from ``low`` to ``high``; shares where ``percent`` is true.

    Rows of one ``group`` stand together. ``keeps_order`` rows stand as they are given (answer
    scales, waves); others by their value, segments in one order in all groups.
    """

    rows: tuple[BarRow, ...]
    low: float
    high: float
    percent: bool
    keeps_order: bool = False


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


DIVERGING, GROWING, UNORDERED = "diverging", "growing", "unordered"
"""How the answers of a stack stand to each other: from one pole to another (disagree to agree),
from none to most (never to always), or in no order."""


@dataclass(frozen=True, slots=True)
class StackRow:
    """How the answers of one segment, or to one question, fall to the levels of a scale.

    ``shares`` are from 0 to 1, one a level, and add up to 1 (``nan`` where nobody answered);
    ``intervals`` are theirs, in the same order, where there are any. ``group`` heads the rows that
    belong together.
    """

    label: str
    shares: tuple[float, ...]
    n: int
    weighted_n: float
    intervals: tuple[Interval | None, ...] = ()
    group: str = ""
    segment: int = -1


@dataclass(frozen=True, slots=True)
class StackChart:
    """Answer scales as stacked bars of 100%; ``levels`` stand in the order of the scale.

    ``scale`` is :data:`DIVERGING`, :data:`GROWING` or :data:`UNORDERED`. ``keeps_order`` rows
    stand as they are given (waves); others by the share of the upper end of the scale.
    """

    levels: tuple[str, ...]
    rows: tuple[StackRow, ...]
    scale: str = DIVERGING
    keeps_order: bool = False


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of the two figures of a pair, a share (0 to 1) or a mean; ``nan`` where there is none."""

    value: float
    n: int
    weighted_n: float
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class PairRow:
    """One answer on two sides. ``difference`` is the first less the second, with its interval.

    ``is_sure`` says whether the two differ by more than chance, allowing for all that is compared;
    ``None`` where nothing was tested.
    """

    label: str
    first: PairSide
    second: PairSide
    difference: float
    difference_interval: Interval | None = None
    is_sure: bool | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class PairChart:
    """Two segments side by side, answer by answer: the top quartile beside the others.

    ``first`` and ``second`` are the segments' titles, ``segments`` their positions in the outline
    (-1: none, as of waves). Shares on an axis from ``low`` to ``high`` where ``percent`` is true,
    else means. ``keeps_order`` rows stand as they are given; others by their difference.
    """

    first: str
    second: str
    rows: tuple[PairRow, ...]
    segments: tuple[int, int] = (-1, -1)
    low: float = 0.0
    high: float = 1.0
    percent: bool = True
    keeps_order: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several small charts: its title, and the same rows as its neighbours have."""

    title: str
    rows: tuple[BarRow, ...]


@dataclass(frozen=True, slots=True)
class PanelChart:
    """Small multiples: one small bar chart beside the other, all on one axis.

    The segments of all panels stand in one order, that of their figures in the first panel.
    """

    panels: tuple[Panel, ...]
    low: float = 0.0
    high: float = 1.0
    percent: bool = True


Chart = (
    DotChart
    | SplitChart
    | BarChart
    | StackChart
    | PairChart
    | PanelChart
    | BubbleMap
    | HeatTable
    | SlopeChart
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered figure. ``folded`` ones stand in the appendix.

    ``title`` is the neutral caption, by which lists name it; ``finding`` is one plain sentence of
    what is to be seen, which stands above the chart: where nobody wrote one, it is drafted from
    the figures (``report/figure_findings.py``). ``note`` says how to read it.
    """

    id: str
    title: str
    note: str
    chart: Chart
    number: int = 0
    folded: bool = False
    finding: str = ""
