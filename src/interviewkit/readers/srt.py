"""SubRip: numbered cues, with or without the numbers."""

from __future__ import annotations

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import cues, voices
from interviewkit.readers.reading import Conversation, Heard, Source


def read(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from an SRT file."""
    found, names, problems = cues.parse_cues(list(cues.blocks(source.text)), source)
    said, repeated = voices.turns(found, source, settings, problems)
    return [Conversation(tuple(said), aside=(*names, *repeated))], problems
