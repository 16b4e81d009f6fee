"""What a document is made of, whatever its format: pieces of text in order, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

PARAGRAPH, HEADING, QUOTED, SIGNATURE = "paragraph", "heading", "quote", "signature"
ROW, LABEL = "row", "label"

DASHES = "—–―"
"""What stands before the name of who is quoted."""


@dataclass(frozen=True, slots=True)
class DocumentPiece:
    """A paragraph, a heading, a row of a table, a quote or its signature, a label of a chart.

    ``place`` says to a reader where it stands. ``after`` is the heading below which it does.
    """

    text: str
    kind: str = PARAGRAPH
    place: str = ""
    after: str = ""


def settle_pieces(found: Iterable[DocumentPiece]) -> tuple[DocumentPiece, ...]:
    """Pieces with single blanks and the heading above each; empty ones are left out."""
    return tuple(_settle(found))


def _settle(found: Iterable[DocumentPiece]) -> Iterator[DocumentPiece]:
    heading = ""
    for each in found:
        text = " ".join(each.text.split())
        if not text:
            continue
        if each.kind == HEADING:
            heading = text
        kind = SIGNATURE if each.kind == QUOTED and is_signature(text) else each.kind
        yield replace(each, text=text, kind=kind, after=heading)


def is_signature(text: str) -> bool:
    """Whether a paragraph of a quote says who said it: ``— P37, freelancer``."""
    return text[:1] in DASHES or text[:3] in ("-- ", "---")
