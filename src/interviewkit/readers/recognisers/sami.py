"""SAMI (``.smi``): captions of media players, as something like a web page."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import cue_speakers
from interviewkit.readers.contract import Aside, Conversation, Heard, Source
from interviewkit.readers.cues import Cue
from interviewkit.readers.xml_tree import NOWHERE

_TOP = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<sami\b", re.IGNORECASE)
_SYNC = re.compile(r"<sync\b(?P<how>[^>]*)>", re.IGNORECASE)
_START = re.compile(r"\bstart\s*=\s*[\"']?\s*(\d{1,9})", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b(?P<how>[^>]*)>", re.IGNORECASE)
_LANGUAGE = re.compile(r"\bclass\s*=\s*[\"']?\s*([^\s\"'>]+)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TITLE = re.compile(r"<title\b[^>]*>([^<]*)", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def is_sami(head: str) -> bool:
    return bool(_TOP.match(head))


def read_sami(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the captions of one language, the one with most; others are told."""
    text = _drop_comments(source.text)
    shown = list(_list_captions(text))
    most = Counter(language for language, cue in shown if cue.lines).most_common(1)
    kept = [cue for language, cue in shown if most and language == most[0][0]]
    ended = [replace(a, end=b.start) for a, b in pairwise(kept)] + kept[-1:]
    aside = [
        Aside(cue.line, " ".join(cue.lines), f"captions in another language ({language})")
        for language, cue in shown
        if cue.lines and language != most[0][0]
    ]
    aside += _list_stray(text)
    title = _TITLE.search(text)
    facts = {"title": html.unescape(title[1]).strip()} if title and title[1].strip() else {}
    problems: list[Problem] = []
    said, repeated = cue_speakers.build_cue_turns(
        [cue for cue in ended if cue.lines], source, settings, problems
    )
    return [Conversation(tuple(said), facts=facts, aside=(*aside, *repeated))], problems


def _drop_comments(text: str) -> str:
    """The text without comments, in as many lines; one that nothing closes is none."""
    closed = text.rfind("-->") + 3 if "-->" in text else 0
    without = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text[:closed])
    return without + text[closed:].replace("<!--", "")


def _list_captions(text: str) -> Iterator[tuple[str, Cue]]:
    """Each paragraph with its language; an empty one ends the caption before it."""
    for sync, inside, line in _cut(_SYNC, text, 1):
        begin = _START.search(sync["how"])
        start = int(begin[1]) / 1000 if begin else None
        for mark, words, number in _cut(_PARAGRAPH, inside, line):
            language = _LANGUAGE.search(mark["how"])
            lines = tuple(_list_lines(words))
            yield (language[1].upper() if language else ""), Cue(start, None, number, lines)


def _cut(mark: re.Pattern[str], text: str, line: int) -> Iterator[tuple[re.Match[str], str, int]]:
    """What stands from each mark to the next one, and its line."""
    found = list(mark.finditer(text))
    ends = [*(each.start() for each in found), len(text)][1:]
    for each, end in zip(found, ends, strict=True):
        yield each, text[each.end() : end], line + text.count("\n", 0, each.end())


def _list_stray(text: str) -> Iterator[Aside]:
    """Words that stand before the first caption, or between a time and its first paragraph."""
    body = _BODY.search(text)
    first = _SYNC.search(text)
    begin = body.end() if body else 0
    above = text[begin : first.start() if first else len(text)]
    places = [(above, 1 + text.count("\n", 0, begin))] if body or not first else []
    for _, inside, line in _cut(_SYNC, text, 1):
        paragraph = _PARAGRAPH.search(inside)
        places.append((inside[: paragraph.start() if paragraph else len(inside)], line))
    for words, line in places:
        if stray := " ".join(_list_lines(words)):
            yield Aside(line, stray, NOWHERE)


def _list_lines(paragraph: str) -> Iterator[str]:
    """The lines of a caption, escaped as those of all captions are."""
    for line in _BREAK.split(paragraph):
        plain = html.unescape(_TAG.sub("", line))
        if words := " ".join(plain.split()):
            yield html.escape(words, quote=False)
