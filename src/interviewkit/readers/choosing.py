"""Which reader a file is for: what it holds comes before what it is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from interviewkit.model.archives import is_archive, list_members
from interviewkit.readers.annotation.kinds import KINDS as ANNOTATION
from interviewkit.readers.chats.kinds import KINDS as CHATS
from interviewkit.readers.documents.kinds import KINDS as DOCUMENTS
from interviewkit.readers.documents.kinds import REFUSED
from interviewkit.readers.kinds import HEAD, FileKind
from interviewkit.readers.recognisers.kinds import KINDS as RECOGNISERS

PLAIN = (
    FileKind("speech", (".txt", ".text", ".md", ".markdown")),
    FileKind("vtt", (".vtt",), lambda head: head.startswith("WEBVTT")),
    FileKind("srt", (".srt",)),
    FileKind("docx", (".docx",), member="word/document.xml", is_text=False),
    FileKind("table", (".csv", ".tsv")),
    FileKind("table", (".xlsx",), member="xl/workbook.xml", is_text=False),
    FileKind("table", (".jsonl", ".ndjson")),
)
KINDS = (*PLAIN, *REFUSED, *RECOGNISERS, *ANNOTATION, *CHATS, *DOCUMENTS)
"""Every kind of file of the house; of two that a file fits, the first reads it."""

BY_SUFFIX = {suffix: kind.reader for kind in reversed(KINDS) for suffix in reversed(kind.suffixes)}
BY_SUFFIX = dict(reversed(BY_SUFFIX.items()))
READABLE = "what can be read: " + ", ".join(BY_SUFFIX)

_CUE = re.compile(r"\A\s*(?:\d+\s*\n)?\s*\d{1,3}:\d{1,2}:\d{1,2}(?P<mark>[,.])\d{1,3}\s*-->")

_WORDS_BEHIND = re.compile(r"[^\n]*?-->\s*[\d:.,]+[ \t]+(?!\w+:\S)\S")


def find_forced_reader(shown: str, readers: Mapping[str, str]) -> str:
    """The reader that ``[transcripts.readers]`` asks for; its globs match the path or the name."""
    name = PurePosixPath(shown).name
    globs = (g for g in readers if fnmatchcase(shown, g) or fnmatchcase(name, g))
    return next((readers[glob] for glob in globs), "")


def reads_bytes(reader: str) -> bool:
    """Whether a reader is given bytes alone, whatever it reads."""
    return {kind.is_text for kind in KINDS if kind.reader == reader} == {False}


def choose_binary_kind(raw: bytes) -> FileKind | None:
    """The kind of file that these bytes are where they are no text: by members of an archive, or
    by how it begins."""
    if is_archive(raw):
        inside = list_members(raw)
        return next((kind for kind in KINDS if kind.member and kind.member in inside), None)
    return next((kind for kind in KINDS if kind.magic and kind.magic(raw[:HEAD])), None)


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
    head = text[:HEAD].lstrip("\ufeff \n")
    cue = _CUE.match(head)
    fitting = (
        kind.reader for kind in KINDS if kind.fits and suffix not in kind.yields and kind.fits(head)
    )
    if certain := next(fitting, ""):
        found = certain
    elif cue and expected == "speech" and (_WORDS_BEHIND.match(head) or _names_each_cue(text)):
        found = expected  # a time and the words on a line; or, as Teams has it, time, name, words
    elif cue and expected not in ("vtt", "srt"):
        found = "srt" if cue["mark"] == "," else "vtt"
    else:
        found = expected
    usual = (kind.also for kind in KINDS if kind.reader == found)
    if found == expected or any(suffix in suffixes for suffixes in usual):
        return found, ""
    return found, f"it is named {suffix or 'without extension'}, but was read as {found}"
