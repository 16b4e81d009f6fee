"""Moving the ends of a passage: by word or by sentence, to the next sentence, onto a quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]
"""Start and end of a slice of a text, in Unicode characters."""

START, END = "start", "end"
WORD, SENTENCE = "word", "sentence"

_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'”’)\]]*(?=\s|$)|$)", re.DOTALL)


def find_words(text: str) -> list[Span]:
    """Where the words of a text stand: runs of anything but white space."""
    return [match.span() for match in _WORD.finditer(text)]


def find_sentences(text: str) -> list[Span]:
    """Where the sentences of a text stand, told by punctuation alone."""
    return [(at.start(), at.start() + len(at[0].rstrip())) for at in _SENTENCE.finditer(text)]


def widen_span(span: Span, stops: Sequence[Span], side: str) -> Span:
    """The span with one more word (or sentence) of ``stops`` at one side, if there is one."""
    start, end = span
    if side == END:
        return start, min((b for _, b in stops if b > end), default=end)
    return max((a for a, _ in stops if a < start), default=start), end


def narrow_span(span: Span, stops: Sequence[Span], side: str) -> Span:
    """The span with one word (or sentence) less at one side; something always remains."""
    start, end = span
    if side == END:
        return start, max((b for _, b in stops if start < b < end), default=end)
    return min((a for a, _ in stops if start < a < end), default=start), end


def find_neighbour_sentence(span: Span, stops: Sequence[Span], step: int) -> Span:
    """The sentence ``step`` places after (or before) that in which the span begins."""
    if not stops:
        return span
    here = max((i for i, (a, _) in enumerate(stops) if a <= span[0]), default=0)
    return stops[min(max(here + step, 0), len(stops) - 1)]


def find_quoted(text: str, quote: str) -> Span | None:
    """Where a quote stands in a text, white space and case aside; ``None`` where it does not.

    Where it begins and ends with whole words comes first.
    """
    pieces = [re.escape(piece) for piece in quote.split()]
    if not pieces:
        return None
    said = r"\s+".join(pieces)
    whole = re.search(rf"(?<!\w){said}(?!\w)", text, re.IGNORECASE)
    found = whole or re.search(said, text, re.IGNORECASE)
    return found.span() if found else None
