"""Finds where a quote stands in a turn, however its blanks and signs were changed on the way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_QUOTATION = dict.fromkeys("\"'`´‘’‚‛“”„‟′″«»‹›", "'")
_DASHES = dict.fromkeys("-‐‑‒–—―−﹘﹣－", "-")
_SIGNS = {**_QUOTATION, **_DASHES, "…": "..."}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in plain signs; ``places[i]`` is the offset in the text of sign ``i``."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Plain:
        """Plain signs: no case, one blank for any white space, one kind of quotes and dashes.

        Signs that are not seen (soft hyphens, marks of direction) are dropped, accents come
        apart from their letters, and runs of dashes or quotes count as one.
        """
        signs: list[str] = []
        places: list[int] = []
        for place, char in enumerate(text):
            for sign in _plain(char):
                if signs and sign == signs[-1] and sign in " -'":
                    continue
                signs.append(sign)
                places.append(place)
        return cls("".join(signs), tuple(places))

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Start and end of every place, in offsets of the text, where the quote stands."""
        wanted = Plain.of(quote).text.strip()
        if not wanted:
            return []
        starts = [found.start() for found in re.finditer(re.escape(wanted), self.text)]
        ends = [start + len(wanted) - 1 for start in starts]
        return [(self.places[s], self._end(e)) for s, e in zip(starts, ends, strict=True)]

    def _end(self, last: int) -> int:
        """The offset after the character that the last sign came from."""
        return self.places[last] + 1


def nearest_sentence(text: str, quote: str) -> str:
    """The sentence of a text that shares most words with the quote; empty where none does."""
    wanted = _words(quote)
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text)]
    best, shared = "", 0.0
    for sentence in sentences:
        words = _words(sentence)
        likeness = 2 * len(words & wanted) / max(1, len(words) + len(wanted))
        if likeness > shared:
            best, shared = sentence, likeness
    return best


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", Plain.of(text).text))


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    if char in _SIGNS:
        return _SIGNS[char]
    if char.isascii():
        return char.lower()
    signs = unicodedata.normalize("NFKD", char).casefold()
    return "".join(" " if sign.isspace() else sign for sign in signs if not _is_unseen(sign))


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"
