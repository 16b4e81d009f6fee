"""Reading plain text: blocks between empty lines, and lines that stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from interviewkit.checking.documents.pieces import (
    PARAGRAPH,
    QUOTED,
    DocumentPiece,
    is_signature,
    settle_pieces,
)

_MARK = re.compile(r"\s*>\s?")
_ENDS = re.compile(r"[.!?…。！？:;](?:[\"”“»’)\]]*)\s*$")
LONGEST = 1500
"""A quote of more characters than this is taken for one whose end was forgotten."""
FULL = 0.6
"""A line of less than this part of the longest does not run on into the next."""


def read_text(text: str) -> tuple[DocumentPiece, ...]:
    """Paragraphs with the line in which each begins."""
    lines = text.splitlines()
    return settle_pieces(
        join_lines((f"line {number}", line) for number, line in enumerate(lines, 1))
    )


def join_lines(lines: Iterable[tuple[str, str]]) -> Iterator[DocumentPiece]:
    """Lines, each with its place, put together to the paragraphs of which they are.

    A line runs on into the next where it is about as long as the longest and ends no sentence.
    """
    given = list(lines)
    widest = max((len(line) for _, line in given), default=0)
    held: list[str] = []
    began, kind = "", PARAGRAPH
    for place, line in given:
        here = QUOTED if _MARK.match(line) else PARAGRAPH
        body = _MARK.sub("", line, count=1) if here == QUOTED else line
        if held and (not body.strip() or here != kind or is_signature(body.strip())):
            yield DocumentPiece("\n".join(held), kind, began)
            held = []
        if not body.strip():
            continue
        if not held:
            began, kind = place, here
        held.append(body)
        ends = len(line) < FULL * widest or bool(_ENDS.search(line))
        if kind == PARAGRAPH and ends and not _is_open(held):
            yield DocumentPiece("\n".join(held), kind, began)
            held = []
    if held:
        yield DocumentPiece("\n".join(held), kind, began)


def _is_open(lines: list[str]) -> bool:
    """Whether a quote has begun and not ended: it runs on whatever the line looks like."""
    text = " ".join(lines)
    if len(text) > LONGEST:
        return False
    if "„" in text:  # which “ ends
        return text.count("„") > text.count("“") + text.count("”")
    return any(text.count(begins) > text.count(ends) for begins, ends in ("“”", "「」"))
