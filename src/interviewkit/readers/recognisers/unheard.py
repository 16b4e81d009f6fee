"""Texts in the JSON of a recogniser that are in no turn: summaries, and what stands oddly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from interviewkit.readers.contract import Aside

SENTENCE = 3
"""So many words that nobody says, near each other, are told; fewer are another spelling."""

NEAR = 5
"""So many words that are said may stand between two that are not."""

_OTHERS = frozenset(("lexical", "itn", "maskeditn"))
"""Keys under which the same words stand in another spelling."""

_READINGS = frozenset(("alternatives", "nbest"))
"""Keys of lists of readings, of which the first is the best."""

WHOLE = 10
"""A text of so many words, of which nearly all are said, is what the turns say: of such a one
every word that is missing is told."""

_WORDY = frozenset(("word", "text", "content", "punctuated_word", "display"))
"""Keys of words; what stands in an object below one is told, be it one word."""

_WORD = re.compile(r"\w+")


def list_unheard(data: Any, heard: Iterable[str]) -> list[Aside]:
    """What stands in strings of the file and in none of the texts ``heard``."""
    known = {word for text in heard for word in _WORD.findall(text.casefold())}
    told: dict[str, None] = {}
    for text, is_nested in _list_texts(data):
        words = text.split()
        new = [place for place, word in enumerate(words) if _is_new(word, known)]
        is_whole = len(words) >= WHOLE and len(new) * WHOLE <= len(words)
        least = 1 if is_whole or is_nested else SENTENCE
        told.update(dict.fromkeys(_list_stretches(words, new, least)))
    return [Aside(0, text, "texts beside what is said") for text in told]


def _list_stretches(words: Sequence[str], new: Sequence[int], least: int) -> Iterator[str]:
    """Stretches of the words in which enough are ``new``."""
    cuts = [n for n, (one, two) in enumerate(pairwise(new), 1) if two - one > NEAR + 1]
    for first, last in pairwise([0, *cuts, len(new)]):
        if last - first >= least:
            yield " ".join(words[new[first] : new[last - 1] + 1])


def _is_new(word: str, known: set[str]) -> bool:
    parts = _WORD.findall(word.casefold())
    return any(part not in known for part in parts) and any(map(str.isalpha, word))


def _list_texts(data: Any) -> Iterator[tuple[str, bool]]:
    """Every string with enough blanks for some words in succession; and those in an object in
    the place of a word."""
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
            waiting += [(inner, is_nested) for inner in reversed(each)]
        elif isinstance(each, str) and (is_nested or each.strip().count(" ") >= SENTENCE - 1):
            yield each, is_nested


def _is_leaf(value: Any) -> bool:
    """Whether it is an object without others in it."""
    return isinstance(value, dict) and not any(isinstance(v, dict | list) for v in value.values())
