"""Where the words that a language model quotes stand in the text that it was sent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewkit.model.span import Span
from interviewkit.model.words import UNSPACED

INVENTED = "stands nowhere in the text"
AMBIGUOUS = "stands in several places of the text"
EMPTY = "has no words"

ALIKE = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘－", "-"),
}
"""Signs that people and programs write for one another."""

_AROUND = "\"'" + "“”„‟«»‘’‚‛"
_EDGES = re.compile(r"^(?:\s|\.{3}|…|\[…\]|\[\.{3}\])+|(?:\s|\.{3}|…|\[…\]|\[\.{3}\])+$")
_UNSPACED = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True)
class FoldedText:
    """A text without its typography: case, kinds of quotation marks and dashes, blanks, forms.

    Whatever is folded is known by its place: ``places[i]`` is the slice of ``text`` that the sign
    ``i`` of ``folded`` comes from, in Unicode characters.
    """

    text: str

    @cached_property
    def _signs(self) -> Sequence[tuple[str, Span]]:
        return list(_fold(self.text))

    @cached_property
    def folded(self) -> str:
        return "".join(sign for sign, _ in self._signs)

    @cached_property
    def places(self) -> Sequence[Span]:
        return [place for _, place in self._signs]

    def find(self, quote: str) -> list[Span]:
        """Every place in ``text`` where a quote stands, typography aside; whole signs only."""
        wanted = FoldedText(quote).folded.strip()
        found = []
        at = self.folded.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            if self._is_border(at) and self._is_border(end):
                found.append((self.places[at][0], self.places[end - 1][1]))
            at = self.folded.find(wanted, at + 1)
        return found

    def _is_border(self, at: int) -> bool:
        """Whether a sign of the text begins here: an accent is not parted from its letter."""
        return at in (0, len(self.places)) or self.places[at - 1] != self.places[at]


def find_quote(text: str, quote: str) -> tuple[Span | None, str]:
    """Where a quote stands in a text; ``None`` and why, where that is not sure.

    As it is written goes before its typography mended: other quotation marks, dashes and blanks,
    case, Unicode forms; marks around the quote and dots at its ends are taken off. A quote that
    stands in several places, or cuts through a word, is not taken.

    >>> find_quote("It's slow – really.", "it’s slow - really")
    ((0, 18), '')
    >>> find_quote("It is slow.", "It is fast.")
    (None, 'stands nowhere in the text')
    """
    bare = _strip_marks(quote)
    if not any(sign.isalnum() for sign in bare):
        return None, EMPTY
    folded = FoldedText(text)
    for places in (_find_exact(text, quote), folded.find(quote), folded.find(bare)):
        whole = [place for place in dict.fromkeys(places) if not _cuts_word(text, place)]
        if len(whole) > 1:
            return None, AMBIGUOUS
        if whole:
            return _without_blanks(text, whole[0]), ""
    return None, INVENTED


def _find_exact(text: str, quote: str) -> list[Span]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def _strip_marks(quote: str) -> str:
    bare = _EDGES.sub("", quote)
    if len(bare) > 1 and bare[0] in _AROUND and bare[-1] in _AROUND:
        bare = _EDGES.sub("", bare[1:-1])
    return bare


def _without_blanks(text: str, place: Span) -> Span:
    said = text[slice(*place)]
    start = place[0] + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def _cuts_word(text: str, place: Span) -> bool:
    """Whether an end lies within a word, in scripts that put blanks between words."""
    return any(0 < at < len(text) and _is_within_word(text, at) for at in place)


def _is_within_word(text: str, at: int) -> bool:
    """Words end as in Unicode (UAX 29): ``can't`` and ``1,500`` are whole, so are vowel signs.

    But one may begin after an apostrophe: ``l'école``.
    """
    base = at - 1
    while base and _is_mark(text[base]):
        base -= 1
    before, after, beyond = text[base], text[at], text[at + 1 : at + 2]
    if _is_mark(after):
        return before.isalnum()
    if before.isalnum() and ALIKE.get(after, after) == "'":
        return beyond.isalpha()
    if before.isdigit() and after in ".,":
        return beyond.isdigit()
    if before in ".," and after.isdigit():
        return text[max(0, base - 1) : base].isdigit()
    if not (before.isalnum() and after.isalnum()):
        return False
    return not (_UNSPACED.match(before) or _UNSPACED.match(after))


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def _fold(text: str) -> Iterator[tuple[str, Span]]:
    """The folded signs of a text, each with the slice that it comes from."""
    blank = False
    for start, end in _find_clusters(text):
        for sign in _fold_cluster(text[start:end]):
            if sign.isspace():
                if not blank:
                    yield " ", (start, end)
                blank = True
            else:
                blank = False
                yield sign, (start, end)


def _fold_cluster(cluster: str) -> str:
    """NFKD twice around the case, as Unicode defines caseless matching; no invisible signs."""
    if cluster in ALIKE:
        return ALIKE[cluster]
    once = unicodedata.normalize("NFKD", cluster).casefold()
    twice = unicodedata.normalize("NFKD", once)
    return "".join(ALIKE.get(s, s) for s in twice if unicodedata.category(s) != "Cf")


def _find_clusters(text: str) -> Iterator[Span]:
    """Letters with the marks that are written on them: what is folded is folded whole."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, at
            start = at
