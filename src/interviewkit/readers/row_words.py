"""Words of a row of a table that stand neither in its text nor in a column of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from interviewkit.readers import labels
from interviewkit.readers.columns import find_clocks
from interviewkit.readers.contract import REMARKS, Aside
from interviewkit.readers.grid import Grid, Row
from interviewkit.readers.join import has_words
from interviewkit.readers.times import parse_seconds

SENTENCE = 4
"""Fewer words in the cell of a speaker, a number or a name of a transcript are what it is for."""

SOME = 2
"""So many words in the place of a number are told where the row has no text, or the other rows
have numbers there."""

TOP = 50
"""So many rows tell what a column holds; all would be looked at again for each transcript."""

HEADING = 16
"""No heading has more words; a question of a survey may have as many."""

_TIMES = ("start", "end")
_NAMES = ("transcript", "speaker")
_NUMBERS = ("turn", "number")


def list_misplaced(grid: Grid, rows: Sequence[Row], found: Mapping[str, int]) -> Iterator[Aside]:
    """Words where a time or a number stands, beside a name, and beside a text that has none.

    Separators that are missing, doubled or others put the words of a row into other columns.
    """
    least = {each: SOME if _is_numbered(grid, found, each) else SENTENCE for each in _NUMBERS}
    for line, cells in rows:
        has_text = has_words(_cell(cells, found, "text"))
        for meaning in _TIMES:
            cell = _cell(cells, found, meaning)
            if _has_letters(cell) and not _is_time(cell):
                yield Aside(line, cell, "words in the place of a time")
        for meaning in _NUMBERS:
            cell = _cell(cells, found, meaning)
            if _count_words(cell) >= (least[meaning] if has_text else SOME):
                yield Aside(line, cell, "words in the place of a number")
        named = _cell(cells, found, "speaker")
        for remark in labels.find_remarks(named, labels.tidy_label(named)):
            yield Aside(line, remark, REMARKS)
        if not has_text:
            beside = [_cell(cells, found, meaning) for meaning in _NAMES]
            yield from (
                Aside(line, cell, "words beside an empty text")
                for cell in beside
                if _count_words(cell) >= SENTENCE
            )


def _is_numbered(grid: Grid, found: Mapping[str, int], meaning: str) -> bool:
    """Whether most rows at the top have a number there."""
    rows = grid.rows[:TOP]
    numbers = sum(_cell(cells, found, meaning).isdecimal() for _, cells in rows)
    return 2 * numbers > len(rows)


def list_said_headings(grid: Grid, guessed: Collection[int]) -> list[Aside]:
    """Headings as long as nobody's are: the first row went on into the second.

    Where a column was ``guessed`` from its cells or has none, its heading names nothing, and may be
    any sentence.
    """
    why = "sentences in the place of headings"
    said = [
        cell
        for place, cell in enumerate(grid.header)
        if len(cell.split()) > HEADING
        or (_count_words(cell) >= SENTENCE and (place in guessed or _is_empty(grid, place)))
    ]
    return [Aside(grid.line, cell, why) for cell in said]


def _is_empty(grid: Grid, place: int) -> bool:
    return not any(cells[place].strip() for _, cells in grid.rows)


def _cell(cells: Sequence[str], found: Mapping[str, int], meaning: str) -> str:
    return cells[found[meaning]].strip() if meaning in found else ""


def _has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _is_time(text: str) -> bool:
    return parse_seconds(text) is not None or bool(find_clocks(text))


def _count_words(text: str) -> int:
    return sum(map(_has_letters, text.split()))
