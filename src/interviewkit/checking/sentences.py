"""Sentences of a document, and what the numbers in them are: shares, points, ratios, n, p."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex  # type: ignore[import-untyped,unused-ignore]

from interviewkit.checking.documents.pieces import HEADING, PARAGRAPH
from interviewkit.checking.reading_words import ReadingWords
from interviewkit.checking.streams import TokenStream
from interviewkit.checking.tokens import MASK, PER_CENT, DocumentToken, read_values

_END = regex.compile(
    r"[.!?。！？][\"”»’)\]]*(?:\s+(?=[\p{Lu}\p{Lt}\p{Lo}\p{N}“„«\"(])|$)|(?<=[。！？])"
)

SHARE, MORE, POINTS, TIMES = "share", "more", "points", "times"
N, P, COUNT, BASE, LEVEL, END, PLAIN = "n", "p", "count", "base", "level", "end", "plain"


@dataclass(frozen=True, slots=True)
class DocumentSentence:
    """A sentence: its tokens from ``first`` up to ``end`` in the stream, and their keys."""

    first: int
    end: int
    text: str
    tokens: tuple[DocumentToken, ...]

    @property
    def keys(self) -> list[str]:
        return [each.key for each in self.tokens]


@dataclass(frozen=True, slots=True)
class NumberSaid:
    """A number in a sentence: which token ``at`` it is, and what it is a number of."""

    at: int
    role: str
    key: str

    @property
    def values(self) -> frozenset[float]:
        return read_values(self.key)


def list_sentences(stream: TokenStream) -> Iterator[DocumentSentence]:
    """The sentences of headings and paragraphs, in order; rows of tables are none."""
    at = 0
    while at < len(stream):
        first, last = stream.bounds(at)
        piece = stream.pieces[stream.piece_of[at]]
        if piece.kind in (PARAGRAPH, HEADING):
            yield from _cut_piece(stream, piece.text, first, last + 1)
        at = last + 1


def _cut_piece(stream: TokenStream, text: str, first: int, end: int) -> Iterator[DocumentSentence]:
    start = 0
    for stop in [*(found.end() for found in _END.finditer(text)), len(text)]:
        inside = [k for k in range(first, end) if start <= stream.tokens[k].start < stop]
        if inside:
            tokens = tuple(stream.tokens[inside[0] : inside[-1] + 1])
            yield DocumentSentence(inside[0], inside[-1] + 1, text[start:stop].strip(), tokens)
        start = stop


def read_roles(sentence: DocumentSentence, words: ReadingWords) -> list[NumberSaid]:
    """What each number of a sentence is a number of."""
    keys, found = sentence.keys, list[NumberSaid]()
    for at, token in enumerate(sentence.tokens):
        if token.mask == MASK and token.is_number:
            found.append(NumberSaid(at, _name_role(keys, at, words, found), token.key))
    return _mark_ends(found, keys, words)


def _name_role(
    keys: Sequence[str], at: int, words: ReadingWords, before: Sequence[NumberSaid]
) -> str:
    after, previous = at + 1, keys[at - 1] if at else ""
    if previous in ("n", "p"):
        return N if previous == "n" else P
    if words.begins("points", keys, after):
        return POINTS
    if _at(keys, after) == PER_CENT:
        follows = after + 1
        if words.begins("interval", keys, follows):
            return LEVEL
        if _at(keys, follows) in words.words("more") | words.words("fewer"):
            return MORE
        return SHARE
    if words.begins("times", keys, after):
        return TIMES
    size = words.begins("of", keys, after)
    if size and _is_number(keys, after + size):
        return COUNT
    if before and before[-1].role == COUNT and at - before[-1].at <= 4:
        return BASE
    return PLAIN


def _mark_ends(
    found: Sequence[NumberSaid], keys: Sequence[str], words: ReadingWords
) -> list[NumberSaid]:
    """The two numbers that follow the name of an interval are its ends."""
    marked, ends = list(found), set[int]()
    for at, end in words.find("interval", keys):
        following = [each.at for each in found if each.at >= end and each.role not in (N, P)][:2]
        if len(following) == 2 and following[1] - at <= 7:
            ends |= set(following)
    return [NumberSaid(e.at, END, e.key) if e.at in ends else e for e in marked]


def _at(keys: Sequence[str], at: int) -> str:
    return keys[at] if at < len(keys) else ""


def _is_number(keys: Sequence[str], at: int) -> bool:
    return _at(keys, at).replace(".", "").isdigit()
