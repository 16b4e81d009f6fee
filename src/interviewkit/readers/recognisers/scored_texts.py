"""Texts by which recognisers are scored: NIST's .stm and .ctm; .rttm holds no words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Aside, Heard, Source
from interviewkit.readers.recognisers.listening import Listening, build_conversation
from interviewkit.readers.recognisers.values import name_speaker, read_share, read_time
from interviewkit.readers.recognisers.words import SpokenWord, build_segment, split_words

_NUMBER = r"\d+(?:\.\d+)?"
_STM = re.compile(rf"(\S+)\s+(\S+)\s+(\S+)\s+({_NUMBER})\s+({_NUMBER})(?:\s+<[^<>\s]*>)?\s+(\S.*)")
_CTM = re.compile(
    rf"(\S+)\s+(\S+)\s+({_NUMBER})\s+({_NUMBER})\s+(?!{_NUMBER}\s+[^\W\d])(\S+)"
    rf"(?:\s+({_NUMBER}))?(?:\s+(?!\d+\.\d)\S+){{0,2}}"
)
"""Behind the word how sure it is, of what type, and whose, neither with a fraction; a number
before a word is no word."""

_RTTM = re.compile(rf"SPEAKER\s+\S+\s+\S+\s+{_NUMBER}\s+{_NUMBER}\s+<NA>")
_COMMENT = ";;"
_NOBODY = ("ignore_time_segment_in_scoring", "inter_segment_gap")


def is_rttm(head: str) -> bool:
    return bool(_RTTM.match(head.lstrip()))


def refuse_rttm(source: Source, _settings: TranscriptSettings) -> Heard:
    """Nothing, and what the file is."""
    what = "it says who speaks when, and holds no words (RTTM)"
    hint = "take the transcript itself, for instance as .json, .vtt or .stm"
    return [], [source.problem(what, hint=hint, fatal=True)]


def read_stm(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation: a segment a line, behind its recording, channel, speaker and times."""
    heard = Listening()
    for found in _match_lines(_STM, source, heard):
        if found[6].lower() not in _NOBODY:
            start, end = read_time(found[4]), read_time(found[5])
            heard.said += build_segment(found[6].strip(), name_speaker(found[3]), start, end)
    return build_conversation(heard, source)


def read_ctm(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation of nobody in particular: a word a line, with its begin and its length."""
    heard = Listening()
    words = []
    for found in _match_lines(_CTM, source, heard):
        start, length = float(found[3]), float(found[4])
        end = round(start + length, 3)
        words.append(SpokenWord(found[5], start, end, read_share(found[6])))
    heard.said += split_words(words)
    return build_conversation(heard, source)


def _match_lines(
    pattern: re.Pattern[str], source: Source, heard: Listening
) -> Iterator[re.Match[str]]:
    """The lines of such a file; all others are set aside."""
    for number, line in enumerate(source.text.split("\n"), 1):
        plain = line.strip()
        found = None if plain.startswith(_COMMENT) else pattern.fullmatch(plain)
        if found:
            yield found
        elif plain:
            heard.aside.append(Aside(number, plain, "lines that are no speech"))
