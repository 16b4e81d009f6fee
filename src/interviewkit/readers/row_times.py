"""When the rows of a table were said, and rows that are timed as captions are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from interviewkit.readers.columns import find_times, split_unit
from interviewkit.readers.grid import Grid, Row
from interviewkit.readers.times import find_unit, parse_seconds

_HEAD = re.compile(r"\[(\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?)\]\s")

OVERLAP = 1.0
"""A caption may begin so many seconds before the one above it ends."""

NEARLY_ALL = 0.9

Times = list[float | None]
"""The times in a cell: none where it is empty, two of a range, ``None`` where one is unclear."""


@dataclass(frozen=True, slots=True)
class RowTimes:
    """Where the times of rows stand, and how many seconds a bare number in them counts.

    ``is_guessed`` says that the numbers alone tell the unit.
    """

    start: int | None
    end: int | None
    unit: float = 1.0
    is_guessed: bool = False

    @classmethod
    def of(cls, grid: Grid, found: Mapping[str, int]) -> RowTimes:
        """The times of a table: in milliseconds where its header says so, or nobody speaks as
        slowly as seconds would have it."""
        times = cls(found.get("start"), found.get("end"))
        places = [place for place in (times.start, times.end) if place is not None]
        named = {split_unit(grid.header[place])[1] for place in places} - {0.0}
        if named:
            return replace(times, unit=min(named))
        cells = [row[place].strip() for _, row in grid.rows for place in places]
        if any(cell and not cell.replace(".", "").isdecimal() for cell in cells):
            return times
        words = sum(len(row[found["text"]].split()) for _, row in grid.rows)
        read = [times.read(row) for _, row in grid.rows]
        counts = [value for both in read for value in _known(*both)]
        lasting = sum(max(of) - min(of) for both in read if (of := _known(*both)))
        unit = find_unit(counts, words, lasting)
        return replace(times, unit=unit, is_guessed=unit != 1)

    def read(self, cells: Sequence[str]) -> tuple[Times, Times]:
        """Begin and end of a row; where both stand in one cell, from there."""
        start = self._read(cells, self.start)
        return start[:1], self._read(cells, self.end)[:1] or start[1:]

    def _read(self, cells: Sequence[str], place: int | None) -> Times:
        text = cells[place].strip() if place is not None else ""
        if not text:
            return []
        if (plain := parse_seconds(text)) is not None:
            return [plain if ":" in text else round(plain * self.unit, 6)]
        found = [(time, parse_seconds(time)) for time in find_times(text)]
        bare = self.unit if text[-1:] != "s" else 1.0
        return [
            seconds if seconds is None or ":" in time else round(seconds * bare, 6)
            for time, seconds in found
        ] or [_find_head(text)]


def _find_head(text: str) -> float | None:
    """The time in brackets at the head of a cell, behind which a heading or a remark stands."""
    found = _HEAD.match(text)
    return parse_seconds(found[1]) if found else None


def are_captions(rows: Sequence[Row], times: RowTimes) -> bool:
    """Whether rows follow each other as captions do: each has begin and end, and none begins long
    before the one above ends."""
    read = [_known(*times.read(cells)) for _, cells in rows]
    if len(rows) < 2 or any(len(each) != 2 or each[1] < each[0] for each in read):
        return False
    follow = sum(two[0] >= one[1] - OVERLAP for one, two in pairwise(read))
    return follow >= NEARLY_ALL * (len(read) - 1)


def _known(*times: Iterable[float | None]) -> list[float]:
    return [value for of in times for value in of if value is not None]
