"""Which words of a text stand nowhere among others: what a second look at a file finds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

SENTENCE = 3
"""So many new words near each other are told; fewer are another spelling."""

WHOLE = 10
"""A text of so many words, of which nearly all are known, is a known one: of such a one every word
that is new is told."""

NEAR = 5
"""So many known words may stand between two that are new."""

_WORD = re.compile(r"\w+")


def collect_words(texts: Iterable[str]) -> set[str]:
    """All words of texts, in small letters."""
    return set(_WORD.findall("\n".join(texts).casefold()))


def list_new_stretches(
    text: str, known: Collection[str], *, least: int = SENTENCE
) -> Iterator[str]:
    """Stretches of a text that hold at least so many words which are not ``known``.

    >>> list(list_new_stretches("I know that he went there by bus", {"i", "know", "that"}))
    ['he went there by bus']
    """
    if all(map(known.__contains__, _WORD.findall(text.casefold()))):
        return
    words = text.split()
    new = [place for place, word in enumerate(words) if _is_new(word, known)]
    if len(words) >= WHOLE and len(new) * WHOLE <= len(words):
        least = 1
    cuts = [n for n, (one, two) in enumerate(pairwise(new), 1) if two - one > NEAR + 1]
    for first, last in pairwise([0, *cuts, len(new)]):
        if last - first >= least:
            yield " ".join(words[new[first] : new[last - 1] + 1])


def _is_new(word: str, known: Collection[str]) -> bool:
    parts = _WORD.findall(word.casefold())
    return any(part not in known for part in parts) and any(map(str.isalpha, word))
