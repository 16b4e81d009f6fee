"""When each word of a turn was said, and how sure a recogniser was of it.

A timing belongs to one text: offsets count its characters. Times are kept to the millisecond and
confidences to the thousandth, packed, since an hour of speech has ten thousand words.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

LAST_SECOND = 2_000_000.0
"""What lies beyond, three weeks, is no time of a recording."""

NEAR = 80
"""A timed word is looked for in so many characters behind the one before."""

_HEAD = struct.Struct("<4sII")
_MARK = b"iwt1"
UNKNOWN = -1
"""What stands for a time or a confidence that nobody gave."""

_CODES = ("I", "I", "i", "i", "h")
_WORD = re.compile(r"\w")
_GAP = re.compile(r"\s*")


class TimedStretch(NamedTuple):
    """A word, or a longer piece of speech: its times in seconds, and how sure it is (0 to 1)."""

    text: str
    start: float | None = None
    end: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class TurnTiming:
    """The timed stretches of a text of ``length`` characters, in their order.

    The five arrays are alike in length: the offsets at which a stretch begins and ends, its start
    and end in milliseconds, and its confidence in thousandths; -1 where one is not known.
    """

    length: int
    begins: array[int]
    ends: array[int]
    starts: array[int]
    stops: array[int]
    sure: array[int]

    def __len__(self) -> int:
        return len(self.begins)

    @property
    def _columns(self) -> tuple[array[int], ...]:
        return self.begins, self.ends, self.starts, self.stops, self.sure

    def overlapping(self, start: int, end: int) -> range:
        """The numbers of the stretches of which a part lies between these offsets."""
        return range(bisect_right(self.ends, start), bisect_left(self.begins, end))

    def list_seconds(self) -> list[tuple[int, int | None]]:
        """Where each stretch begins and at which whole second; of several in one second the first.

        ``None`` where a stretch has no time.
        """
        found: list[tuple[int, int | None]] = []
        for begin, start in zip(self.begins, self.starts, strict=True):
            second = None if start == UNKNOWN else start // 1000
            if not found or found[-1][1] != second:
                found.append((begin, second))
        return found

    def follow(
        self, find: Callable[[tuple[int, int]], tuple[int, int] | None], before: str, after: str
    ) -> TurnTiming:
        """The timing of the text that this one has become: words that still stand keep theirs.

        ``find`` says where a slice of ``before`` stands in ``after``.
        """
        kept = _Rows()
        for at, to, *rest in zip(*self._columns, strict=True):
            place = find((at, to))
            if place and after[slice(*place)] == before[at:to]:
                kept.add(*place, *rest)
        return kept.build(len(after))

    def pack(self) -> bytes:
        """As the database keeps it."""
        head = _HEAD.pack(_MARK, self.length, len(self))
        return head + b"".join(_swap(column).tobytes() for column in self._columns)


@dataclass(slots=True)
class _Rows:
    """Stretches as they are gathered."""

    columns: tuple[array[int], array[int], array[int], array[int], array[int]]

    def __init__(self) -> None:
        first, *rest = (array(code) for code in _CODES)
        self.columns = (first, rest[0], rest[1], rest[2], rest[3])

    def add(self, begin: int, end: int, start: int, stop: int, sure: int) -> None:
        begins, ends, starts, stops, known = self.columns
        begins.append(begin)
        ends.append(end)
        starts.append(start)
        stops.append(stop)
        known.append(sure)

    def build(self, length: int) -> TurnTiming:
        return TurnTiming(length, *self.columns)


def _swap(column: array[int]) -> array[int]:
    """The column as it lies in the database, the same on every machine."""
    if sys.byteorder == "little":
        return column
    other = column[:]
    other.byteswap()
    return other


def unpack_timing(packed: bytes) -> TurnTiming | None:
    """What was packed; ``None`` where it is no timing, or a damaged one."""
    if len(packed) < _HEAD.size:
        return None
    mark, length, count = _HEAD.unpack_from(packed)
    columns = [array(code) for code in _CODES]
    sizes = [column.itemsize * count for column in columns]
    if mark != _MARK or len(packed) != _HEAD.size + sum(sizes):
        return None
    at = _HEAD.size
    for column, size in zip(columns, sizes, strict=True):
        column.frombytes(packed[at : at + size])
        at += size
    return TurnTiming(length, *map(_swap, columns))


def build_timing(
    text: str, stretches: Iterable[TimedStretch]
) -> tuple[TurnTiming | None, Sequence[TimedStretch]]:
    """The timing of a text, and the stretches that stand nowhere in it.

    Stretches come in the order of the text, each from where the one before ended. ``None`` where
    none has a time or a confidence, or one alone has the time of the whole.
    """
    begin, values = 0, (UNKNOWN, UNKNOWN, UNKNOWN)
    rows, lost, at, known = _Rows(), [], 0, 0
    small = text.lower()
    small = small if len(small) == len(text) else text
    for each in stretches:
        word = each.text.strip()
        place = _find(text, small, word, at)
        if place < 0:
            lost.append(each)
            continue
        begin, at = place, place + len(word)
        values = _milliseconds(each.start), _milliseconds(each.end), _thousandths(each.confidence)
        if max(values) != UNKNOWN:
            rows.add(begin, at, *values)
            known += 1
    is_whole = known == 1 and at == len(text.rstrip()) and begin == 0 and values[2] == UNKNOWN
    return (rows.build(len(text)) if known and not is_whole else None), lost


def _find(text: str, small: str, word: str, at: int) -> int:
    """Where a word stands, mostly right behind the one before; -1: nowhere near.

    Some recognisers write words in small letters beside the sentence, hence ``small``.
    """
    if not word:
        return -1
    if text.startswith(word, at):
        return at
    gap = _GAP.match(text, at)
    begin = gap.end() if gap else at
    if text.startswith(word, begin):
        return begin
    end = begin + NEAR + len(word)
    found = text.find(word, begin, end), small.find(word.lower(), begin, end)
    return min((place for place in found if place >= 0), default=-1)


def _milliseconds(seconds: float | None) -> int:
    if seconds is None or not 0 <= seconds <= LAST_SECOND:
        return UNKNOWN
    return round(seconds * 1000)


def _thousandths(share: float | None) -> int:
    return UNKNOWN if share is None or not 0 <= share <= 1 else round(share * 1000)
