"""Lines that name what they hold: ``Speaker: Ana``, ``Start: 0.5``, ``<v Ana>…``, ``| Ana | … |``.

They are written as most transcripts are, line by line, before anything else is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from interviewkit.readers import labels
from interviewkit.readers.columns import find_meaning
from interviewkit.readers.layouts import BOLD_MARK
from interviewkit.readers.text_lines import TextLines

ENOUGH = 3
"""So many lines of a kind there are at least."""

MOSTLY = 0.8

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>\n]{1,80})>\s*")
_VOICE_END = re.compile(r"\s*</v>")
_ROW = re.compile(r"\|[^|]*\|.*\|")
_RULE_ROW = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
_TIME = re.compile(r"\d:\d|\d\.\d")

LONGEST_KEY = 30
NAMED = ("speaker", "start", "end", "text", "number")


def untangle_fields(sheet: TextLines) -> None:
    """Voice tags, rows between upright strokes and named fields as lines of speech."""
    _untag(sheet)
    _unbar(sheet)
    _unname(sheet)


def _untag(sheet: TextLines) -> None:
    """``<v Ana>Yes.</v>`` as ``Ana: Yes.``; captions are read by their own reader."""
    tagged = [n for n in sheet.filled if _VOICE.search(sheet.lines[n])]
    for place in tagged if len(tagged) >= ENOUGH else ():
        line = _VOICE.sub(r"\1: ", sheet.lines[place], count=1)
        sheet.lines[place] = _VOICE_END.sub("", line)


def _unbar(sheet: TextLines) -> None:
    """The rows of a Markdown table without the strokes around them."""
    rows = [n for n in sheet.filled if _ROW.fullmatch(sheet.lines[n])]
    if len(rows) < ENOUGH or len(rows) * 2 < len(sheet.filled):
        return
    sheet.set_aside([n for n in rows if _RULE_ROW.fullmatch(sheet.lines[n])], "")
    for place in rows:
        sheet.lines[place] = sheet.lines[place].strip("|").strip()


def _unname(sheet: TextLines) -> None:
    """``Speaker: Ana`` as ``Ana:``, ``Time: 0:01`` as ``[0:01]``, ``Text: Yes.`` as its words."""
    found: dict[int, tuple[str, str]] = {}
    for place in sheet.filled:
        if field := _parse_field(sheet.lines[place].replace(BOLD_MARK, "").strip()):
            found[place] = field
    if not _are_fields(sheet, found):
        return
    before = -1
    for place, (meaning, value) in found.items():
        if meaning == "speaker":
            sheet.lines[place] = value if _TIME.search(value) else f"{value}:"
        elif meaning == "text":
            sheet.lines[place] = value
        elif meaning == "start":
            sheet.lines[place] = f"[{value.strip('[]() ')}]"
        elif meaning == "end" and found.get(before, ("", ""))[0] == "start":
            sheet.lines[before] = f"{sheet.lines[before][:-1]} --> {value.strip('[]() ')}]"
            sheet.lines[place] = ""
        elif meaning == "number":
            sheet.set_aside((place,), "")
        before = place


def _parse_field(line: str) -> tuple[str, str] | None:
    """What a line says that it holds, and that; a bare number of a speaker with its word."""
    head, sign, value = line[:LONGEST_KEY].partition(":")
    key = head.strip(" *_•-")
    meaning = find_meaning(key) if sign and key else ""
    if meaning not in NAMED:
        return None
    value = line[len(head) + 1 :].strip("*_ ")
    return meaning, f"{key} {value}" if meaning == "speaker" and value.isdecimal() else value


def _are_fields(sheet: TextLines, found: Mapping[int, tuple[str, str]]) -> bool:
    """Whether speakers are named again and again, each above or beside words of their own."""
    count = Counter(meaning for meaning, _ in found.values())
    if count["speaker"] < ENOUGH or count["speaker"] * 10 < len(sheet.filled):
        return False
    names = [value for meaning, value in found.values() if meaning == "speaker"]
    plain = [labels.fold_label(re.sub(r"[\s,–-]*[(\[].*", "", name)) for name in names]
    back = Counter(plain)
    come_back = sum(n for n in back.values() if n > 1) >= MOSTLY * len(plain) and len(back) > 1
    are_labels = all(labels.looks_like_label(name) for name in plain if name)
    if not (come_back and are_labels):
        return False
    return count["text"] >= MOSTLY * count["speaker"] or _stand_above(sheet.filled, found)


def _stand_above(filled: Sequence[int], found: Mapping[int, tuple[str, str]]) -> bool:
    """Whether below nearly all speakers words stand, and no other speaker."""
    after = dict(zip(filled, [*filled[1:], -1], strict=True))
    speakers = [place for place, (meaning, _) in found.items() if meaning == "speaker"]
    above = 0
    for place in speakers:
        below = after[place]
        while found.get(below, ("", ""))[0] in ("start", "end", "number"):
            below = after[below]
        above += below >= 0 and below not in found
    return above >= MOSTLY * len(speakers)
