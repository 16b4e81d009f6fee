"""Speech marked off as material, with a mark that nobody who spoke could have known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def make_mark(texts: Sequence[str]) -> str:
    """A mark that is in none of the texts, the same for the same texts.

    It follows from all of them, so that nobody can say it: whoever changes a word changes the mark.
    """
    said = "\x1e".join(texts)
    for attempt in range(1000):
        mark = hashlib.sha256(f"{attempt}\x1e{said}".encode()).hexdigest()[:16]
        if mark not in said:
            return mark
    raise ValueError("no mark is free")  # pragma: no cover


def mark_off(text: str, mark: str) -> str:
    """A text between two lines with the mark; none for an empty text."""
    return f"<<<{mark}\n{text}\n{mark}>>>" if text else ""
