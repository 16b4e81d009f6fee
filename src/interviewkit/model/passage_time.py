"""When a passage was said, and how sure a recogniser was of it."""

from __future__ import annotations

import re
from statistics import fmean
from typing import NamedTuple

from interviewkit.model.timing import UNKNOWN
from interviewkit.model.transcript import Turn

WORDS, SEGMENT, TURN, NOWHERE = "words", "segment", "turn", ""
"""Where the time of a passage is from: its own words, a longer stretch that holds it, its turn."""

_WORD = re.compile(r"\w")


class PassageTime(NamedTuple):
    """When a passage was said, in seconds, and what tells it: one of :data:`WORDS`,
    :data:`SEGMENT`, :data:`TURN`; :data:`NOWHERE` where nothing does."""

    start: float | None = None
    end: float | None = None
    by: str = NOWHERE


def find_passage_time(turn: Turn, start: int, end: int) -> PassageTime:
    """When a slice of a turn was said: by its words where they are timed, else the turn's time.

    A stretch that is timed as a whole and reaches beyond the slice gives its own times. Nothing is
    reckoned from how long the words are.
    """
    timing = turn.timing
    found = timing.overlapping(start, end) if timing else range(0)
    if timing is None or not found:
        return _take_turn_time(turn)
    first = next((timing.starts[i] for i in found if timing.starts[i] >= 0), UNKNOWN)
    last = max((max(timing.starts[i], timing.stops[i]) for i in found), default=UNKNOWN)
    if first == UNKNOWN and last == UNKNOWN:
        return _take_turn_time(turn)
    outside = turn.text[timing.begins[found[0]] : start] + turn.text[end : timing.ends[found[-1]]]
    by = SEGMENT if _WORD.search(outside) else WORDS
    return PassageTime(_seconds(first), _seconds(last), by)


def _take_turn_time(turn: Turn) -> PassageTime:
    is_timed = turn.start is not None or turn.end is not None
    return PassageTime(turn.start, turn.end, TURN if is_timed else NOWHERE)


def _seconds(milliseconds: int) -> float | None:
    return None if milliseconds == UNKNOWN else milliseconds / 1000


def measure_confidence(turn: Turn, start: int = 0, end: int | None = None) -> float | None:
    """How sure a recogniser was of a slice of a turn: the mean over its words (0 to 1); ``None``
    where it did not say."""
    timing = turn.timing
    if timing is None:
        return None
    places = timing.overlapping(start, len(turn.text) if end is None else end)
    known = [timing.sure[i] for i in places if timing.sure[i] != UNKNOWN]
    return round(fmean(known) / 1000, 3) if known else None
