"""How a tool counts places in a text, and what place of our text it means.

The standard counts Unicode code points from 0. Tools count what their programming language
counts: UTF-16 units, line ends of two signs, the mark at the start of a file.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add

from interviewkit.errors import SourceError
from interviewkit.exchange.refi.texts import WrittenText

CHARACTERS, UTF16, BYTES = "characters", "utf16", "bytes"
"""What is counted: code points, UTF-16 units, or bytes of UTF-8."""

ONE, TWO, AS_WRITTEN = "lf", "crlf", "as-written"
"""What the end of a line counts: one, two, or the signs that stand in the file."""

_SPECIAL = {
    CHARACTERS: re.compile("\n"),
    UTF16: re.compile("[\n\U00010000-\U0010ffff]"),
    BYTES: re.compile("[\n\x80-\U0010ffff]"),
}
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_ENDS = re.compile("\r\n|\r|\n")

SHORT_NAMES = {"standard": "characters", "nvivo": "utf16+crlf", "utf-16": "utf16", "utf-8": "bytes"}


@dataclass(frozen=True, slots=True)
class Convention:
    """One way of counting.

    ``mark`` counts the byte order mark at the start of a file, ``last`` means the end included.
    Both together, where a file has no mark, are a tool that counts from 1.
    """

    unit: str = CHARACTERS
    line_end: str = ONE
    mark: bool = False
    last: bool = False

    @property
    def name(self) -> str:
        """As a person writes it: ``utf16+crlf``."""
        parts = [self.unit]
        parts += [self.line_end] if self.line_end != ONE else []
        parts += ["bom"] if self.mark else []
        parts += ["inclusive"] if self.last else []
        return "+".join(parts)


STANDARD = Convention()


def read_convention(name: str) -> Convention:
    """The convention that a name means, e.g. ``utf16+crlf`` or ``nvivo``.

    Raises:
        SourceError: no convention is called so.
    """
    text = name.strip().lower()
    words = SHORT_NAMES.get(text, text).split("+")
    unit = next((each for each in (UTF16, BYTES) if each in words), CHARACTERS)
    line_end = next((each for each in (TWO, AS_WRITTEN) if each in words), ONE)
    if strange := set(words) - {CHARACTERS, unit, line_end, ONE, "bom", "inclusive", "exclusive"}:
        raise SourceError(
            f"no way of counting places is called {', '.join(sorted(strange))!r}",
            hint="join with +: characters, utf16 or bytes; crlf or as-written; bom; inclusive",
        )
    return Convention(unit, line_end, "bom" in words, "inclusive" in words)


ALL_CONVENTIONS = tuple(
    Convention(unit, line_end, mark, last)
    for unit in (CHARACTERS, UTF16, BYTES)
    for line_end in (ONE, AS_WRITTEN, TWO)
    for mark in (False, True)
    for last in (False, True)
)


def simplify(convention: Convention, written: WrittenText) -> Convention:
    """The plainest way of counting that comes to the same places in this text."""
    unit, line_end = convention.unit, convention.line_end
    text = written.text
    marked = convention.mark and written.has_mark  # a mark is three bytes
    is_plain = text.isascii() and not marked if unit == BYTES else not _ASTRAL.search(text)
    if is_plain:
        unit = CHARACTERS
    if line_end != ONE and "\n" not in text:
        line_end = ONE
    elif line_end == AS_WRITTEN:
        pairs = written.raw.count("\r\n")
        line_end = ONE if not pairs else TWO if pairs == text.count("\n") else AS_WRITTEN
    return Convention(unit, line_end, convention.mark, convention.last)


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Where places that are counted in one way lie in the text.

    Only signs that count more than one are kept: ``starts`` are their places as counted, ``at``
    those in the text, ``wide`` what they count.
    """

    length: int
    counted: int
    shift: int
    last: bool
    starts: Sequence[int] = field(repr=False)
    at: Sequence[int] = field(repr=False)
    wide: Sequence[int] = field(repr=False)

    def find_place(self, counted: int) -> tuple[int, bool] | None:
        """The place in the text, and whether it is a true one and not amid a sign.

        None where it lies outside.
        """
        place = counted - self.shift
        if place < 0 or place > self.counted:
            return None
        nth = bisect_right(self.starts, place) - 1
        if nth < 0:
            return place, True
        beyond = place - self.starts[nth]
        if beyond == 0:
            return self.at[nth], True
        if beyond < self.wide[nth]:
            return self.at[nth], False
        return self.at[nth] + beyond - self.wide[nth] + 1, True

    def find_span(self, start: int, end: int) -> tuple[int, int, bool] | None:
        """Start and end in the text, and whether both are true; None where either lies outside."""
        first, last = self.find_place(start), self.find_place(end + self.last)
        if first is None or last is None or first[0] > last[0]:
            return None
        return first[0], last[0] + (not last[1]), first[1] and last[1]


def map_places(written: WrittenText, convention: Convention) -> PlaceMap:
    """The map of a text for one way of counting."""
    return map_all_places(written, (convention,))[convention]


def map_all_places(
    written: WrittenText, conventions: Iterable[Convention]
) -> dict[Convention, PlaceMap]:
    """The maps of a text; ways that differ in the mark and the end alone share their signs."""
    signs: dict[str, Signs] = {}
    wide_signs: dict[tuple[str, str], WideSigns] = {}
    maps = {}
    length = len(written.text)
    for each in conventions:
        key = (each.unit, each.line_end)
        if key not in wide_signs:
            if each.unit not in signs:
                signs[each.unit] = _list_signs(written.text, each.unit)
            wide_signs[key] = _find_wide_signs(signs[each.unit], each.line_end, written)
        starts, at, wide = wide_signs[key]
        mark = 3 if each.unit == BYTES and written.has_mark else 1
        counted = length + (starts[-1] - at[-1] + wide[-1] - 1 if starts else 0)
        shift = mark if each.mark else 0
        maps[each] = PlaceMap(length, counted, shift, each.last, starts, at, wide)
    return maps


Signs = Sequence[tuple[int, int]]
WideSigns = tuple[Sequence[int], Sequence[int], Sequence[int]]


def _list_signs(text: str, unit: str) -> Signs:
    """The signs that may count more than one: where each stands, and what it counts if the end of
    a line counts one; nothing else of them does."""
    found = _SPECIAL[unit].finditer(text)
    if unit == BYTES:
        return [(each.start(), len(each[0].encode())) for each in found]
    return [(each.start(), 1 if each[0] == "\n" else 2) for each in found]


def _find_wide_signs(signs: Signs, line_end: str, written: WrittenText) -> WideSigns:
    """The signs that count more than one: their places as counted, in the text, what they count."""
    if line_end == AS_WRITTEN:
        ends = iter(_ENDS.findall(written.raw))
        signs = [(place, len(next(ends)) if count == 1 else count) for place, count in signs]
    elif line_end == TWO:
        signs = [(place, max(count, 2)) for place, count in signs]
    found = [each for each in signs if each[1] > 1]
    at = array("q", [place for place, _ in found])
    wide = array("q", [count for _, count in found])
    added = accumulate((count - 1 for count in wide), initial=0)
    return array("q", map(add, at, added)), at, wide
