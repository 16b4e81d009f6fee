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
    """A numbered figure with caption and note. ``folded`` ones stand in the appendix."""

    id: str
    title: str
    note: str
    chart: Chart
    number: int = 0
    folded: bool = False
