"""Text as words and numbers in any script, and when two numbers are the same.

Letters are compared without regard to case, to how they are composed, and to signs that cannot be
seen. What no blank parts (Chinese, Japanese, Thai …) is taken letter by letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex  # type: ignore[import-untyped,unused-ignore]

PER_CENT = "%"
MASK = "#"

_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Myanmar}\p{Khmer}"
_TOKEN = regex.compile(
    rf"""
    (?P<number>(?:(?<![\w%)])(?:[<>≤≥]\s?)?[+\-−]?)? (?:(?<![\w.,:])[.,])? \p{{Nd}}+
        (?:[.,:'’\u00a0\u202f](?=\p{{Nd}}{{1,3}}(?!\p{{Nd}}))\p{{Nd}}+ | [.,:]\p{{Nd}}+)*
        (?![\p{{L}}\p{{M}}]))
    | (?P<unspaced>[{_UNSPACED}]\p{{M}}*)
    | (?P<percent>[%٪％]|(?i:per\s+cent)(?![\p{{L}}\p{{M}}\p{{N}}]))
    | (?P<word>(?:(?![{_UNSPACED}])[\p{{L}}\p{{N}}])
        (?:(?![{_UNSPACED}])[\p{{L}}\p{{M}}\p{{N}}{_UNSEEN}])*)
    """,
    regex.VERBOSE,
)
_PER_CENTS = frozenset(("percent", "pct", "prozent", "procent", "percento"))
_STRIP = regex.compile(f"[{_UNSEEN}\u0640]")


@dataclass(frozen=True, slots=True)
class DocumentToken:
    """A word or a number: ``key`` by which it is compared, ``mask`` by which its place is found.

    All numbers have one mask. ``start`` and ``end`` are where it stands in its text.
    """

    key: str
    mask: str
    start: int
    end: int

    @property
    def has_digits(self) -> bool:
        return self.mask == MASK

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits; ``P37`` and a hash are none, though they have some."""
        return self.has_digits and self.key.strip("<>+-").replace(".", "").isdigit()


def cut_tokens(text: str) -> list[DocumentToken]:
    """The words and numbers of a text, in order."""
    return list(_cut(text))


def _cut(text: str) -> Iterator[DocumentToken]:
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if found["number"]:
            key, mask = _settle_number(found["number"]), MASK
        elif found["percent"]:
            key = mask = PER_CENT
        else:
            key = fold_word(found.group())
            if key in _PER_CENTS:
                key = PER_CENT
            mask = MASK if any(map(str.isdigit, key)) else key
        yield DocumentToken(key, mask, start, end)


def fold_word(word: str) -> str:
    """A word as it is compared: composed alike, without case and unseen signs."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", _STRIP.sub("", word)).casefold()


def _settle_number(text: str) -> str:
    """Digits of any script as 0 to 9, marks as points: ``−1.234,5`` is ``-1.234.5``."""
    signs = {
        "−": "-",
        ",": ".",
        "'": ".",
        "’": ".",
        "\u00a0": ".",
        "\u202f": ".",
        "≤": "<",
        "≥": ">",
    }
    written = (
        signs.get(c, str(unicodedata.digit(c, c))) for c in text if not c.isspace() or c in signs
    )
    return "".join(written)


def is_same(one: str, other: str) -> bool:
    """Whether two keys say the same number, in English style or in German.

    ``1.234`` may be one and a bit or a thousand and more: where one of the ways of reading them
    gives both the same value, they are the same. ``<1`` is not ``1``.
    """
    if one == other:
        return True
    bounds = [key[:1] if key[:1] in "<>" else "" for key in (one, other)]
    return bounds[0] == bounds[1] and bool(read_values(one) & read_values(other))


def read_values(key: str) -> frozenset[float]:
    """What a number may mean: marks of thousands or of decimals."""
    body = key.strip("<>+-")
    sign = -1.0 if "-" in key[:2] else 1.0
    if not body.replace(".", "").isdigit():
        return frozenset()
    whole, *parts = body.split(".")
    values = set()
    if all(len(part) == 3 for part in parts) and whole:
        values.add(sign * float(whole + "".join(parts)))
    if parts:
        values.add(sign * float(f"{whole or 0}{''.join(parts[:-1])}.{parts[-1]}"))
    return frozenset(values)


def count_places(key: str) -> int:
    """How many decimals a number was printed with, read as decimals."""
    _, mark, rest = key.strip("<>+-").rpartition(".")
    return len(rest) if mark else 0


def join_texts(texts: Iterable[str]) -> str:
    """Texts as the keys of their words, each with a blank on both sides, to be searched."""
    return "\n".join(f" {' '.join(token.key for token in cut_tokens(text))} " for text in texts)
