"""Names that the study has pseudonyms for: sent as these, and found again in what comes back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.coding.llm.quotes import ALIKE
from interviewkit.model.span import Span
from interviewkit.model.words import UNSPACED

_WORD = re.compile(r"\w+")
_PART = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_APOSTROPHES, _HYPHENS = (
    "".join(re.escape(sign) for sign in (plain, *ALIKE) if ALIKE.get(sign, sign) == plain)
    for plain in "'-"
)

SHORTEST = 3
"""Parts of a name with fewer letters than this are not looked for alone."""


@dataclass(frozen=True)
class CoveredText:
    """A text as it is sent: ``pieces`` are (start in the sent text, start in the true one), and
    every other piece stands for a name."""

    text: str
    true: str = field(repr=False)
    pieces: Sequence[tuple[Span, Span]] = field(default=(), repr=False)

    def locate(self, span: Span) -> Span:
        """Where a slice of the sent text stands in the true one; a name is taken whole."""
        return self._true(span[0], is_end=False), self._true(span[1], is_end=True)

    def _true(self, at: int, *, is_end: bool) -> int:
        starts = [sent[0] for sent, _ in self.pieces]
        place = bisect_right(starts, at - is_end) - 1
        if place < 0:
            return at
        (start, end), (a, b) = self.pieces[place]
        if at >= end:
            return b + at - end
        if at == start and not is_end:
            return a
        return b if is_end else a


@dataclass(frozen=True)
class Disguise:
    """Names → the pseudonyms that are sent in their place.

    A full name is found in any case, a part of it (``Renée`` of ``Renée Tremblay``) as a word of
    its own with the same capitals, or in capitals; both however their accents, apostrophes and
    hyphens are written. Parts that two people share stay as they are written: they tell nobody
    apart.
    """

    names: Mapping[str, str] = field(default_factory=dict)

    def cover(self, text: str) -> CoveredText:
        """The text as it is sent.

        >>> Disguise({"Renée Tremblay": "P05"}).cover("Ask Renée.").text
        'Ask P05.'
        """
        pattern = self._make_pattern(text)
        if pattern is None:
            return CoveredText(text, text)
        sent, pieces, at, length = [], [], 0, 0
        for match in pattern.finditer(text):
            before, alias = text[at : match.start()], self._find_alias(match[0])
            start = length + len(before)
            sent += [before, alias]
            length = start + len(alias)
            pieces.append(((start, length), match.span()))
            at = match.end()
        return CoveredText("".join([*sent, text[at:]]), text, pieces)

    def _find_alias(self, said: str) -> str:
        plain = _write_plainly(said)
        return self._parts.get(plain) or self._whole[plain.casefold()]

    @cached_property
    def _whole(self) -> Mapping[str, str]:
        """Full names without case → pseudonym."""
        plain = ((_write_plainly(name).casefold(), alias) for name, alias in self.names.items())
        return {name: alias for name, alias in plain if name}

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        """Parts of names, as they are written or all in capitals, that only one person has."""
        found: dict[str, set[str]] = {}
        for name, alias in self.names.items():
            words = re.split(r"[\s,]+", _write_plainly(name))
            inner = [part for word in words if "-" in word for part in word.split("-")]
            for part in (*words, *inner):
                if len(part) >= SHORTEST and part[0].isupper() and _PART.fullmatch(part):
                    found.setdefault(part, set()).add(alias)
                    found.setdefault(part.upper(), set()).add(alias)
        return {part: min(of) for part, of in found.items() if len(of) == 1}

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[str]]:
        """Longest word of a name or part → ways to find it; a text is searched for few of them."""
        names = [plain for name in self.names if (plain := _write_plainly(name))]
        ways = [(name, f"(?i:{_make_way(name)})") for name in names]
        ways += [(part, _make_way(part)) for part in self._parts]
        found: dict[str, list[str]] = {}
        for name, way in sorted(ways, key=lambda each: (-len(each[0]), each)):
            for word in _list_telling_words(name):
                found.setdefault(word, []).append(way)
        return found

    @cached_property
    def _within(self) -> Sequence[str]:
        """Names in scripts without blanks between words: these have no word of their own."""
        return [name for name in self._whole if _UNSPACED.search(name)]

    def _make_pattern(self, text: str) -> re.Pattern[str] | None:
        """Names whose longest word is in the text, longest first."""
        if not self.names:
            return None
        words = sorted(set(_WORD.findall(text.casefold())))
        ways = [way for word in words for way in self._by_word.get(word, ())]
        ways = [rf"(?<!\w){way}(?![\w\u0300-\u036f])" for way in dict.fromkeys(ways)]
        ways += [re.escape(name) for name in self._within if name in text]
        if not ways:
            return None
        ways.sort(key=lambda way: (-len(way), way))
        return re.compile("|".join(ways))


def _write_plainly(name: str) -> str:
    """A name in one Unicode form, with plain apostrophes, hyphens and single blanks."""
    composed = unicodedata.normalize("NFC", name)
    return " ".join("".join(ALIKE.get(sign, sign) for sign in composed).split())


def _make_way(plain: str) -> str:
    """How a name is found, however its accents, apostrophes, hyphens and blanks are written."""
    signs = {"'": f"[{_APOSTROPHES}]", "-": f"[{_HYPHENS}]", " ": r"\s+"}
    return "".join(signs.get(sign) or _make_letter(sign) for sign in plain)


def _make_letter(sign: str) -> str:
    apart = unicodedata.normalize("NFD", sign)
    return re.escape(sign) if apart == sign else f"(?:{re.escape(sign)}|{re.escape(apart)})"


def _list_telling_words(plain: str) -> set[str]:
    """The longest word of a name as a text may show it: with its accents in the letters, or apart.

    The longest is the rarest: all ``O'…`` begin with the same.
    """
    forms = (unicodedata.normalize(form, plain).casefold() for form in ("NFC", "NFD"))
    return {max(words, key=len) for form in forms if (words := _WORD.findall(form))}
