"""Transcripts as texts that are read back as they were: the same turns of the same speakers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from interviewkit.errors import Problem
from interviewkit.exchange.leaving.transcript_text import (
    TranscriptText,
    list_layouts,
    write_transcript,
)
from interviewkit.model import Transcript, Turn
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import UNKNOWN_SPEAKER, Source
from interviewkit.readers.finish import finish_transcripts
from interviewkit.readers.speech import read_speech

NEAR = 0.0015
"""Times of a text are in thousandths of a second."""


def write_readable(transcript: Transcript) -> tuple[TranscriptText, Problem | None]:
    """The text that comes back with the fewest differences, and a problem where there is one.

    Layouts are tried in turn; the first from which our own reader makes the same turns is taken.
    """
    best: tuple[int, TranscriptText, Turn | None] | None = None
    for layout in list_layouts(transcript, UNKNOWN_SPEAKER):
        written = write_transcript(transcript, layout)
        differing = _find_differing(transcript.turns, _read_back(written.text))
        if not differing:
            return written, None
        if best is None or len(differing) < best[0]:
            best = len(differing), written, differing[0]
    if best is None:
        return write_transcript(transcript), None
    return best[1], _tell(transcript, best[0], best[2])


def _read_back(text: str) -> Sequence[Turn]:
    """The turns that a study without settings of its own would make of the text."""
    settings = TranscriptSettings()
    source = Source("talk.txt", "talk", text.encode(), text)
    heard, _ = read_speech(source, settings)
    found, _ = finish_transcripts(heard, source, settings)
    return found[0].turns if found else ()


def _find_differing(before: Sequence[Turn], after: Sequence[Turn]) -> list[Turn | None]:
    pairs = zip_longest(before, after)
    return [one for one, two in pairs if one is None or two is None or not _is_same(one, two)]


def _is_same(one: Turn, two: Turn) -> bool:
    same_words = (one.speaker, one.text) == (two.speaker, two.text)
    return same_words and _is_near(one.start, two.start) and _is_near(one.end, two.end)


def _is_near(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return abs(one - two) < NEAR


def _tell(transcript: Transcript, n: int, first: Turn | None) -> Problem:
    where = f", from turn {first.position} on" if first else ""
    what = f"{n} of its turns are not told apart in a text as they are here{where}"
    hint = "every word and every coding is in the file; JSON keeps the turns themselves"
    return Problem(transcript.name, 0, what, hint, fatal=False)
