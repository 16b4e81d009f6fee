"""How likely a person begins or ends a selection at a place of a text."""

from __future__ import annotations

import math
import re

OUTSIDE, AMID_SIGN, EMPTY = -12.0, -7.0, -3.5
NAMED = 8.0

_AT_LINE, _AT_WORD, _AT_SIGN = math.log(1.0), math.log(0.7), math.log(0.3)
_AT_BLANK, _AT_LINE_END, _AMID_WORD = math.log(0.08), math.log(0.15), math.log(0.04)
_BEFORE_CLOSING = math.log(0.35)

_FINAL = frozenset(".!?…。！？")
_CLOSING = _FINAL | frozenset(",;:\"'”’»)]}")
_OPENING = frozenset("\"'“‘«([{¿¡-–—•*„")
_BLANKS = re.compile(r"\s+")
_SHORTENED = re.compile(r"\s*(?:…|\.\.\.|\[\.\.\.\])\s*$")
_UNSPACED = "\u3040"
"""From here on stand scripts that put no blanks between words."""

_SHORTEST_NAME = 4


def weigh_start(text: str, start: int) -> float:
    """The log of how likely a person begins there, beside the likeliest places."""
    if start >= len(text):
        return _AMID_WORD
    here, before = text[start], text[start - 1] if start else "\n"
    if here.isspace():
        return _AT_BLANK
    if before == "\n":
        return _AT_LINE
    if here.isalnum() and before.isalnum():
        return _AT_SIGN if here >= _UNSPACED and before >= _UNSPACED else _AMID_WORD
    return _AT_WORD if before.isspace() or before in _OPENING else _AT_SIGN


def weigh_end(text: str, end: int) -> float:
    """The log of how likely a person ends before that place."""
    if end < 1:
        return _AMID_WORD
    here, after = text[end - 1], text[end] if end < len(text) else "\n"
    if here.isspace():
        return _AT_LINE_END if here == "\n" else _AT_BLANK
    if here.isalnum() and after.isalnum():
        return _AT_SIGN if here >= _UNSPACED and after >= _UNSPACED else _AMID_WORD
    if after == "\n" or (here in _FINAL and after.isspace()):
        return _AT_LINE
    if after.isspace():
        return _AT_WORD
    return _BEFORE_CLOSING if after in _CLOSING else _AT_SIGN


def is_at_words(text: str, start: int, end: int) -> bool:
    """Whether a selection cuts no word and takes no blank at its start."""
    return start < end and min(weigh_start(text, start), weigh_end(text, end)) > _AT_BLANK


def is_named_after(name: str, said: str) -> bool:
    """Whether a selection is called by the words that it says, or by the first of them."""
    wanted = _BLANKS.sub(" ", _SHORTENED.sub("", name)).strip()
    if len(wanted) < _SHORTEST_NAME:
        return False
    found = _BLANKS.sub(" ", said).strip()
    return found.startswith(wanted) if _SHORTENED.search(name) else found == wanted
