"""The mark at the head of a text that says how it is encoded.

What a text without one is differs by where it comes from: a transcript is guessed with care, a
survey by what spreadsheets write, a cell of a database by its length, a document to be checked not
at all. What the mark says is the same for all.
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def find_text_mark(content: bytes) -> tuple[bytes, str]:
    """The mark, and the encoding that it tells; both empty where there is none.

    >>> find_text_mark("a".encode("utf-8-sig"))
    (b'\\xef\\xbb\\xbf', 'utf-8')
    """
    return next((each for each in _MARKS if content.startswith(each[0])), (b"", ""))


def decode_wide(content: bytes) -> str | None:
    """The text where a mark tells UTF-16 or UTF-32, else ``None``; bad bytes become U+FFFD."""
    mark, encoding = find_text_mark(content)
    if not mark or encoding == "utf-8":
        return None
    return content[len(mark) :].decode(encoding, "replace")
