"""SubRip: numbered cues, with or without the numbers."""

from __future__ import annotations

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import cues
from interviewkit.readers.reading import Conversation, Heard, Source


def read(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from an SRT file."""
    found, problems = cues.parse(list(cues.blocks(source.text)), source)
    said = cues.turns(found, source, settings, problems)
    return [Conversation(tuple(said))], problems
