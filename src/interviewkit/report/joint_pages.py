"""Joint displays as frozen data: what stands side by side, before anyone draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewkit.model import Interval
from interviewkit.wording.numbers import NOTHING, count, percent, percent_range

HEAD = ("Theme", "Survey", "Conversations", "In their words", "Meta-inference")
TO_WRITE = "not yet written"


@dataclass(frozen=True, slots=True)
class JointQuote:
    """What one person said, with where it stands and who says that it is about the theme."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class JointRow:
    """One theme beside one survey variable (or none); every line is a finished text."""

    of: str
    theme: str
    about: str
    variable: str
    survey: tuple[str, ...]
    talk: tuple[str, ...]
    quotes: tuple[JointQuote, ...]
    fit: str = ""
    conclusion: str = ""
    author: str = ""

    @property
    def inference(self) -> str:
        """The researcher's line with its kind, or that there is none yet."""
        if not self.conclusion:
            return TO_WRITE
        kind = f"{self.fit.capitalize()}: " if self.fit else ""
        return f"{kind}{self.conclusion}" + (f" ({self.author})" if self.author else "")


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The people of one segment who voiced one theme; suppressed where they are too few."""

    voiced: int
    n: int
    share: float
    low: float
    high: float
    suppressed: bool = False
    quotes: tuple[JointQuote, ...] = ()

    @property
    def words(self) -> str:
        """``9 of 16, 56% (33–77%)``; a dash where nobody is, and why nothing is shown."""
        if not self.n:
            return NOTHING
        if self.suppressed:
            return "too few people to show"
        share, around = percent(self.share), percent_range(Interval(self.low, self.high))
        return f"{count(self.voiced)} of {count(self.n)}, {share} ({around})"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Themes × segments; ``cells[i][j]`` is theme ``i`` in segment ``j``, everyone first."""

    themes: tuple[str, ...]
    segments: tuple[str, ...]
    cells: tuple[tuple[MatrixCell, ...], ...]


@dataclass(frozen=True, slots=True)
class JointDisplay:
    """Both displays, with what has to be said of them."""

    title: str
    rows: tuple[JointRow, ...]
    matrix: Matrix
    notes: tuple[str, ...]


def _theme(row: JointRow) -> str:
    return f"{row.theme}\nbeside: {row.variable}" if row.variable else row.theme


def _quoted(quotes: Iterable[JointQuote]) -> str:
    return "\n".join(f"“{each.text}” ({each.source})" for each in quotes)


def cells(row: JointRow) -> tuple[str, ...]:
    """The texts of one row, in the order of :data:`HEAD`; lines are parted by line feeds."""
    return (
        _theme(row),
        "\n".join(row.survey),
        "\n".join(row.talk),
        _quoted(row.quotes),
        row.inference,
    )
