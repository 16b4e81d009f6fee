"""Texts of recognisers that no layout of speech fits: aTrain's with times, Speechmatics'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Aside, Heard, Source, SpeechPiece
from interviewkit.readers.recognisers.listening import Listening, build_conversation
from interviewkit.readers.recognisers.values import name_speaker, read_time
from interviewkit.readers.recognisers.words import build_segment

# -- aTrain ----------------------------------------------------------------------------------------

_STAMP = re.compile(r"\[(\d\d:\d\d:\d\d)\] - ")


def is_atrain(head: str) -> bool:
    return head.startswith("Transcription for ") and bool(_STAMP.search(head))


def read_atrain(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation from aTrain's text with times, also the one for MAXQDA: who speaks stands on
    a line of its own, and each sentence behind its time."""
    lines = [(n, line.strip()) for n, line in enumerate(source.text.split("\n"), 1)]
    heard = Listening(facts={"recogniser": "aTrain"})
    (number, head), *below = [(n, line) for n, line in lines if line]
    heard.aside.append(Aside(number, head, "the head of the file"))
    filled = [line for _, line in below]
    speaker = ""
    for line, following in zip(filled, [*filled[1:], ""], strict=True):
        before, *rest = _STAMP.split(line)
        if not rest and _STAMP.match(following):
            speaker = name_speaker(before)
        elif before.strip() and heard.said:  # a sentence that goes on behind a line end
            heard.said.append(_go_on(heard.said.pop(), before))
        elif before.strip():
            heard.said += build_segment(before.strip(), "", None, None)
        for time, text in zip(rest[::2], rest[1::2], strict=True):
            heard.said += build_segment(" ".join(text.split()), speaker, read_time(time), None)
    return build_conversation(heard, source)


def _go_on(piece: SpeechPiece, text: str) -> SpeechPiece:
    whole = f"{piece.text} {' '.join(text.split())}"
    return build_segment(whole, piece.speaker, piece.start, piece.end)[0]


# -- Speechmatics ----------------------------------------------------------------------------------

_SPEAKER = re.compile(r"^[ \t]{0,40}SPEAKER:?[ \t]+(\S+)[ \t]*$", re.MULTILINE)


def is_speechmatics_text(head: str) -> bool:
    found = _SPEAKER.match(head)
    return found is not None and "\n" in head


def read_speechmatics_text(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation from lines ``SPEAKER: S1`` with the words below them."""
    heard = Listening(said=list(_list_spoken(source)), facts={"recogniser": "Speechmatics"})
    return build_conversation(heard, source)


def _list_spoken(source: Source) -> Iterator[SpeechPiece]:
    above, *rest = _SPEAKER.split(source.text)
    yield SpeechPiece("", " ".join(above.split()))
    for speaker, text in zip(rest[::2], rest[1::2], strict=True):
        yield SpeechPiece(name_speaker(speaker), " ".join(text.split()))
