"""Captions that are known and cannot be read: what they are, and how to save them so that they can.

Broadcasters write them as commands to a decoder or count in frames of a film that is not there.
"""

from __future__ import annotations

import re

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Heard, Source

_FRAMES = re.compile(r"\{\d{0,8}\}\{\d{0,8}\}")
_AS_SRT = "open it in Subtitle Edit (free) or another editor of captions, and save it as .srt"


def is_broadcast(head: str) -> bool:
    """Whether it is Scenarist's SCC or MacCaption: bytes for a decoder, written as numbers."""
    return head.startswith(("Scenarist_SCC", "File Format=MacCaption_MCC"))


def is_counted_in_frames(head: str) -> bool:
    """Whether each of the first lines opens with two frames, as MicroDVD has it."""
    lines = [line for line in head.split("\n")[:4] if line.strip()]
    return bool(lines) and all(map(_FRAMES.match, lines))


def is_ebu_stl(raw: bytes) -> bool:
    """Whether bytes open with a code page and the name of the format of the EBU."""
    return raw[3:6] == b"STL" and raw[:3].isdigit()


def refuse_broadcast(source: Source, settings: TranscriptSettings) -> Heard:
    """Nothing, and what the captions are."""
    del settings
    return _refuse(
        source, "these are captions of a broadcaster, written for a decoder (.scc, .mcc)"
    )


def refuse_frames(source: Source, settings: TranscriptSettings) -> Heard:
    """Nothing, and why their times cannot be known."""
    del settings
    return _refuse(source, "these captions count frames of a film and not seconds (MicroDVD, .sub)")


def refuse_packed(source: Source, settings: TranscriptSettings) -> Heard:
    """Nothing, and what the captions are."""
    del settings
    return _refuse(source, "these are captions of a broadcaster in bytes (EBU STL)")


def _refuse(source: Source, what: str) -> Heard:
    return [], [source.problem(what, hint=_AS_SRT, fatal=True)]
