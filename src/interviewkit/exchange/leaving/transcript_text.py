"""A transcript as one plain text, and where in it each turn stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from interviewkit.model import Transcript, Turn
from interviewkit.model.span import Span

PARAGRAPHS, LINES = "\n\n", "\n"


@dataclass(frozen=True, slots=True)
class TextLayout:
    """How turns are written: with times and labels or without, and what parts them."""

    is_timed: bool = True
    is_labelled: bool = True
    gap: str = PARAGRAPHS


PLAIN_LAYOUT = TextLayout()


class TurnPlaces(Protocol):
    """A text in which turns stand."""

    @property
    def text(self) -> str:
        """All of it, with what stands between turns."""

    @property
    def places(self) -> Sequence[Span]:
        """The place of each turn's words, in order of turns."""

    def find_place(self, turn: Turn, start: int, end: int) -> Span:
        """Where a slice of a turn stands in the text."""


@dataclass(frozen=True, slots=True)
class TranscriptText:
    """A text of a transcript, and the place of each turn's words in it, in order of turns."""

    text: str = field(repr=False)
    places: tuple[Span, ...] = field(repr=False)

    def find_place(self, turn: Turn, start: int, end: int) -> Span:
        """Where a slice of a turn stands in the text."""
        first = self.places[turn.position - 1][0]
        return first + start, first + end


def write_transcript(transcript: Transcript, layout: TextLayout = PLAIN_LAYOUT) -> TranscriptText:
    """The turns one under the other, as people write them down: ``[0:00:12] Ana: …``."""
    pieces: list[str] = []
    places: list[Span] = []
    at = 0
    for turn in transcript.turns:
        gap = layout.gap if pieces else ""
        head = gap + _write_head(turn, layout)
        begin = at + len(head)
        pieces += [head, turn.text]
        at = begin + len(turn.text)
        places.append((begin, at))
    return TranscriptText("".join(pieces), tuple(places))


def _write_head(turn: Turn, layout: TextLayout) -> str:
    times = [each for each in (turn.start, turn.end) if each is not None]
    stamp = f"[{' --> '.join(map(write_clock, times))}] " if layout.is_timed and times else ""
    return f"{stamp}{turn.speaker}: " if layout.is_labelled else stamp


def write_clock(seconds: float) -> str:
    """Seconds as hours, minutes and seconds.

    >>> write_clock(3725.5), write_clock(12)
    ('01:02:05.500', '00:00:12')
    """
    thousandths = round(seconds * 1000)
    whole, part = divmod(thousandths, 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}" + (f".{part:03}" if part else "")


def list_layouts(transcript: Transcript, unknown: str) -> Sequence[TextLayout]:
    """Layouts to try, best first; labels go where every turn is of somebody ``unknown``."""
    named = any(turn.speaker != unknown for turn in transcript.turns)
    timed = any(turn.start is not None or turn.end is not None for turn in transcript.turns)
    return [
        TextLayout(is_timed, is_labelled, gap)
        for is_labelled in ((True,) if named else (False, True))
        for is_timed in ((True, False) if timed else (False,))
        for gap in (PARAGRAPHS, LINES)
    ]
