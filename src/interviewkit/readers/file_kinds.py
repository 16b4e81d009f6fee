"""Which reader a file is for: by what is in it first, by its extension second."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from interviewkit.model.archives import list_members

BY_SUFFIX = {
    ".txt": "speech",
    ".text": "speech",
    ".md": "speech",
    ".markdown": "speech",
    ".vtt": "vtt",
    ".srt": "srt",
    ".docx": "docx",
    ".csv": "table",
    ".tsv": "table",
    ".xlsx": "table",
    ".jsonl": "table",
    ".ndjson": "table",
}
READABLE = "what can be read: " + ", ".join(BY_SUFFIX)

ARCHIVES = {"word/document.xml": ("docx", ".docx"), "xl/workbook.xml": ("table", ".xlsx")}

_HEAD = 4096
_CUE = re.compile(r"\A\s*(?:\d+\s*\n)?\s*\d{1,3}:\d{1,2}:\d{1,2}(?P<mark>[,.])\d{1,3}\s*-->")

_WORDS_BEHIND = re.compile(r"[^\n]*?-->\s*[\d:.,]+[ \t]+(?!\w+:\S)\S")


def find_forced_reader(shown: str, readers: Mapping[str, str]) -> str:
    """The reader that ``[transcripts.readers]`` asks for; its globs match the path or the name."""
    name = PurePosixPath(shown).name
    globs = (g for g in readers if fnmatchcase(shown, g) or fnmatchcase(name, g))
    return next((readers[glob] for glob in globs), "")


def choose_archive_reader(raw: bytes) -> tuple[str, str]:
    """The reader of an Office file and the suffix it should have; empty if it is none."""
    inside = list_members(raw)
    return next((kind for member, kind in ARCHIVES.items() if member in inside), ("", ""))


def _names_each_cue(text: str) -> bool:
    """Whether below each time a line stands that comes back, and words below that."""
    first, second = [], []
    lines = text.split("\n")
    for line, name, words in zip(lines, lines[1:], lines[2:], strict=False):
        if "-->" in line:
            first.append(name.strip())
            second.append(bool(words.strip()) and "-->" not in words)
    return all(second) and len(set(first)) * 3 <= len(first) * 2 and len(set(first)) > 1


def choose_text_reader(suffix: str, text: str) -> tuple[str, str]:
    """The reader for this text, and what is to be told if it is not the one of its suffix."""
    expected = BY_SUFFIX.get(suffix, "")
    head = text[:_HEAD].lstrip("\ufeff \n")
    cue = _CUE.match(head)
    if head.startswith("WEBVTT"):
        found = "vtt"
    elif cue and expected == "speech" and (_WORDS_BEHIND.match(head) or _names_each_cue(text)):
        found = expected  # a time and the words on a line; or, as Teams has it, time, name, words
    elif cue and expected not in ("vtt", "srt"):
        found = "srt" if cue["mark"] == "," else "vtt"
    else:
        found = expected
    if found == expected:
        return found, ""
    return found, f"it is named {suffix or 'without extension'}, but was read as {found}"
