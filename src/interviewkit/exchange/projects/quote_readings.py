"""How a quote may be written otherwise than it was said.

Labels and times stand in it, quotation marks around it, signs of omission before, behind or within
it, and words are broken where a line of a page ended.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from interviewkit.exchange.projects.ink import read_ink

_STAMP = re.compile(r"[\[(#]\d{1,2}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?[\])#]?")
_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_OMITTED = r"(?:\[\s?[.…]{1,9}\s?\]|\(\s?[.…]{1,9}\s?\)|…|\.{3,9})"
_OMISSION = re.compile(rf"\s?{_OMITTED}\s?")
_LEADING, _TRAILING = re.compile(_OMITTED), re.compile(rf"{_OMITTED}$")
_MARKS = " …\"'“”„‟«»‹›‘’‚‛「」『』"
_LONGEST = 13
"""Signs that a sign of omission has at most."""
_BROKEN = re.compile(r"(?<=\w)[-‐\u00ad][ \t]*\n\s*(?=\w)")
SHORTEST = 8
"""Signs that a piece of a quote has at least; fewer stand anywhere."""


def list_readings(quote: str, labels: Collection[str]) -> Iterator[str]:
    """The signs of a quote as it is, without labels and times, and without what people add."""
    seen: set[str] = set()
    for text in _list_texts(quote, labels):
        signs = read_ink(text).signs
        if signs and signs not in seen:
            seen.add(signs)
            yield signs


def list_pieces(quote: str, labels: Collection[str]) -> list[str]:
    """The signs of each piece of a quote that omits something; none where it does not, or where a
    piece is too short to be known."""
    texts = _OMISSION.split(_trim(_bare(quote, labels)))
    pieces = [read_ink(_mend(text)).signs for text in texts]
    return pieces if len(pieces) > 1 and min(map(len, pieces)) >= SHORTEST else []


def _list_texts(quote: str, labels: Collection[str]) -> Iterator[str]:
    bare = _bare(quote, labels)
    yield quote
    yield bare
    yield _mend(bare)
    yield _trim(_mend(bare))
    if inner := _find_inner_label(frozenset(labels) - {""}):
        yield _trim(_mend(inner.sub(" ", bare)))


@lru_cache(maxsize=64)
def _find_inner_label(labels: frozenset[str]) -> re.Pattern[str] | None:
    """A label and its colon within a line: tables hold several turns in one."""
    named = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    return re.compile(rf"(?i)(?<=[\s.!?…])(?:{named})\s?:(?=\s)") if named else None


def _bare(quote: str, labels: Collection[str]) -> str:
    """A quote without times in brackets, and without a label and its time before a line."""
    bare = _STAMP.sub(" ", quote)
    label = _find_label(frozenset(labels) - {""})
    return label.sub(" ", bare) if label else bare


@lru_cache(maxsize=64)
def _find_label(labels: frozenset[str]) -> re.Pattern[str] | None:
    named = "|".join(
        re.escape(each) for each in sorted(labels, key=lambda each: (-len(each), each))
    )
    blank, gap = r"[ \t]{0,20}", r"[ \t]{1,20}"  # bound, so that a line of blanks costs little
    behind = rf"{blank}(?::|\t|$)|{gap}{_TIME}{blank}:?{blank}$"
    before = rf"(?:{_TIME}{gap})?(?:{named})(?:{behind})"
    return re.compile(rf"(?im)^{blank}{before}") if named else None


def _mend(text: str) -> str:
    """A quote whose words are not broken at the ends of lines."""
    return _BROKEN.sub("", text)


def _trim(text: str) -> str:
    """A quote on one line, without quotation marks and signs of omission around it."""
    text, before = " ".join(text.split()), ""
    while text != before:
        before = text
        text = text.strip(_MARKS)
        lead = _LEADING.match(text)
        text = text[lead.end() :] if lead else text
        trail = _TRAILING.search(text, max(len(text) - _LONGEST, 0))
        text = text[: trail.start()] if trail else text
    return text
