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
_OMITTED = r"(?:\[\s*(?:\.{2,}|…)+\s*\]|\(\s*(?:\.{2,}|…)+\s*\)|…|\.{3,})"
_OMISSION = re.compile(rf"\s*{_OMITTED}\s*")
_EDGES = re.compile(rf"^(?:\s|{_OMITTED}|[{{marks}}])+|(?:\s|{_OMITTED}|[{{marks}}])+$".replace(
    "{marks}", "\"'“”„‟«»‹›‘’‚‛「」『』"
))  # fmt: skip
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
    before = rf"(?:{_TIME}[ \t]+)?(?:{named})[ \t]*(?::|\t|$|[ \t]+{_TIME}[ \t]*:?[ \t]*$)"
    return re.compile(rf"(?im)^[ \t]*{before}") if named else None


def _mend(text: str) -> str:
    """A quote whose words are not broken at the ends of lines."""
    return _BROKEN.sub("", text)


def _trim(text: str) -> str:
    """A quote without quotation marks and signs of omission around it."""
    return _EDGES.sub("", text)
