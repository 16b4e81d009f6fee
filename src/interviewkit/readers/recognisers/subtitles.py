"""Captions beside WebVTT and SubRip: YouTube's .sbv, TTML, LRC, SubStation; Whisper's .tsv.

Each is brought into cues, and speakers are found in these as in all captions.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import cue_speakers, cues
from interviewkit.readers.contract import Aside, Conversation, Heard, Source
from interviewkit.readers.cues import Cue
from interviewkit.readers.recognisers.listening import Listening, build_conversation
from interviewkit.readers.recognisers.values import read_line, read_number, read_time
from interviewkit.readers.recognisers.words import build_segment


def _build(
    found: Sequence[Cue],
    source: Source,
    settings: TranscriptSettings,
    problems: list[Problem],
    asides: Sequence[Aside] = (),
) -> Heard:
    said, repeated = cue_speakers.build_cue_turns(found, source, settings, problems)
    return [Conversation(tuple(said), aside=(*asides, *repeated))], problems


def say_with_voice(speaker: str, text: str) -> str:
    """The words of a cue, with who says them as WebVTT has it."""
    plain = html.escape(text, quote=False)
    return f"<v {html.escape(speaker)}>{plain}" if speaker else plain


# -- .sbv ------------------------------------------------------------------------------------------

_SBV_TIME = re.compile(r"^[ \t]*(\d{1,3}:[\w:.]{3,12}),(\d{1,3}:[\w:.]{3,12})[ \t]*$", re.MULTILINE)


def is_sbv(head: str) -> bool:
    return bool(re.match(r"\s*\d{1,3}:\d\d:\d\d\.\d{3},\d{1,3}:\d\d:\d\d\.\d{3}[ \t]*\n", head))


def read_sbv(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from YouTube's own captions: two times with a comma, words below them."""
    text = _SBV_TIME.sub(r"\1 --> \2", source.text)
    inner = replace(source, text=text)
    found, names, problems = cues.parse_cues(list(cues.split_blocks(text)), inner)
    return _build(found, source, settings, problems, names)


# -- .lrc ------------------------------------------------------------------------------------------

_LRC_LINE = re.compile(r"^((?:\[\d{1,3}:\d\d(?:[.:]\d{1,3})?\])+)(.*)$")
_LRC_TAG = re.compile(
    r"^\[(?:ar|al|ti|au|by|length|offset|re|ve|tool|la|#)\s*:[^\]]*\]\s*$", re.IGNORECASE
)
_LRC_TIME = re.compile(r"\[([\d:.]+)\]")
_LRC_WORD = re.compile(r"<\d{1,3}:\d\d(?:[.:]\d{1,3})?>")


def is_lrc(head: str) -> bool:
    lines = [line.strip() for line in head.split("\n") if line.strip()][:8]
    return len(lines) > 1 and bool(_LRC_TAG.match(lines[0])) and all(
        _LRC_TAG.match(line) or _LRC_LINE.match(line) for line in lines[:-1]
    )  # fmt: skip


