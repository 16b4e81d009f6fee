"""Where sentences of speech begin and end, told from marks alone, in any script."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_END = re.compile(r"[.!?…؟।॥]+[\"'”’»)\]]*(?=\s|$)|[。！？｡]+[」』”’）]*|\n+")
_SHORT_WORDS = """
mr mrs ms dr prof st vs etc eg ie inc ltd jr sr approx dept fig
z.b d.h u.a z.t bzw ca usw nr str hr fr bspw evtl ggf vgl m.e s.o
"""
_SHORT = frozenset(_SHORT_WORDS.split())
_LAST_WORD = re.compile(r"[^\W\d_][\w.]*$")


def cut_sentences(text: str) -> list[Span]:
    """The sentences of a text as (start, end), without the blanks around them, in order.

    Where speech has no marks at all, as some automatic transcripts have it, it is one sentence.
    """
    found, start = [], 0
    for end in _ends(text):
        span = _strip(text, start, end)
        if span:
            found.append(span)
        start = end
    return found


def _ends(text: str) -> Iterator[int]:
    for mark in _END.finditer(text):
        if not _goes_on(text, mark):
            yield mark.end()
    yield len(text)


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    """Whether a full stop only shortens a word, or three only hold a breath."""
    after = text[mark.end() :].lstrip()[:1]
    if after.islower() and (mark.group()[0] in ".…" or mark.group()[-1] in "\"'”’»"):
        return True
    if mark.group() != ".":
        return False
    word = _LAST_WORD.search(text[: mark.start()])
    last = word.group() if word else ""
    return last.casefold().strip(".") in _SHORT or _is_initial(last)


def _is_initial(word: str) -> bool:
    """``J`` of ``J. Smith``, but not ``I``, with which sentences end."""
    return len(word) == 1 and word.isupper() and word != "I"


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
