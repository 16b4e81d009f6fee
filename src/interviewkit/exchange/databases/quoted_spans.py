"""Places in a text that a tool counted its own way, found by the words that it says stand there.

Tools count characters, UTF-16 units (Windows, Java, Qt) or bytes, from 0 or from 1, and the end of
a line as one or two. Few say which; one file even mixes them. The quoted words decide.

Projects of the exchange standard tell places and no words; there all ways are weighed
(``refi/evidence.py``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OffsetCounting:
    """One way to count: the unit of a character, of CRLF and of a bare LF, and the first place."""

    name: str
    utf16: bool = False
    crlf: int = 2
    line_feed: int = 1
    first: int = 0


_ODD = re.compile("\r\n|\n|[\U00010000-\U0010ffff]")
"""What some tool counts as another number than one a character."""

CHARACTERS = OffsetCounting("Unicode characters")
UTF16 = OffsetCounting("UTF-16 units", utf16=True)
QT = OffsetCounting("UTF-16 units, the end of a line as one", utf16=True, crlf=1)
ONE_LINE_END = OffsetCounting("Unicode characters, the end of a line as one", crlf=1)


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """From where to where, as the file counts, and the words there; ``cut``: how they begin."""

    start: int | None
    end: int | None
    quote: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """Where it is in characters; ``unresolved`` says why it is nowhere."""

    start: int | None
    end: int | None
    unresolved: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedSpans:
    """The places in the order of the spans, the counting that was taken and how sure that is."""

    places: tuple[ResolvedPlace, ...]
    offsets: str = ""
    evidence: str = ""


def resolve_spans(
    text: str, spans: Sequence[QuotedSpan], countings: Sequence[OffsetCounting]
) -> ResolvedSpans:
    """Find all spans of a text; the counting that fits most quotes is taken for those without.

    A quote that does not stand where it should is looked for by the other countings, then by its
    words if they stand in the text once.
    """
    rulers = [_Ruler(text, each) for each in countings]
    quoted = [each for each in spans if each.quote.strip()]
    best = _choose(rulers, quoted)
    order = [best, *(each for each in rulers if each is not best)]
    found = [_resolve(text, each, order) for each in spans]
    ways = [way for (_, way), span in zip(found, spans, strict=True) if span.quote.strip()]
    evidence = _tell_evidence(ways)
    return ResolvedSpans(tuple(place for place, _ in found), best.counting.name, evidence)


class _Ruler:
    """Turns places of one counting into indices of a text.

    Only what counts otherwise than as one is looked up: emoji, and ends of lines.
    """

    def __init__(self, text: str, counting: OffsetCounting) -> None:
        self.text, self.counting = text, counting
        self._begins: list[int] = []
        self._ends: list[int] = []
        self._unit_ends: list[int] = []
        more = 0
        for found in _ODD.finditer(text):
            size = found.end() - found.start()
            units = _count_units(found.group(), counting)
            if units != size:
                more += units - size
                self._begins.append(found.start())
                self._ends.append(found.end())
                self._unit_ends.append(found.end() + more)
        self._last = len(text) + more

    def index(self, place: int) -> int | None:
        place -= self.counting.first
        if not 0 <= place <= self._last:
            return None
        passed = bisect_right(self._unit_ends, place)
        more = self._unit_ends[passed - 1] - self._ends[passed - 1] if passed else 0
        at = place - more
        if passed < len(self._begins) and at > self._begins[passed]:
            return self._ends[passed]  # within a character: what follows is meant
        return at

    def span(self, span: QuotedSpan) -> tuple[int, int] | None:
        if span.start is None or span.end is None:
            return None
        start, end = self.index(span.start), self.index(span.end)
        return (start, end) if start is not None and end is not None and start < end else None

    def fits(self, span: QuotedSpan) -> bool:
        place = self.span(span)
        return place is not None and _says(self.text[slice(*place)], span)


def _count_units(odd: str, counting: OffsetCounting) -> int:
    if odd == "\r\n":
        return counting.crlf
    if odd == "\n":
        return counting.line_feed
    return 2 if counting.utf16 else 1


def _choose(rulers: Sequence[_Ruler], quoted: Sequence[QuotedSpan]) -> _Ruler:
    best, most = rulers[0], -1
    for each in rulers:
        fitting = sum(map(each.fits, quoted))
        if fitting > most:
            best, most = each, fitting
        if most == len(quoted):
            break
    return best


def _resolve(text: str, span: QuotedSpan, rulers: Sequence[_Ruler]) -> tuple[ResolvedPlace, str]:
    """The place, and the way it was found."""
    if not span.quote.strip():
        place = rulers[0].span(span)
        if place:
            return ResolvedPlace(*place), "place"
        return ResolvedPlace(None, None, "it lies outside of the text or is empty"), ""
    for number, ruler in enumerate(rulers):
        place = ruler.span(span) if ruler.fits(span) else None
        if place:
            return ResolvedPlace(*place), "other" if number else "place"
    words = span.quote.strip()
    at = text.find(words)
    if at >= 0 and not span.cut and text.find(words, at + 1) < 0:
        return ResolvedPlace(at, at + len(words)), "words"
    why = "other words stand there than the file says"
    return ResolvedPlace(None, None, why), ""


def _says(there: str, span: QuotedSpan) -> bool:
    """Whether these are the words, apart from blanks and ends of lines."""
    here, quote = there.split(), span.quote.split()
    if here == quote:
        return True
    return span.cut and " ".join(here).startswith(" ".join(quote))


def _tell_evidence(ways: Sequence[str]) -> str:
    if not ways:
        return "assumed: no quoted words to hold it against"
    said = f"{ways.count('place'):,} of {len(ways):,} quoted texts stand where it says"
    for way, how in (
        ("other", "counted another way"), ("words", "found by their words"), ("", "not found"),
    ):  # fmt: skip
        if ways.count(way):
            said += f", {ways.count(way):,} {how}"
    return said
