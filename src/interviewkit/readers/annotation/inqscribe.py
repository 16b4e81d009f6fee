"""InqScribe's .inqscr: a transcript on one line among settings, with times in frames."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.heard import name_medium
from interviewkit.readers.contract import Aside, Heard, Source
from interviewkit.readers.speech import read_speech

_ENTRY = re.compile(r"([A-Za-z][\w.-]{0,60})=")
_SETTINGS = ("text", "media.", "print.", "font.", "tabs.")
_SENTENCE = 3
"""From so many blanks on, the value of another setting may be words that somebody said."""

_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"r": "\n", "n": "\n", "t": "\t"}
_FRAMED = re.compile(r"\[?(?<![\d:])(\d{1,2}:\d{2}:\d{2})[.:;](\d{2})(?!\d)\]?")


def is_inqscribe(head: str) -> bool:
    """Whether a text begins as an InqScribe file does."""
    return head.startswith("app=InqScribe")


def read_inqscribe(source: Source, settings: TranscriptSettings) -> Heard:
    """The text of the transcript, read as any text is, with frames made into fractions of seconds.

    Lines are counted within the transcript.
    """
    entries = _read_entries(source.text)
    written = entries.get("text", "")
    text = _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), written)
    rate = _parse_rate(entries.get("timecode.fps", ""))
    text = _FRAMED.sub(lambda found: _write_time(found, rate), text)
    heard, problems = read_speech(replace(source, text=text), settings)
    medium = name_medium(entries.get("media.filename", "") or entries.get("media.path", ""))
    facts = {"recording": medium} if medium else {}
    aside = tuple(
        Aside(0, " ".join(value.split()), f"setting {key!r}")
        for key, value in entries.items()
        if not key.startswith(_SETTINGS) and value.count(" ") >= _SENTENCE
    )
    return [
        replace(talk, facts={**facts, **talk.facts}, aside=talk.aside + aside) for talk in heard
    ], problems


def _read_entries(text: str) -> dict[str, str]:
    """The settings and the transcript; a line that begins with no key goes on with the one above,
    and a second entry of a key with the first."""
    entries: dict[str, str] = {}
    key = ""
    for line in text.split("\n"):
        found = _ENTRY.match(line)
        key, value = (found[1], line[found.end() :]) if found else (key, line)
        entries[key] = f"{entries[key]}\n{value}" if entries.get(key) else value
    return entries


def _parse_rate(text: str) -> float:
    """Frames a second; 30 where the file does not say."""
    try:
        rate = float(text)
    except ValueError:
        return 30.0
    return rate if 1 <= rate <= 240 else 30.0


def _write_time(found: re.Match[str], rate: float) -> str:
    fraction = min(int(found[2]) / rate, 0.999)
    return f"[{found[1]}{f'{fraction:.3f}'[1:]}]"
