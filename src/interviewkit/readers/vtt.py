"""WebVTT: what Zoom, Teams and most meeting tools export."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import cue_speakers, cues
from interviewkit.readers.contract import Aside, Conversation, Heard, Source

_NOT_SPEECH = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_MEASURE = re.compile(r"(?:NOTE\s*)?[\w ]{1,30}:\s*[\d.,:\"%]+s?")
"""What tools note for machines: ``NOTE Confidence: 0.93``."""

_WEBEX = re.compile(r'\d+ "([^"<>]+)" \(\d+\)')
"""The name of a cue that says who speaks: ``1 "Ana Berg" (2719234304)``."""

_OF_THE_FILE = re.compile(r"WEBVTT|(?:Kind|Language|X-TIMESTAMP-MAP)\s*[:=]\s*\S+", re.IGNORECASE)
"""What programs write at the head of a file."""

SENTENCE = 4
"""So many words beside or below WEBVTT are no title."""

_ABOVE = "words above the first cue"


def read_vtt(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from a WebVTT file; comments, styles and regions are not speech."""
    found = list(cues.split_blocks(source.text))
    problems = []
    asides: list[Aside] = []
    if found and found[0][0][1].startswith("WEBVTT"):
        head, found[0] = found[0], _from_time(found[0])
        asides += _list_said(head[: len(head) - len(found[0])])
        found = found if found[0] else found[1:]
    else:
        problems.append(source.problem("the first line is not WEBVTT; it was read as if", line=1))
    spoken = [_with_voice(block) for block in _drop_unspoken_blocks(found, asides)]
    parsed, names, faults = cues.parse_cues(spoken, source)
    problems += faults
    said, repeated = cue_speakers.build_cue_turns(parsed, source, settings, problems)
    return [Conversation(tuple(said), aside=(*asides, *names, *repeated))], problems


def _drop_unspoken_blocks(found: list[cues.Block], asides: list[Aside]) -> Iterator[cues.Block]:
    """The blocks that are no comment, style or region. What follows one after a blank line and has
    no time of its own still belongs to it. Comments above the first cue are the file's, not told.
    """
    inside = begun = False
    for block in found:
        opens = bool(_NOT_SPEECH.match(block[0][1]))
        timed = _from_time(block)
        begun |= bool(timed) and not opens
        if opens or (inside and not timed):
            above = block[: len(block) - len(timed)]
            asides += _comments(above) if begun or not opens else _list_said(above)
            inside, block = not timed, timed
        else:
            inside = False
        begun |= bool(timed)
        if block:
            yield block


def _list_said(block: cues.Block) -> list[Aside]:
    """What somebody says above the first cue; sentences beside WEBVTT are no title."""
    is_head = bool(block) and block[0][1].startswith("WEBVTT")
    return [
        Aside(n, line, _ABOVE)
        for n, line in block
        if "<v" in line or (is_head and _is_sentence(line))
    ]


def _is_sentence(line: str) -> bool:
    words = _OF_THE_FILE.sub("", line).split()
    return sum(any(map(str.isalpha, word)) for word in words) >= SENTENCE


def _comments(block: cues.Block) -> list[Aside]:
    """The block, if there is anything in it to tell."""
    text = " ".join(line for _, line in block)
    telling = any(letter.isalpha() for letter in text[4:]) and not _MEASURE.fullmatch(text)
    return [Aside(block[0][0], text, "comments (NOTE, STYLE)")] if telling else []


def _with_voice(block: cues.Block) -> cues.Block:
    """A cue whose name says who speaks, as one with a voice tag."""
    if said := _read_metadata(block):
        return said
    name, *times = (line for _, line in block[:2])
    found = _WEBEX.fullmatch(name)
    if not found or len(block) < 3 or not cues.match_timing(times[0]):
        return block
    number, text = block[2]
    return [block[1], (number, f"<v {found[1]}>{text}"), *block[3:]]


def _read_metadata(block: cues.Block) -> cues.Block:
    """A cue of Teams that holds an object instead of words, as one with a voice tag; else empty."""
    number, text = block[-1]
    if len(block) < 2 or not (text.startswith("{") and '"spokenText"' in text):
        return []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    who, words = (html.escape(str(found.get(key) or "")) for key in ("speakerName", "spokenText"))
    return [*block[:-1], (number, f"<v {who}>{words}" if who else words)]


def _from_time(block: cues.Block) -> cues.Block:
    """A block from its first time line on; empty where it has none."""
    place = next((n for n, (_, line) in enumerate(block) if cues.match_timing(line)), len(block))
    return block[place:]


def read_srt(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from an SRT file."""
    found, names, problems = cues.parse_cues(list(cues.split_blocks(source.text)), source)
    said, repeated = cue_speakers.build_cue_turns(found, source, settings, problems)
    return [Conversation(tuple(said), aside=(*names, *repeated))], problems
