"""The words of a page of a PDF, and where each stands.

A PDF holds signs at places and knows no lines, let alone paragraphs. PDFium tells the signs in
about the order of reading; all else is worked out of where they are.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double, c_int, create_string_buffer
from dataclasses import dataclass, field
from typing import Any

from interviewkit.model.surrogates import mend_surrogates

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
              0xFB05: "st", 0xFB06: "st"}  # fmt: skip
_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad"}
"""What PDFium makes of a hyphen at the end of a line."""

_ODD = frozenset({*range(32), 0xE000} - {2, 9, 10, 11, 12, 13})
_NO_SIGN = dict.fromkeys(_ODD, "\ufffd") | {0xF0B7: "\u2022"}
"""Shapes of which the file does not tell what letters they are, and the point of lists."""

_MARKS = frozenset("0123456789*†‡§¹²³")
_SIGNS = _LIGATURES | _HYPHENS | _NO_SIGN
_WORD = re.compile(r"[^\s\u00ad]+\u00ad?|\u00ad")
_BOLD = re.compile(rb"bold|black|heavy|demi(?!italic)", re.IGNORECASE)
BOLD_WEIGHT = 600

MOST_SIGNS = 200_000
"""Signs of a page; a page of print has five thousand."""

UPRIGHT = math.radians(12)
"""Words turned by more than this, against most of the page, are no lines of text."""


@dataclass(frozen=True, slots=True)
class PdfWord:
    """A word and its place in points: from the left, and down from the top of the page.

    ``base`` is the line it stands on, ``size`` the height of its type.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False


@dataclass(slots=True)
class PdfPage:
    """A page: its number, its words, and those that are turned, beyond its edge where nobody sees
    them, or in notes stuck on it. ``odd`` signs have no letter."""

    number: int
    words: list[PdfWord] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    signs: int = 0
    odd: int = 0
    is_picture: bool = False
    is_cut: bool = False


def read_page(document: Any, place: int) -> PdfPage:
    """The page at that place, counted from 0."""
    page = document[place]
    try:
        text_page = page.get_textpage()
        try:
            read = PdfPage(place + 1, is_cut=text_page.count_chars() > MOST_SIGNS)
            signs = _Signs(text_page)
            read.signs, read.odd = len(signs.signs), signs.odd
            _place_words(read, signs, page.get_bbox())
        finally:
            text_page.close()
        read.notes = list(_list_notes(page))
        read.is_picture = not read.words and _has_picture(page)
        return read
    finally:
        page.close()


def _place_words(read: PdfPage, signs: _Signs, edge: tuple[float, ...]) -> None:
    """Words as they stand when the page is turned so that most of them are upright."""
    found = [(part, signs.angle(start)) for start, end in signs.spans()
             for part in signs.parts(start, end)]  # fmt: skip
    quarters = Counter(round(angle / (math.pi / 2)) % 4 for _, angle in found)
    quarter = quarters.most_common(1)[0][0] if quarters else 0
    for (start, end), angle in found:
        off = (angle - quarter * math.pi / 2 + math.pi) % (2 * math.pi) - math.pi
        word = signs.word(start, end, quarter)
        if not signs.is_within(start, edge):
            read.beyond.append(word.text)
        elif abs(off) <= UPRIGHT:
            read.words.append(word)
        else:
            read.turned.append(word.text)


