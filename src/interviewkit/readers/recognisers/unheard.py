"""Texts in the JSON of a recogniser that are in no turn: summaries, and what stands oddly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from interviewkit.model.new_words import SENTENCE, collect_words, list_new_stretches
from interviewkit.readers.contract import Aside

_OTHERS = frozenset(("lexical", "itn", "maskeditn"))
"""Keys under which the same words stand in another spelling."""

_READINGS = frozenset(("alternatives", "nbest"))
"""Keys of lists of readings, of which the first is the best."""

_WORDY = frozenset(("word", "text", "content", "punctuated_word", "display", "value"))
"""Keys of words; what stands in an object or a list below one is told, be it one word."""


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
    the place of a word, or among objects of which it is none."""
    waiting = [(data, False)]
    while waiting:
        each, is_nested = waiting.pop()
        if isinstance(each, dict):
            for key, value in reversed(each.items()):
                name = key.casefold()
                if isinstance(value, list) and name in _READINGS:
                    waiting += [(first, is_nested) for first in value[:1]]
                elif name not in _OTHERS and not isinstance(value, int | float):
                    inside = name in _WORDY and _is_leaf(value)
                    waiting.append((value, is_nested or inside))
        elif isinstance(each, list):
            keys = next((inner.keys() for inner in each if isinstance(inner, dict)), ())
            waiting += [(inner, is_nested or _is_odd(inner, keys)) for inner in reversed(each)]
        elif isinstance(each, str) and (is_nested or each.strip().count(" ") >= SENTENCE - 1):
            yield each, is_nested


def _is_odd(inner: Any, keys: Collection[str]) -> bool:
    """Whether it stands among objects with these keys and has none of them, or is a list."""
    if isinstance(inner, dict):
        return bool(keys) and not any(key in keys for key in inner)
    return bool(keys) and isinstance(inner, list)


def _is_leaf(value: Any) -> bool:
    """Whether it is an object or a list without others in it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return bool(inner) and not any(isinstance(each, dict | list) for each in inner)
