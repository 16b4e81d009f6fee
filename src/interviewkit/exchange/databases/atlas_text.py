"""Documents within an ATLAS.ti project: HTML whose elements are numbered, places within them.

A place is the number of an element and an offset into its words; -1 means their end. Offsets are
those of .NET, Cocoa and JavaScript, whose characters are UTF-16 units.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from interviewkit.exchange.databases.html_words import HtmlWords, TextRun

OFFSETS = "UTF-16 units within numbered elements"


@dataclass(frozen=True, slots=True)
class AtlasPlace:
    """Where a quotation stands in a text, or why it cannot be said."""

    start: int | None = None
    end: int | None = None
    unresolved: str = ""


class AtlasText:
    """The words of a document, and where each numbered element has its own."""

    def __init__(self, html: str) -> None:
        words = HtmlWords(html, is_laid_out=True)
        self.text = words.text
        self._runs: dict[int, list[TextRun]] = defaultdict(list)
        for run in words.runs:
            if run.number is not None:
                self._runs[run.number].append(run)

    def locate(self, location: Element | None) -> AtlasPlace:
        """Where a ``segmentedTextLoc`` leads."""
        if location is None:
            return AtlasPlace(unresolved="it marks no words")
        numbers = [_read_number(location.get(name)) for name in
                   ("sSegment", "sOffset", "eSegment", "eOffset")]  # fmt: skip
        if None in numbers:
            return AtlasPlace(unresolved="its place is not written as numbers")
        first, start, last, end = (number or 0 for number in numbers)
        begins, ends = self._find(first, start), self._find(last, end)
        if begins is None or ends is None:
            return AtlasPlace(unresolved="it lies outside of the text")
        if begins >= ends:
            return AtlasPlace(unresolved="it is empty")
        return AtlasPlace(begins, ends)

    def _find(self, number: int, offset: int) -> int | None:
        runs = self._runs.get(number)
        if not runs:
            return None
        own = [run for run in runs if run.text]
        if not own:  # the number of a block: its words are its line, in elements of other numbers
            start = runs[0].start
            end = self.text.find("\n", start)
            own = [TextRun(start, self.text[start : end if end >= 0 else None])]
        if offset < 0:
            return own[-1].start + len(own[-1].text)
        for run in own:
            size = _count_units(run.text)
            if offset <= size:
                return run.start + _cut_units(run.text, offset)
            offset -= size
        return None


def _read_number(written: str | None) -> int | None:
    try:
        return int(float(written or ""))
    except (ValueError, OverflowError):
        return None


def _count_units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut_units(text: str, units: int) -> int:
    """How many characters so many units are; half a character counts whole."""
    if text.isascii():
        return units
    count = 0
    for number, each in enumerate(text):
        if count >= units:
            return number
        count += 2 if each > "\uffff" else 1
    return len(text)
