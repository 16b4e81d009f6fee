"""Words of a row of a table that stand neither in its text nor in a column of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interviewkit.readers import labels
from interviewkit.readers.columns import find_clocks
from interviewkit.readers.contract import REMARKS, Aside
from interviewkit.readers.grid import Row
from interviewkit.readers.join import has_words
from interviewkit.readers.times import parse_seconds

SENTENCE = 4
"""Fewer words in the cell of a speaker, a number or a name of a transcript are what it is for."""

_TIMES = ("start", "end")
_NAMES = ("transcript", "speaker")
_NUMBERS = ("turn", "number")


def list_misplaced(rows: Sequence[Row], found: Mapping[str, int]) -> Iterator[Aside]:
    """Words where a time or a number stands, beside a name, and beside a text that has none.

    Separators that are missing, doubled or others put the words of a row into other columns.
    """
    for line, cells in rows:
        for meaning in _TIMES:
            cell = _cell(cells, found, meaning)
            if _has_letters(cell) and not _is_time(cell):
                yield Aside(line, cell, "words in the place of a time")
        for meaning in _NUMBERS:
            cell = _cell(cells, found, meaning)
            if _is_sentence(cell):
                yield Aside(line, cell, "words in the place of a number")
        named = _cell(cells, found, "speaker")
        for remark in labels.find_remarks(named, labels.tidy_label(named)):
            yield Aside(line, remark, REMARKS)
        if not has_words(_cell(cells, found, "text")):
            beside = [_cell(cells, found, meaning) for meaning in _NAMES]
            yield from (
                Aside(line, cell, "words beside an empty text")
                for cell in beside
                if _is_sentence(cell)
            )


def _cell(cells: Sequence[str], found: Mapping[str, int], meaning: str) -> str:
    return cells[found[meaning]].strip() if meaning in found else ""


def _has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _is_time(text: str) -> bool:
    return parse_seconds(text) is not None or bool(find_clocks(text))


def _is_sentence(text: str) -> bool:
    return sum(map(_has_letters, text.split())) >= SENTENCE
