"""Praat's TextGrid, in its long and its short form.

Praat itself reads both alike: numbers, texts in quotes and flags such as ``<exists>`` count where
they stand free, and all else is a comment. So does this reader, and it trusts no count of the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.heard import finish_tiers
from interviewkit.readers.annotation.tiers import AnnotationTier, TierSpan
from interviewkit.readers.contract import Aside, Heard, Source
from interviewkit.readers.join import has_words

BINARY = b"ooBinaryTextFile"

_CLASSES = ("IntervalTier", "TextTier")
_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]|"")*+)(?P<end>"?)'
    r"|(?<!\S)(?P<number>[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|--undefined--)(?!\S)"
    r"|(?<!\S)!(?P<comment>[^\n]*)"
)
_KEYS = re.compile(
    r"\b(?:File type|Object class|xmin|xmax|tiers|exists|size|item|class|name|intervals|points"
    r"|text|mark|number|time|value)\b"
)
"""What Praat writes between numbers and texts."""

_HEAD = ("ooTextFile", "TextGrid")
_ACCENT = re.compile(r"\\([A-Za-z])([\"'`^~,])")
_MARKS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", ",": "\u0327"}
_LETTERS = {
    "\\ss": "ß",
    "\\ae": "æ",
    "\\Ae": "Æ",
    "\\o/": "ø",
    "\\O/": "Ø",
    "\\ao": "å",
    "\\Ao": "Å",
}
_SPECIAL = re.compile("|".join(map(re.escape, _LETTERS)))


def is_textgrid(head: str) -> bool:
    """Whether a text begins as a TextGrid does; its first line may be missing."""
    lines = [line.split("=")[-1].strip(' "') for line in head.split("\n")[:4]]
    return lines[0] == "ooTextFile" and "TextGrid" in lines


def is_binary_textgrid(raw: bytes) -> bool:
    """Whether bytes are a TextGrid in Praat's binary form."""
    return raw.startswith(BINARY)


def read_textgrid(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation: tiers of intervals are people's, but for those that hold single words or
    sounds beside whole utterances. Tiers of points are set aside."""
    if not source.text:
        what, hint = "it is a TextGrid in binary form", "save it in Praat as a text file"
        return [], [source.problem(what, hint=hint, fatal=True)]
    tokens = _Tokens(source)
    tiers = list(_list_tiers(tokens))
    return finish_tiers(tiers, source, settings, {}, tokens.problems, tokens.unread)


@dataclass(frozen=True, slots=True)
class _Token:
    """A text in quotes, or a number; and its line."""

    text: str | None
    number: float | None
    line: int


@dataclass
class _Tokens:
    """All tokens of a file, and what is wrong with it."""

    source: Source
    found: list[_Token] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: list[Aside] = field(default_factory=list)

    def __post_init__(self) -> None:
        line, at, end = 1, 0, 0
        text = self.source.text
        for match in _TOKEN.finditer(text):
            self._look_between(text[end : match.start()], line)
            end = match.end()
            line, at = line + text.count("\n", at, match.start()), match.start()
            if match["comment"]:
                self.set_aside(match["comment"], line, "comments of the file")
            if match["text"] is not None:
                self.found.append(_Token(_decode(match["text"]), None, line))
                self._check_end(match, line)
            elif match["number"]:
                self.found.append(_Token(None, _parse(match["number"]), line))
        self._look_between(text[end:], line)

    def _look_between(self, text: str, line: int) -> None:
        if text.strip() and any(sign.isalpha() for sign in _KEYS.sub("", text)):
            self.set_aside(text, line, "words outside of quotation marks")

    def set_aside(self, text: str, line: int, why: str) -> None:
        """Words that are in no tier."""
        if has_words(text):
            self.unread.append(Aside(line, " ".join(text.split()), why))

    def _check_end(self, match: re.Match[str], line: int) -> None:
        if not match["end"]:
            what = "a text that opens with a quote is never closed; it was kept"
            self.problems.append(
                self.source.problem(what, line=line, hint="save it again in Praat")
            )


def _decode(text: str) -> str:
    """A text without doubled quotes, and with the letters that Praat writes with a backslash."""
    text = text.replace('""', '"')
    if "\\" not in text:
        return text
    text = _SPECIAL.sub(lambda found: _LETTERS[found[0]], text)
    text = _ACCENT.sub(lambda found: found[1] + _MARKS[found[2]], text)
    return unicodedata.normalize("NFC", text)


def _parse(number: str) -> float | None:
    value = float(number) if number[-1] != "-" and len(number) < 40 else None
    return value + 0.0 if value is not None and abs(value) < 1e9 else None  # -0 is 0


def _list_tiers(tokens: _Tokens) -> Iterator[AnnotationTier]:
    """Each tier: its class, its name, its times and count, then its intervals or points."""
    heads = [
        place
        for place, (first, second) in enumerate(pairwise(tokens.found))
        if first.text in _CLASSES and second.text is not None
    ]
    for token in tokens.found[: heads[0] if heads else None]:
        if token.text is not None and token.text not in _HEAD:
            tokens.set_aside(token.text, token.line, "words above the first tier")
    for place, stop in pairwise([*heads, len(tokens.found)]):
        kind, name = tokens.found[place].text, tokens.found[place + 1].text or ""
        spans = tuple(_list_spans(tokens.found[place + 2 : stop]))
        points = f"tier {name!r}, which holds points in time" if kind == "TextTier" else ""
        yield AnnotationTier(name.strip('" '), spans, why=points)


def _list_spans(tokens: list[_Token]) -> Iterator[TierSpan]:
    """Every text with the numbers before it: two of an interval, one of a point."""
    numbers: list[float | None] = []
    last = 0.0
    for place, token in enumerate(tokens):
        if token.text is None:
            numbers.append(token.number)
            continue
        times = numbers[3:] if place == len(numbers) and len(numbers) > 3 else numbers
        start, end = _last_two(times)
        last = start if start is not None else last
        if token.text.strip():
            yield TierSpan(token.text, start, end, token.line, last)
        numbers = []


def _last_two(times: list[float | None]) -> tuple[float | None, float | None]:
    if not times:
        return None, None
    start, end = times[-2:] if len(times) > 1 else (times[-1], None)
    return (start, end) if start is None or end is None or start <= end else (start, None)
