"""Finds where a quote stands in a turn, however its blanks and signs were changed on the way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_QUOTATION = dict.fromkeys("\"'`´‘’‚‛“”„‟′″«»‹›", "'")
_DASHES = dict.fromkeys("-‐‑‒–—―−﹘﹣－", "-")
_SIGNS = {**_QUOTATION, **_DASHES, "…": "..."}


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Start and end, in characters of the text, of every place where the quote stands.

    Places where it stands sign for sign come alone if there are any, else those in plain signs;
    and of either, those alone that cut through no word, if there are any.
    """
    exact = _spans(quote.strip(), text)
    if exact:
        return exact
    plain = Plain.of(text)
    spans = _spans(Plain.of(quote).text.strip(), plain.text)
    return [(plain.places[start], plain.places[end - 1] + 1) for start, end in spans]


def is_same(text: str, quote: str) -> bool:
    """Whether two texts say the same but for blanks and signs."""
    return text == quote or Plain.of(text).text.strip() == Plain.of(quote).text.strip()


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in plain signs; ``places[i]`` is the offset, in the text itself, of sign ``i``."""

    text: str
    places: tuple[int, ...]

    @classmethod
    @lru_cache(maxsize=32)  # the rows of one turn follow each other
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


def _spans(wanted: str, text: str) -> list[tuple[int, int]]:
    if not wanted:
        return []
    spans = [found.span() for found in re.finditer(re.escape(wanted), text)]
    whole = [span for span in spans if not any(_cuts_a_word(text, edge) for edge in span)]
    return whole or spans


def _cuts_a_word(text: str, edge: int) -> bool:
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()


def find_nearest_sentence(text: str, quote: str) -> str:
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
