"""Which lines above a time are the number or name of the cue, and which are speech.

``1985`` above a time is a number like ``12``, and only the numbering of the whole file tells that
the one is speech and the other is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_LIKE_AN_ID = re.compile(r"(?=\S*[\d/_])\S+")
"""What tools write for people never to read: ``8f0a1c2e/12-0``, ``cue_3``."""


@dataclass(frozen=True, slots=True)
class CueLine:
    """A line that is not blank: its number, its text, and whether it follows a blank one."""

    number: int
    text: str
    opens: bool


@dataclass(frozen=True, slots=True)
class CueNames:
    """Places of the lines that name cues: above a time, or above text whose time is missing."""

    lines: Sequence[CueLine]
    above_times: frozenset[int]
    without_time: frozenset[int]

    def without(self, places: range) -> list[CueLine]:
        """The lines at these places that are no names."""
        names = self.above_times | self.without_time
        return [self.lines[place] for place in places if place not in names]

    def cut(self, start: int, stop: int) -> int:
        """The number of the line where a cue without a time begins in this stretch."""
        places = [place for place in range(start, stop) if place in self.without_time]
        return self.lines[places[0]].number if places else self.lines[-1].number + 1

    @property
    def in_words(self) -> list[CueLine]:
        """Names that a person may have written: neither a number nor like an id."""
        names = [self.lines[place] for place in sorted(self.above_times)]
        return [line for line in names if not _LIKE_AN_ID.fullmatch(line.text)]


def find_names(lines: Sequence[CueLine], times: Sequence[int], *, any_text: bool) -> CueNames:
    """The names among these lines; ``times`` are the places of the time lines.

    With ``any_text`` (WebVTT) a name may be any line, else it is a number.
    """
    if not times:
        return CueNames(lines, frozenset(), _counted_up(lines))
    above = _above(times)
    numbers = _numbers(lines, times, above)
    skipped = _skipped(lines, times, numbers)
    found = {above[cue] for cue in numbers}
    if any_text:
        found |= _texts(lines, times, above, any_number=bool(numbers))
    return CueNames(lines, frozenset(found), skipped)


def _above(times: Sequence[int]) -> dict[int, int]:
    """The place of the line above each time, by cue, where it is not the time before."""
    befores = [-1, *times]
    return {
        cue: time - 1
        for cue, (before, time) in enumerate(zip(befores, times, strict=False))
        if time - 1 > before
    }


def _numbers(
    lines: Sequence[CueLine], times: Sequence[int], above: Mapping[int, int]
) -> dict[int, int]:
    """The numbers of cues, by cue."""
    values = {cue: _value(lines[place]) for cue, place in above.items()}
    found = {cue: value for cue, value in values.items() if value is not None}
    is_numbered = len(found) * 2 >= len(times)
    kept: dict[int, int] = {}
    for cue, value in found.items():
        fits = _fits(cue, value, found, kept)
        apart = lines[times[cue]].opens  # a blank line stands between the number and the time
        alone = lines[above[cue]].opens
        belongs = is_numbered and alone and not apart and not _breaks(cue, value, found)
        if belongs or (fits and (is_numbered or not apart)):
            kept[cue] = value
    return kept


def _value(line: CueLine) -> int | None:
    return int(line.text) if line.text.isdecimal() and len(line.text) < 10 else None


def _fits(cue: int, value: int, found: Mapping[int, int], kept: Mapping[int, int]) -> bool:
    """Whether the number goes on from the one before, or is the cue's place in the file."""
    first = found.get(0, 1)
    return (
        value in (cue + 1, cue + first)
        or value == kept.get(cue - 1, value) + 1
        or found.get(cue + 1) == value + 1
    )


def _breaks(cue: int, value: int, found: Mapping[int, int]) -> bool:
    """Whether the numbers around it count up without this one."""
    before, after = found.get(cue - 1), found.get(cue + 1)
    if before is None or after is None or before >= after:
        return False
    return not before < value < after


def _texts(
    lines: Sequence[CueLine], times: Sequence[int], above: Mapping[int, int], *, any_number: bool
) -> set[int]:
    """Lines of text that name a cue: ids, and any single line where others have names too."""
    single = {
        place
        for cue, place in above.items()
        if lines[place].opens and not lines[times[cue]].opens and _value(lines[place]) is None
    }
    ids = {place for place in single if _LIKE_AN_ID.fullmatch(lines[place].text)}
    return single if any_number or ids or len(single) * 2 >= len(times) else ids


def _skipped(
    lines: Sequence[CueLine], times: Sequence[int], numbers: Mapping[int, int]
) -> frozenset[int]:
    """Numbers above text whose time is missing: the one that the numbering leaves out."""
    skipped = set()
    for cue, value in numbers.items():
        after = numbers.get(cue + 1)
        is_last = cue + 1 == len(times)
        stop = len(lines) if is_last else times[cue + 1]
        if is_last or after == value + 2:
            skipped |= {
                place
                for place in range(times[cue] + 1, stop)
                if lines[place].opens and _value(lines[place]) == value + 1
                if not is_last or (place + 1 < stop and not lines[place + 1].opens)
            }
    return frozenset(skipped)


def _counted_up(lines: Sequence[CueLine]) -> frozenset[int]:
    """In a file without any time: numbers that open paragraphs and count up from one."""
    opening = [place for place, line in enumerate(lines) if line.opens and _value(line) is not None]
    return frozenset(place for n, place in enumerate(opening, 1) if _value(lines[place]) == n)