def read_lrc(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from lines with a time before each."""
    lines = [(n, line.strip()) for n, line in enumerate(source.text.split("\n"), 1)]
    asides = [Aside(n, line, "the head of the file") for n, line in lines if _LRC_TAG.match(line)]
    found = list(_list_lrc(lines))
    ended = [replace(a, end=b.start) for a, b in pairwise(found)] + found[-1:]
    return _build(ended, source, settings, [], asides)


def _list_lrc(lines: Sequence[tuple[int, str]]) -> Iterator[Cue]:
    for number, line in lines:
        if not line or _LRC_TAG.match(line):
            continue
        timed = _LRC_LINE.match(line)
        time = _LRC_TIME.search(timed[1]) if timed else None
        words = " ".join(_LRC_WORD.sub(" ", timed[2] if timed else line).split())
        yield Cue(
            read_time(time[1]) if time else None, None, number, (html.escape(words, quote=False),)
        )


# -- SubStation ------------------------------------------------------------------------------------

_ASS_FIELDS = [
    "layer",
    "start",
    "end",
    "style",
    "name",
    "marginl",
    "marginr",
    "marginv",
    "effect",
    "text",
]
_ASS_BARE = ("layer", "marked", "marginl", "marginr", "marginv", "start", "end", "effect")
"""Fields that hold numbers, or the name of an effect."""

_ASS_SECTION = re.compile(r"\[[^\[\]]{1,40}\]")
_ASS_SILENT = (
    "style", "scripttype", "collisions", "playresx", "playresy", "playdepth", "timer",
    "wrapstyle", "scaledborderandshadow", "ycbcr matrix", "last style storage", "audio file",
    "video file", "audio uri", "video aspect ratio", "video zoom", "video position",
)  # fmt: skip
"""Settings that are no words."""

_ASS_SENTENCE = 4
_ASS_PACKED = ("[fonts]", "[graphics]", "[aegisub project garbage]", "[aegisub extradata]")
_ASS_OVERRIDE = re.compile(r"\{[^{}]*\}")


def is_substation(head: str) -> bool:
    return head.startswith("[Script Info]")


def read_substation(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the dialogue lines; who speaks stands in the field ``Name``."""
    fields, found, asides, section = _ASS_FIELDS, [], [], ""
    for number, line in enumerate(source.text.split("\n"), 1):
        key, colon, rest = line.partition(":")
        kind = key.strip().casefold() if colon else ""
        if _ASS_SECTION.fullmatch(line.strip()):
            section = line.strip().casefold()
        elif kind == "format" and "text" in rest.casefold():
            fields = [each.strip().casefold() for each in rest.split(",")]
            asides += _list_worded(
                number, filter(_is_said, rest.split(",")), "words in a list of fields"
            )
        elif kind == "dialogue":
            values = _cut_fields(rest, fields)
            found.append(_read_dialogue(number, values, rest))
            odd = (text for key, text in values.items() if key in _ASS_BARE)
            asides += _list_worded(number, odd, "words in a field for numbers")
            styles = filter(_is_said, [values.get("style", "")])
            asides += _list_worded(number, styles, "words in the name of a style")
        elif kind == "comment":
            text = _cut_fields(rest, fields).get("text", rest)
            asides += _list_worded(number, [text], "comments of the captions")
        elif _is_told(kind, rest, section) and section not in _ASS_PACKED:
            asides += _list_worded(number, [line], "lines that are no captions")
    return _build(found, source, settings, [], asides)


def _is_told(kind: str, rest: str, section: str) -> bool:
    """Whether a line that is no caption may hold words: no setting does, nor a list of fields."""
    if kind == "format":
        return section == "[events]" or any(" " in each.strip() for each in rest.split(","))
    return kind not in _ASS_SILENT or _is_said(rest)


def _is_said(text: str) -> bool:
    """Whether it has more words than a setting, a field or a font is called."""
    return text.strip().count(" ") >= _ASS_SENTENCE


def _list_worded(number: int, texts: Iterable[str], why: str) -> list[Aside]:
    return [Aside(number, text.strip(), why) for text in texts if any(map(str.isalpha, text))]


def _cut_fields(rest: str, fields: Sequence[str]) -> dict[str, str]:
    return dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))


def _read_dialogue(number: int, values: Mapping[str, str], rest: str) -> Cue:
    plain = _ASS_OVERRIDE.sub("", values.get("text", rest))
    lines = re.split(r"\\[Nn]", plain.replace("\\h", " "))
    speaker = read_line(values.get("name") or values.get("actor"))
    first, *more = (line.strip() for line in lines)
    texts = (say_with_voice(speaker, first), *(html.escape(each, quote=False) for each in more))
    start, end = (read_time(values.get(key, "").strip()) for key in ("start", "end"))
    return Cue(start, end, number, texts)


# -- Whisper's .tsv --------------------------------------------------------------------------------


def is_whisper_tsv(head: str) -> bool:
    return bool(re.match(r"start\tend\t(?:speaker\t)?text\s*\n", head))


def read_whisper_tsv(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation from Whisper's table, whose times are milliseconds; of tables that others
    write with the same header, seconds where they are fractions."""
    lines = [(n, line) for n, line in enumerate(source.text.split("\n"), 1) if line.strip()]
    head = lines[0][1]
    width = head.count("\t") + 1
    lines = lines[1:] if is_whisper_tsv(f"{head}\n") else lines
    times = (cell for _, line in lines for cell in line.split("\t", 2)[:2])
    unit = 1.0 if any((read_number(cell) or 0) % 1 for cell in times) else 0.001
    heard = Listening(facts={"recogniser": "Whisper"})
    for number, line in lines:
        cells = line.split("\t", width - 1)
        start, end = (read_time(cell, unit) for cell in (*cells[:2], "", "")[:2])
        speaker = cells[2].strip() if width == 4 and len(cells) == 4 else ""
        odd = (cell for cell in cells[:2][: len(cells) - 1] if read_time(cell) is None)
        heard.aside += _list_worded(number, odd, "words in the place of a time")
        heard.said += build_segment(read_line(cells[-1]), speaker, start, end)
    return build_conversation(heard, source)
