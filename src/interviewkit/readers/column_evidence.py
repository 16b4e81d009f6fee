"""Which column of a table is which, by what stands in it.

Transcripts in tables come with headings in any language, or with none. But a column of few labels
that come back is the speakers, clock times are times, whole numbers that count up are numbers of
lines, the longest texts are what was said, and sparse ones are remarks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from interviewkit.readers import labels
from interviewkit.readers.columns import find_meaning, find_named

MOSTLY = 0.8
"""This share of the filled cells of a column must be of a kind."""

TOP = 10
"""A row of headings stands among so many first rows."""

_NUMBER = re.compile(r"[#\[(]?\d{1,7}[.):\]]?")
_CLOCK = re.compile(r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?")
_LETTER = re.compile(r"[^\W\d_]")

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings of a table stand (``None``: it has none), and its columns by meaning:
    ``text`` and ``speaker`` always, others where they are there. ``headings`` are the cells."""

    columns: Mapping[str, int]
    heading: int | None = None
    headings: Cells = field(default=())


def find_clocks(cell: str) -> list[str]:
    """The clock times in a cell that holds nothing else: one, or the two of a range."""
    found = _CLOCK.findall(cell)
    rest = _CLOCK.sub("", cell)
    is_time = found and len(found) <= 2 and not _LETTER.search(rest.replace("to", ""))
    return found if is_time else []


def find_heading(rows: Sequence[Cells], named: Mapping[str, str]) -> int | None:
    """The place of the row of headings: one that names the text and another column."""
    wanted = {name.casefold() for name in named.values()}
    for place, cells in enumerate(rows[:TOP]):
        meanings = {find_meaning(cell) for cell in cells if cell.strip()} - {""}
        given = {cell.strip().casefold() for cell in cells} & wanted
        is_text = "text" in meanings or "transcript" in meanings or given
        if (is_text and len(meanings) + len(given) > 1) or (given and given == wanted):
            return place
    return None


def find_layout(rows: Sequence[Cells], named: Mapping[str, str]) -> Layout | None:
    """The layout of a table in which each row is a turn; ``None`` for any other table."""
    heading = find_heading(rows, named)
    found = find_named(rows[heading], named) if heading is not None else {}
    found = {meaning: place for meaning, place in found.items() if meaning != "transcript"}
    body = rows[heading + 1 :] if heading is not None else rows
    columns = guess_columns(body, found)
    if not columns:
        return None
    if heading is None and not is_turn(rows[0], rows[1:], columns):
        heading = 0
    return Layout(columns, heading, rows[heading] if heading is not None else ())


def guess_columns(rows: Sequence[Cells], found: Mapping[str, int]) -> dict[str, int]:
    """What is found by name, and the rest by what stands in the cells; empty where nothing is like
    speakers beside text."""
    columns = dict(found)
    width = max(map(len, rows), default=0)
    free = [place for place in range(width) if place not in columns.values()]
    cells = {place: [row[place].strip() for row in rows if place < len(row)] for place in free}
    free = [place for place in free if any(cells[place])]
    for meaning, is_like in (("start", _are_times), ("number", _are_numbers)):
        fits = [place for place in free if is_like(cells[place])]
        if fits and meaning not in columns:
            columns[meaning] = fits[0]
        free = [place for place in free if place not in fits]
    if "text" not in columns and (texts := _longest(free, cells)):
        columns["text"] = texts[0]
        free.remove(texts[0])
    if "speaker" not in columns:
        speakers = [p for p in free if p < columns.get("text", 0) and _are_labels(cells[p])]
        speakers = speakers or [p for p in free if _are_labels(cells[p])]
        if not speakers:
            return {}
        columns["speaker"] = max(speakers, key=lambda p: len(set(filter(None, cells[p]))) > 1)
    return columns if "text" in columns else {}


def is_turn(cells: Cells, others: Sequence[Cells], columns: Mapping[str, int]) -> bool:
    """Whether a first row is a turn like the others and no row of headings."""

    def at(row: Cells, meaning: str) -> str:
        return row[columns[meaning]].strip() if columns[meaning] < len(row) else ""

    for meaning, fits in (("number", _NUMBER.fullmatch), ("start", find_clocks)):
        if meaning in columns and any(fits(at(row, meaning)) for row in others):
            return bool(fits(at(cells, meaning)))
    speakers = [labels.fold_label(at(row, "speaker")) for row in others]
    back = all(speakers.count(speaker) > 1 for speaker in speakers if speaker)
    is_short = len(at(cells, "text").split()) <= 2 and len(others) > 2
    return labels.fold_label(at(cells, "speaker")) in speakers or not (back and is_short)


def _filled(cells: Cells) -> list[str]:
    return [cell for cell in cells if cell]


def _are_times(cells: Cells) -> bool:
    filled = _filled(cells)
    return sum(bool(find_clocks(cell)) for cell in filled) >= MOSTLY * len(filled)


def _are_numbers(cells: Cells) -> bool:
    """Whole numbers that hardly ever step back."""
    filled = _filled(cells)
    values = [int(re.sub(r"\D", "", cell)) for cell in filled if _NUMBER.fullmatch(cell)]
    up = sum(after > before for before, after in pairwise(values))
    return len(values) >= MOSTLY * len(filled) and up >= MOSTLY * (len(values) - 1)


def _are_labels(cells: Cells) -> bool:
    """Short, like names or labels, and fewer than there are cells: they come back."""
    filled = _filled(cells)
    distinct = {labels.fold_label(cell.rstrip(": ")) for cell in filled}
    alike = sum(_is_label(cell) for cell in filled)
    if not filled or alike < MOSTLY * len(filled):
        return False
    if len(filled) > 3:
        return len(distinct) * 3 <= len(filled) * 2
    return all(labels.looks_like_name(cell.rstrip(": ")) for cell in filled)


def _is_label(cell: str) -> bool:
    label = cell.rstrip(": ")
    return len(label.split()) <= labels.MAX_WORDS and labels.looks_like_label(label)


def _longest(free: Sequence[int], cells: Mapping[int, Cells]) -> list[int]:
    """The columns by how much text they hold, if that is more than labels have."""
    size = {p: sum(map(len, cells[p])) * len(_filled(cells[p])) for p in free}
    ranked = sorted(free, key=lambda place: -size[place])
    return [place for place in ranked if size[place]]
