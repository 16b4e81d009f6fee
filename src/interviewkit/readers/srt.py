"""SubRip: numbered cues, with or without the numbers."""

from __future__ import annotations

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import cue_speakers, cues
from interviewkit.readers.contract import Conversation, Heard, Source


def read_srt(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from an SRT file."""
    found, names, problems = cues.parse_cues(list(cues.split_blocks(source.text)), source)
    said, repeated = cue_speakers.build_cue_turns(found, source, settings, problems)
    return [Conversation(tuple(said), aside=(*names, *repeated))], problems
