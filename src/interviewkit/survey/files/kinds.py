"""Files that are no table, known by how they begin, whatever their name says."""

from __future__ import annotations

import re

BEGINNINGS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"ID3", "a sound"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ", "a packed file (xz)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "XML"),
)
_STRAY = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
HEAD = 4_096
MOST_STRAY = 0.02
"""So much of a text may be signs that nobody types: a slip here and there, but no more."""


def name_kind(content: bytes) -> str:
    """What a file is where it is no table of text: ``a PDF``; empty where it may be one."""
    head = content[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    small = head.lower()
    for beginning, kind in BEGINNINGS:
        if small.startswith(beginning.lower()) and _is_no_text_after(beginning, head):
            return kind
    return ""


def _is_no_text_after(beginning: bytes, head: bytes) -> bool:
    """Letters alone may begin a table too (``ID3;age``): what follows must be no text."""
    return not beginning.isalnum() or len(_STRAY.findall(head)) > MOST_STRAY * len(head)


def is_binary(content: bytes) -> bool:
    """Whether bytes hold more signs that nobody types than a text of one byte a letter would."""
    head = content[:HEAD]
    return len(_STRAY.findall(head)) > max(MOST_STRAY * len(head), 2)
