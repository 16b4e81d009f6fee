"""Halves of characters: JSON, RTF, PDF and spreadsheets write an emoji as two, or leave one alone.

No file, no page and no database can be written with half a character.
"""

from __future__ import annotations

import re

_HALF = re.compile("[\ud800-\udfff]")


def mend_surrogates(text: str) -> str:
    """The text with two halves as the character that they are; a half alone becomes U+FFFD.

    >>> mend_surrogates("\\ud83d\\ude00 \\ud83d")
    '😀 �'
    """
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def has_half(text: str) -> bool:
    """Whether half a character stands in it without the other."""
    return mend_surrogates(text).count("\ufffd") > text.count("\ufffd")
