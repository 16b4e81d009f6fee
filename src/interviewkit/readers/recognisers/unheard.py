"""Texts in the JSON of a recogniser that are in no turn: summaries, and what stands oddly."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from interviewkit.model.new_words import SENTENCE, collect_words, list_new_stretches
from interviewkit.model.words import count_words
from interviewkit.readers.contract import Aside

_OTHERS = frozenset(("lexical", "itn", "maskeditn"))
"""Keys under which the same words stand in another spelling."""

_READINGS = frozenset(("alternatives", "nbest"))
"""Keys of lists of readings, of which the first is the best."""

_WORDY = frozenset(("word", "text", "content", "punctuated_word", "display", "value"))
"""Keys of words; what stands in an object or a list below one is told, be it one word."""

_PLACE = re.compile(
    r"(?:[a-z][a-z\d+.-]{1,20}://|[A-Za-z]:[\\/]|[~.]{0,2}/)[^\n]*\.[A-Za-z\d]{2,5}"
)
"""The address of a file, whose folders may have blanks in their names."""

_MOMENT = re.compile(
    r"(?:[A-Z][a-z]{2,8},?\s+)?(?:[A-Z][a-z]{2,8}\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}),?\s+"
    r"(?:\d{4},?\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s+(?:[A-Z]{2,5}|[A-Z]{0,3}[+-]\d{4}|\d{4}))*"
)
"""``Tue Dec 1 03:14:51 UTC 2026``"""

_WORDLESS = frozenset((int, float, bool, type(None)))


def list_unheard(data: Any, heard: Iterable[str]) -> list[Aside]:
    """What stands in strings of the file and in none of the texts ``heard``."""
    known = collect_words(heard)
    told: dict[str, None] = {}
    for text, is_nested in _list_texts(data):
        least = 1 if is_nested else SENTENCE
        told.update(dict.fromkeys(list_new_stretches(text, known, least=least)))
    return [Aside(0, text, "texts beside what is said") for text in told]


def _list_texts(data: Any) -> Iterator[tuple[str, bool]]:
    """Every string with enough blanks for some words in succession; and those in an object in
    the place of a word, or in a list among objects."""
    waiting = [(data, False)]
    while waiting:
        each, is_nested = waiting.pop()
        if isinstance(each, dict):
            waiting += [(key, False) for key in each if " " in key or not key.isascii()]
            waiting += _list_values(each, is_nested)
        elif isinstance(each, list):
            keys = next((inner.keys() for inner in each if isinstance(inner, dict)), ())
            waiting += [(inner, is_nested or _is_odd(inner, keys)) for inner in reversed(each)]
        elif isinstance(each, str) and (is_nested or _may_be_sentence(each)):
            yield each, is_nested


def _is_odd(inner: Any, keys: Collection[str]) -> bool:
    """Whether it stands among objects with these keys and has none of them, or is a list."""
    if isinstance(inner, dict):
        return bool(keys) and not any(key in keys for key in inner)
    return bool(keys) and isinstance(inner, list)


def _list_values(of: dict[str, Any], is_nested: bool) -> list[tuple[Any, bool]]:
    """The values of an object in which texts may stand, the last first."""
    found: list[tuple[Any, bool]] = []
    for key, value in reversed(of.items()):
        if type(value) in _WORDLESS:
            continue
        if isinstance(value, str) and not is_nested and not _may_be_long(value):
            continue  # of a million values most are single words
        name = key.casefold()
        if isinstance(value, list) and name in _READINGS:
            found += [(first, is_nested) for first in value[:1]]
        elif name not in _OTHERS:
            found.append((value, is_nested or (name in _WORDY and _is_leaf(value))))
    return found


def _may_be_long(text: str) -> bool:
    """Whether a string may have words enough: scripts without blanks are looked at later."""
    return text.count(" ") >= SENTENCE - 1 or not text.isascii()


def _may_be_sentence(text: str) -> bool:
    """Whether a string has words enough, and is not what a machine calls a place or a moment."""
    plain = text.strip()
    is_long = plain.count(" ") >= SENTENCE - 1
    if not is_long and (plain.isascii() or count_words(plain) < SENTENCE):
        return False
    return not (_PLACE.fullmatch(plain) or _MOMENT.fullmatch(plain))


def _is_leaf(value: Any) -> bool:
    """Whether it is an object or a list without others in it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return bool(inner) and not any(isinstance(each, dict | list) for each in inner)
