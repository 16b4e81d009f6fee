"""Characters that no eye sees: direction marks, zero-width signs, odd line ends."""

from __future__ import annotations

import re
import unicodedata

_FORMAT = re.compile("[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Soft hyphens, direction marks, word joiners, byte order marks: they are part of no word."""

_WIDTHLESS = re.compile("[\u200b-\u200d]+")
"""Zero-width space and joiners: part of how Khmer, Hindi or Persian words are written."""

_AT_PLAIN_SIGNS = re.compile(
    "(?:(?<=[\x00-\x7f])|^)[\u200b-\u200d]+|[\u200b-\u200d]+(?=[\x00-\x7f]|$)"
)

_FIXED_BLANK = re.compile("[\u00a0\u2007\u202f]")

_ENDS = "\v\f\x85\u2028\u2029"
_LINE_END = re.compile(f"[{_ENDS}]")
_DOUBLED = re.compile(f"(?<=\n)[{_ENDS}]+|(?<![{_ENDS}])[{_ENDS}]++(?=\n)")


def strip_unseen(text: str) -> str:
    """The text without invisible signs; joiners stay where they stand between letters that are
    not Latin, since they are spelling there."""
    if text.isascii():
        return text
    text = _FORMAT.sub("", text)
    return _AT_PLAIN_SIGNS.sub("", text) if _WIDTHLESS.search(text) else text


def strip_all_unseen(text: str) -> str:
    """The text without any invisible sign, as two spellings of a name are compared."""
    return text if text.isascii() else _WIDTHLESS.sub("", _FORMAT.sub("", text))


def unify_writing(text: str) -> str:
    """The text as most write it: accents within their letters, and no blank that holds lines
    together."""
    if text.isascii():
        return text
    return _FIXED_BLANK.sub(" ", unicodedata.normalize("NFC", text))


def unify_line_ends(text: str) -> str:
    """Every sign that Unicode calls a line or paragraph end as ``\\n``.

    One that stands beside a ``\\n`` is that same line end and not a second one, so that lines keep
    the numbers that an editor shows. A form feed there stays, as it tells where a page ends.
    """
    if not _LINE_END.search(text):
        return text
    text = _DOUBLED.sub(lambda found: "\f" if "\f" in found[0] else "", text)
    return re.sub("[\v\x85\u2028\u2029]|(?<![\n\f])\f(?!\n)", "\n", text)
