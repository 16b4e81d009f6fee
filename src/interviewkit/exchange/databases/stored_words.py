"""Words that a tool stores in a cell in its own way: packed, as RTF, as HTML, in any encoding."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from interviewkit.errors import UNFIT
from interviewkit.exchange.databases.html_words import HtmlWords
from interviewkit.model.limits import MEGABYTE
from interviewkit.model.surrogates import mend_surrogates
from interviewkit.model.text_marks import decode_wide

MOST_UNPACKED = 64 * MEGABYTE
"""A text that unpacks beyond this is none."""

_RTF = "{\\rtf"
_HTML = ("<!doctype html", "<html", "<body", "<p>", "<p ", "<div")
_PICTURES = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x00\x00\x00")
"""How files begin that are no words."""


def decode_words(cell: object) -> str:
    """The words in a cell; empty where there are none that can be read."""
    if isinstance(cell, str):
        return _read_markup(cell)
    if isinstance(cell, bytes):
        return _read_markup(_decode(_unpack(cell)))
    return ""


def _unpack(raw: bytes) -> bytes:
    """Unpack zlib and gzip, also with the length in front as Qt writes it."""
    for start, bits in ((0, zlib.MAX_WBITS | 32), (4, zlib.MAX_WBITS)):
        head = raw[start : start + 2]
        if head[:1] == b"\x78" or head == b"\x1f\x8b":
            machine = zlib.decompressobj(bits)
            try:
                found = machine.decompress(raw[start:], MOST_UNPACKED)
            except zlib.error:
                continue
            return found if machine.eof else b""
    return raw


def _decode(raw: bytes) -> str:
    if raw.startswith(_PICTURES):
        return ""
    wide = decode_wide(raw)
    if wide is not None:
        return wide
    if raw[1:2] == b"\0" and raw.count(b"\0") > len(raw) // 3:
        return raw.decode("utf-16-le", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
        return text if text.isprintable() or _RTF in text[:20] else ""


def _read_markup(text: str) -> str:
    begin = text[:200].lstrip().casefold()
    if begin.startswith(_RTF):
        return _read_rtf(text)
    return HtmlWords(text, is_laid_out=True).text if begin.startswith(_HTML) else text


def _read_rtf(text: str) -> str:
    from striprtf import striprtf

    read: Callable[..., str] = striprtf.rtf_to_text
    try:
        words = read(text, encoding="cp1252", errors="replace")
    except UNFIT:  # what it meets in RTF that is broken
        return ""
    # RTF writes an emoji as two halves, which belong together again
    return mend_surrogates(words)
