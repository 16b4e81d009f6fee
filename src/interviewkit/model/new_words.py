"""Which words of a text stand nowhere among others: what a second look at a file finds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, pairwise

from interviewkit.model.words import MARKS, UNSPACED, count_words

SENTENCE = 3
"""So many new words near each other are told; fewer are another spelling."""

WHOLE = 10
"""A text of so many words, of which nearly all are known, is a known one: of such a one every word
that is new is told."""

NEAR = 5
"""So many known words may stand between two that are new."""

PAIRS = 4
"""So many new pairs of signs in succession are new in scripts without blanks."""

_WORD = re.compile(rf"[{UNSPACED}]+|(?:(?![{UNSPACED}])[\w{MARKS}])+")
_PLAIN_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(f"[{UNSPACED}]")


def collect_words(texts: Iterable[str]) -> set[str]:
    """All words of texts, in small letters; of scripts without blanks each two signs that stand
    together."""
    words = {word for text in texts for word in _find_words(text)}
    return {part for word in words for part in _take_apart(word)}


def _find_words(text: str) -> list[str]:
    return (_PLAIN_WORD if text.isascii() else _WORD).findall(text.casefold())


def _take_apart(word: str) -> list[str]:
    if len(word) < 2 or not _UNSPACED.match(word):
        return [word]
    return [one + two for one, two in pairwise(word)]


def list_new_stretches(
    text: str, known: Collection[str], *, least: int = SENTENCE
) -> Iterator[str]:
    """Stretches of a text that hold at least so many words which are not ``known``.

    >>> list(list_new_stretches("I know that he went there by bus", {"i", "know", "that"}))
    ['he went there by bus']
    """
    if all(map(known.__contains__, _find_words(text))):
        return
    words = text.split()
    new = [place for place, word in enumerate(words) if _is_new(word, known)]
    if len(words) >= WHOLE and len(new) * WHOLE <= len(words):
        least = 1
    cuts = [n for n, (one, two) in enumerate(pairwise(new), 1) if two - one > NEAR + 1]
    for first, last in pairwise([0, *cuts, len(new)]):
        if sum(max(count_words(words[place]), 1) for place in new[first:last]) >= least:
            yield " ".join(words[new[first] : new[last - 1] + 1])


def _is_new(word: str, known: Collection[str]) -> bool:
    is_word = any(map(str.isalpha, word))
    return is_word and any(_holds_new(part, known) for part in _find_words(word))


def _holds_new(word: str, known: Collection[str]) -> bool:
    """Whether a word is new, or of one without blanks as much as is said anew."""
    parts = _take_apart(word)
    runs = (len(list(run)) for is_new, run in groupby(parts, lambda p: p not in known) if is_new)
    return max(runs, default=0) >= min(PAIRS, len(parts))
