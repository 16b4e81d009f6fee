"""WebVTT: what Zoom, Teams and most meeting tools export."""

from __future__ import annotations

import re

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import cues
from interviewkit.readers.reading import Conversation, Heard, Source

_NOT_SPEECH = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


def read(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from a WebVTT file; comments, styles and regions are not speech."""
    blocks = [block for block in cues.blocks(source.text) if not _NOT_SPEECH.match(block[0][1])]
    problems = []
    if blocks and blocks[0][0][1].startswith("WEBVTT"):
        blocks[0] = _below_header(blocks[0])
        blocks = blocks if blocks[0] else blocks[1:]
    else:
        problems.append(source.problem("the first line is not WEBVTT; it was read as if", line=1))
    found, faults = cues.parse(blocks, source)
    problems += faults
    said = cues.turns(found, source, settings, problems)
    return [Conversation(tuple(said))], problems


def _below_header(block: cues.Block) -> cues.Block:
    """A cue that follows the header without a blank line."""
    timing = next((n for n, (_, line) in enumerate(block) if cues.ARROW in line), len(block))
    return block[timing:]
