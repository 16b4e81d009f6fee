"""Which words of a document are somebody's own: between marks of any script, or set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewkit.checking.documents.pieces import QUOTED, SIGNATURE, DocumentPiece
from interviewkit.model.words import count_words

FEWEST_WORDS = 4
"""Fewer words between marks are as often an expression as what somebody said."""

_MARKED = re.compile(
    r"""
    “(?P<a>[^“”„]*(?:“[^“”]*”[^“”]*)*)”
    | „(?P<b>[^„“”]*)[“”]
    | «(?P<c>[^«»]*)» | »(?P<d>[^«»]*)« | ‹(?P<e>[^‹›]*)› | ›(?P<f>[^‹›]*)‹
    | 「(?P<g>[^」]*)」 | 『(?P<h>[^』]*)』 | ﹁(?P<i>[^﹂]*)﹂
    | (?<!\w)”(?P<j>[^”“]+)”
    | (?<![\w"])"(?P<k>[^"]+)"(?!\w)
    | (?<!\w)‘(?P<l>(?:[^‘’]|’(?=\w))+)’(?!\w)
    """,
    re.VERBOSE,
)
_SIGNED = re.compile(
    r"\s*(?:[.,;!?]\s*)?(?:\((?P<brackets>[^()]{1,240})\)|\[(?P<square>[^\[\]]{1,120})\]"
    r"|[—–―-]{1,2}\s*(?P<dash>[^“„«»「\"]{1,160})"
    r"|,?\s*(?:said|says|told us|sagt|sagte|erzählt|meint)\s+(?P<said>[^.,;“„«]{1,60}))"
)
_LEADS = re.compile(r"([^.!?:“”„«»]{1,60}):\s*$")


@dataclass(frozen=True, slots=True)
class DocumentQuotation:
    """What a document gives as somebody's words, and the words that say whose (may be empty).

    ``piece`` is the number of the piece, ``start`` and ``end`` where it stands there.
    """

    piece: int
    start: int
    end: int
    text: str
    signature: str = ""
    set_apart: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it is an expression rather than what somebody said."""
        return count_words(self.text) < FEWEST_WORDS


def list_quotations(pieces: Sequence[DocumentPiece]) -> Iterator[DocumentQuotation]:
    """Quotes in the order in which they stand."""
    for number, piece in enumerate(pieces):
        if piece.kind == QUOTED:
            yield DocumentQuotation(
                number, 0, len(piece.text), piece.text, _sign_below(pieces, number), True
            )
        else:
            yield from _list_marked(number, piece.text)


def _sign_below(pieces: Sequence[DocumentPiece], number: int) -> str:
    """The signature below a quote that is set apart, over its further paragraphs."""
    for piece in pieces[number + 1 : number + 6]:
        if piece.kind == SIGNATURE:
            return piece.text
        if piece.kind != QUOTED:
            return ""
    return ""


def _list_marked(number: int, text: str) -> Iterator[DocumentQuotation]:
    found = list(_MARKED.finditer(text))
    for match, following in pairwise([*found, None]):
        if match is None:
            break
        inner = next(part for part in match.groups() if part is not None)
        rest = text[match.end() : following.start() if following else len(text)]
        yield DocumentQuotation(
            number, match.start(), match.end(), inner, _sign_beside(rest, text[: match.start()])
        )


def _sign_beside(rest: str, before: str) -> str:
    if signed := _SIGNED.match(rest):
        return next(part for part in signed.groups() if part is not None)
    leads = _LEADS.search(before)
    return leads[1] if leads else ""
