"""The table that a tool prints into a PDF, read by where its words stand.

MAXQDA exports lists of codes and of coded segments so: headings over columns, and rows that begin
where the first column holds words. Words that are moved in stand deeper in a hierarchy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.contents import ForeignRow, ForeignTable
from interviewkit.exchange.extracts.heading_words import OTHERS
from interviewkit.exchange.extracts.headings import simplify_heading, simplify_names

_LISTED = (
    "code", "segment", "document", "group", "comment", "weight", "begin", "end", "coder", "created",
    "coverage", "area", "parent", "count",
)  # fmt: skip
HEADINGS = simplify_names(
    {
        "code", "code system", "codesystem", "segment", "document name", "dokumentname",
        "document group", "dokumentgruppe", "memo", "code memo", "frequency", "häufigkeit",
        "comment", "kommentar", "weight score", "gewicht", "beginning", "end", "anfang", "ende",
        "created by", "erstellt von", "created", "erstellt am", "coverage %", "abdeckungsgrad %",
        "area", "fläche", "parent code", "obercode",
        *(name for meaning in _LISTED for name in OTHERS[meaning]),
    }
)  # fmt: skip
CODES = simplify_names({"code", "code system", "codesystem", *OTHERS["code"]})
"""A line of headings names one of these and another."""

MOST_RUNS = 400_000
"""Runs of words in a PDF; more are no list of codes."""
STEP = 5.0
"""Words of one level begin within less than this, in points; levels are further apart."""
_SAME_LINE = 0.6
"""Runs whose tops differ by less than this share of their height stand on one line."""
_PARAGRAPH, _ROW = 1.4, 1.6
"""Lines further apart than so many usual ones are two paragraphs, than so many heights two rows."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Words on one line; ``top`` counts down through all pages."""

    left: float
    right: float
    top: float
    height: float
    text: str


@dataclass
class _Column:
    lines: list[list[_Run]] = field(default_factory=list)

    def add(self, run: _Run) -> None:
        """Puts words on the line that they stand on."""
        last = self.lines[-1][-1] if self.lines else None
        if last and abs(last.top - run.top) < _SAME_LINE * max(last.height, run.height):
            self.lines[-1].append(run)
        else:
            self.lines.append([run])


def read_pdf_tables(content: bytes, most: int | None = None) -> list[ForeignTable]:
    """The table of a PDF; none where no line holds the headings of one.

    ``most`` rows are read, of the first pages that hold them.

    Raises:
        SourceError: it cannot be opened, or holds more than a list of codes can.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        with document:
            runs = list(_each_run(document, 1 if most is not None else len(document)))
    except pypdfium2.PdfiumError as fault:
        what = f"the PDF cannot be read ({fault})"
        raise SourceError(what, hint="export the list anew, or as an Excel table") from fault
    heads = _find_heads(runs)
    return [_lay_table(runs, heads, most)] if heads else []


def _each_run(document: Any, pages: int) -> Iterator[_Run]:
    """The runs of words from top to bottom, page after page."""
    above = 0.0
    number = 0
    for at in range(pages):
        page = document[at]
        text, height = page.get_textpage(), page.get_height()
        rects = [text.get_rect(each) for each in range(text.count_rects())]
        number += len(rects)
        if number > MOST_RUNS:
            raise SourceError("the PDF is too long", hint="export the list as an Excel table")
        is_last = at + 1 == pages
        runs = [
            _Run(left, right, above + height - top, top - bottom, words.strip())
            for left, bottom, right, top in rects
            if (bottom >= 0 or is_last)  # what the page's edge cuts stands on the next page again
            and (words := text.get_text_bounded(left, bottom, right, top)).strip()
        ]
        yield from sorted(runs, key=lambda run: (round(run.top), run.left))
        above += height


def _find_heads(runs: Sequence[_Run]) -> list[_Run]:
    """The first line that names codes and something beside them."""
    lines = _Column()
    for run in runs:
        lines.add(run)
    for line in lines.lines:
        called = {simplify_heading(run.text) for run in line}
        if called & CODES and len(called & HEADINGS) > 1:
            return sorted(line, key=lambda run: run.left)
    return []


def _lay_table(runs: Sequence[_Run], heads: Sequence[_Run], most: int | None) -> ForeignTable:
    begin = max(head.top + head.height for head in heads)
    below = [run for run in runs if run.top >= begin - 1]
    title = next((run.text for run in runs if run.top < heads[0].top - heads[0].height), "")
    usual = median(run.height for run in below) if below else 1.0
    starts = _find_starts(below, heads, usual)
    cells: list[list[_Column]] = [[_Column() for _ in heads] for _ in starts]
    at = 0
    for run in sorted(below, key=lambda run: (run.top, run.left)):
        while at + 1 < len(starts) and run.top >= starts[at + 1] - _SAME_LINE * usual:
            at += 1
        if cells:
            cells[at][_find_column(run, heads)].add(run)
    pitch = _measure_pitch([column for row in cells for column in row], usual)
    first = ForeignRow(1, tuple(head.text for head in heads))
    rows = [_lay_row(number, row, heads, pitch) for number, row in enumerate(cells, 2)]
    return ForeignTable(title, (first, *rows[:most]))


def _find_starts(runs: Sequence[_Run], heads: Sequence[_Run], usual: float) -> list[float]:
    """Where rows begin: words in the first column that go on from none just above them."""
    firsts = sorted(run.top for run in runs if _find_column(run, heads) == 0)
    starts: list[float] = []
    last = float("-inf")
    for top in firsts:
        if top - last > _ROW * usual:
            starts.append(top)
        last = top
    return starts


def _find_column(run: _Run, heads: Sequence[_Run]) -> int:
    """The last column that begins left of the words, or ends where they end: numbers do."""
    begun = [at for at, head in enumerate(heads) if head.left <= run.left + 3]
    ended = [at for at, head in enumerate(heads) if abs(head.right - run.right) < 3]
    return max(begun[-1] if begun else 0, ended[-1] if ended else 0)


def _lay_row(
    number: int, row: Sequence[_Column], heads: Sequence[_Run], pitch: float
) -> ForeignRow:
    texts = tuple(_join(column, pitch) for column in row)
    moved = (
        min(run.left for run in column.lines[0]) - head.left if column.lines else 0.0
        for column, head in zip(row, heads, strict=True)
    )
    return ForeignRow(number, texts, tuple(_step(each) for each in moved))


def _step(moved: float) -> float:
    """How far words are moved in, in whole steps: letters begin a little beside their place."""
    return max(round(moved / STEP), 0) * STEP


def _measure_pitch(columns: Sequence[_Column], usual: float) -> float:
    """How far one line of a paragraph is from the next."""
    tops = [[line[0].top for line in column.lines] for column in columns]
    gaps = [below - above for each in tops for above, below in pairwise(each)]
    near = [gap for gap in gaps if gap < 2 * usual]
    return median(near) if near else 1.3 * usual


def _join(column: _Column, pitch: float) -> str:
    written: list[str] = []
    last: _Run | None = None
    for line in column.lines:
        ordered = sorted(line, key=lambda run: run.left)
        if last:
            gap = ordered[0].top - last.top
            written.append("\n" if gap > _PARAGRAPH * pitch else " ")
        written.append(" ".join(run.text for run in ordered))
        last = ordered[0]
    return "".join(written)