class _Signs:
    """The signs of a page as PDFium tells of them, one by one."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as pdfium  # type: ignore[import-untyped,unused-ignore]

        self.raw: Any = pdfium
        self.page = text_page.raw if hasattr(text_page, "raw") else text_page
        count = min(text_page.count_chars(), MOST_SIGNS)
        codes = [pdfium.FPDFText_GetUnicode(self.page, place) for place in range(count)]
        self.signs = [_SIGNS.get(code) or chr(code) for code in codes]
        self.odd = sum(code in _ODD or 0xE000 <= code <= 0xF8FF for code in codes)
        self._x, self._y = c_double(), c_double()
        self._box = pdfium.FS_RECTF()
        self._name = create_string_buffer(128)
        self._flags = c_int()

    def spans(self) -> Iterator[tuple[int, int]]:
        """First and last place of what blanks part."""
        flat = "".join(sign[0] for sign in self.signs)
        return ((found.start(), found.end()) for found in _WORD.finditer(flat))

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A span, or its parts where it jumps (PDFium does not always see a gap) and where a raised
        mark of a footnote is stuck to a word."""
        mark = self._find_mark(start, end)
        if start < mark < end:
            yield from self.parts(start, mark)
            yield mark, end
            return
        if end - start == 1 or self._is_whole(start, end):
            yield start, end
            return
        first = start
        for place in range(start + 1, end):
            if self._jumps(place - 1, place):
                yield first, place
                first = place
        yield first, end

    def _find_mark(self, start: int, end: int) -> int:
        """Where small figures or stars begin with which a word ends; its end where none do."""
        mark = end
        while mark > start and self.signs[mark - 1] in _MARKS:
            mark -= 1
        if mark in (start, end):
            return end
        one, two = self._loose(start), self._loose(mark)
        return mark if two[3] - two[1] < 0.8 * (one[3] - one[1]) else end

    def angle(self, place: int) -> float:
        angle = self.raw.FPDFText_GetCharAngle(self.page, place)
        return float(angle) if angle >= 0 else 0.0

    def word(self, start: int, end: int, quarter: int) -> PdfWord:
        text = mend_surrogates("".join(self.signs[start:end]))
        boxes = [_turn(self._loose(place), quarter) for place in {start, end - 1}]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        size = max(box[3] - box[1] for box in boxes)
        x, y = self._origin(start)
        base = -_turn((x, y, x, y), quarter)[1]
        return PdfWord(text, left, right, base, max(size, 0.1), self._is_bold(start))

    def _origin(self, place: int) -> tuple[float, float]:
        self.raw.FPDFText_GetCharOrigin(self.page, place, byref(self._x), byref(self._y))
        return _finite(self._x.value), _finite(self._y.value)

    def _loose(self, place: int) -> tuple[float, float, float, float]:
        box = self._box
        self.raw.FPDFText_GetLooseCharBox(self.page, place, byref(box))
        values = sorted((_finite(box.left), _finite(box.right)))
        heights = sorted((_finite(box.bottom), _finite(box.top)))
        return values[0], heights[0], values[1], heights[1]

    def is_within(self, place: int, edge: tuple[float, ...]) -> bool:
        """Whether a sign stands within the edges of the page: left, bottom, right, top."""
        x, y = self._origin(place)
        return edge[0] - 1 <= x <= edge[2] + 1 and edge[1] - 1 <= y <= edge[3] + 1

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether the ends of a span are as far apart as its length lets expect."""
        one, two = self._origin(start), self._origin(end - 1)
        box = self._loose(start)
        size = max(box[2] - box[0], box[3] - box[1])
        far = math.hypot(two[0] - one[0], two[1] - one[1])
        level = min(abs(two[0] - one[0]), abs(two[1] - one[1])) < size / 2
        return far <= size * (end - start) and (level or self.angle(start) != 0)

    def _jumps(self, before: int, place: int) -> bool:
        one, two = self._origin(before), self._origin(place)
        box = self._loose(before)
        return math.hypot(two[0] - one[0], two[1] - one[1]) > 1.6 * max(
            box[2] - box[0], box[3] - box[1], 0.1
        )

    def _is_bold(self, place: int) -> bool:
        if self.raw.FPDFText_GetFontWeight(self.page, place) >= BOLD_WEIGHT:
            return True
        name = self._name
        length = self.raw.FPDFText_GetFontInfo(
            self.page, place, name, len(name), byref(self._flags)
        )
        return 0 < length <= len(name) and bool(_BOLD.search(name.value))


def _turn(
    box: tuple[float, float, float, float], quarter: int
) -> tuple[float, float, float, float]:
    """A box as it stands once the page is turned back by quarters of a circle, clockwise as
    PDFium has angles."""
    left, bottom, right, top = box
    if quarter == 1:
        return -top, left, -bottom, right
    if quarter == 2:
        return -right, -top, -left, -bottom
    if quarter == 3:
        return bottom, -right, top, -left
    return box


def _finite(value: float) -> float:
    """A number of a page; damaged files have such as no page is large."""
    return float(value) if -1e5 < value < 1e5 else 0.0


# -- what stands on a page beside its text ---------------------------------------------------------

_MOST_NOTES = 2_000


def _list_notes(page: Any) -> Iterator[str]:
    """Words of notes stuck on the page, and those filled into fields of a form."""
    import pypdfium2.raw as pdfium

    raw = page.raw if hasattr(page, "raw") else page
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(raw), _MOST_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(raw, place)
        if not note:
            continue
        try:
            is_field = pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_WIDGET
            text = _read_string(note, b"V" if is_field else b"Contents")
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
        if any(sign.isalnum() for sign in text):
            yield text


def _read_string(note: Any, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < length < 2_000_000:
        return ""
    buffer = create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(
        note, key, pdfium.cast(buffer, pdfium.POINTER(pdfium.FPDF_WCHAR)), length
    )
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0").strip()


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    raw = page.raw if hasattr(page, "raw") else page
    count = min(pdfium.FPDFPage_CountObjects(raw), 1_000)
    kinds = (
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(raw, place)) for place in range(count)
    )
    shown = {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_PATH}
    return any(kind in shown for kind in kinds)
