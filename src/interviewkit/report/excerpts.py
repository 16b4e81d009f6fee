"""What of a turn is quoted: whole sentences around a passage, so that they can be understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewkit.model.words import count_words
from interviewkit.report.clarity import READABLE, IsNamed, rate_clarity, says_no_name
from interviewkit.report.whole_sentences import Span, cut_sentences

LEFT_OUT = "[…]"
"""What stands where words of a sentence are left out."""
AROUND = ((1, 0), (0, 1), (2, 0), (1, 1), (3, 0), (2, 1), (1, 2), (3, 1))
"""So many sentences before and after a passage may be shown with it, nearest first."""
WORTH = 0.02
"""A sentence more has to make it so much clearer."""

_CLAUSE = re.compile(r"[,;:—–](?:[\"'”’»]*)\s+|[，、；：]|\s+[—–-]\s+")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a turn as a quote shows it, from ``start`` to ``end`` of the turn's text.

    ``text`` has its words; :data:`LEFT_OUT` stands at an end where the sentence goes on.
    """

    start: int
    end: int
    text: str
    clarity: float


def choose_excerpt(text: str, passage: Span, is_named: IsNamed = says_no_name) -> Excerpt:
    """The clearest whole sentences of a turn that hold a passage, of a readable length.

    A sentence that is too long is shortened between clauses, and says so.
    """
    sentences = cut_sentences(text)
    held = [
        i for i, (start, end) in enumerate(sentences) if start < passage[1] and end > passage[0]
    ]
    if not held:
        return _take(text, passage, is_named)
    wider = list(_widen(sentences, held[0], held[-1]))
    if count_words(text[slice(*wider[0][1])]) > READABLE[1]:
        return _shorten(text, wider[0][1], passage, is_named)
    rated = [
        (excerpt.clarity - WORTH * more, -place, excerpt)
        for place, (more, span) in enumerate(wider)
        if count_words(text[slice(*span)]) <= READABLE[1]
        for excerpt in [_take(text, span, is_named)]
    ]
    return max(rated, key=lambda each: each[:2])[2]


def _widen(sentences: Sequence[Span], first: int, last: int) -> Iterator[tuple[int, Span]]:
    """The sentences of a passage, then so many more of what was said around them."""
    yield 0, (sentences[first][0], sentences[last][1])
    for before, after in AROUND:
        if before <= first and last + after < len(sentences):
            more = (sentences[first - before][0], sentences[last + after][1])
            yield before + after, more


def _take(text: str, span: Span, is_named: IsNamed) -> Excerpt:
    words = " ".join(text[slice(*span)].split())
    return Excerpt(*span, words, rate_clarity(words, is_named))


def _shorten(text: str, whole: Span, passage: Span, is_named: IsNamed) -> Excerpt:
    """What is around a passage between two clauses; of one that is too long, its beginning."""
    start, end = max(whole[0], passage[0]), min(whole[1], passage[1])
    for cut in (_CLAUSE, _BLANK, re.compile("")):
        inner = [whole[0] + mark.end() for mark in cut.finditer(text[slice(*whole)])]
        firsts = [place for place in (whole[0], *inner) if place <= start]
        lasts = [place for place in (*inner, whole[1]) if place >= end]
        fit = [(a, b) for a in firsts for b in lasts if _fits(text, a, b)]
        if not fit:
            begin = firsts[-1]
            fit = [(begin, b) for b in inner if b > begin and _fits(text, begin, b)]
        if fit:
            best = max(fit, key=lambda span: (span[1] - span[0], -span[0]))
            return _mark(text, best, whole, is_named)
    return _mark(text, (start, end), whole, is_named)


def _fits(text: str, start: int, end: int) -> bool:
    return 0 < count_words(text[start:end]) <= READABLE[1]


def _mark(text: str, span: Span, whole: Span, is_named: IsNamed) -> Excerpt:
    """The excerpt with a mark at each end where its sentence goes on."""
    taken = _take(text, span, is_named)
    before = f"{LEFT_OUT} " if span[0] > whole[0] else ""
    after = f" {LEFT_OUT}" if span[1] < whole[1] else ""
    return Excerpt(*span, f"{before}{taken.text}{after}", taken.clarity)
