"""A document as one stream of words and numbers, whatever blocks and lines it is broken into."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.checking.documents.pieces import DocumentPiece
from interviewkit.checking.tokens import DocumentToken, cut_tokens

GRAM = 3
"""So many tokens in a row must be the same for a place to be looked at."""
RUN = 6


@dataclass(frozen=True)
class TokenStream:
    """The tokens of a document in order, and the number of the piece in which each stands."""

    pieces: tuple[DocumentPiece, ...]
    tokens: Sequence[DocumentToken] = field(repr=False)
    piece_of: Sequence[int] = field(repr=False)

    @classmethod
    def of(cls, pieces: Iterable[DocumentPiece]) -> TokenStream:
        """The stream of a document's pieces."""
        given = tuple(pieces)
        cut = [cut_tokens(each.text) for each in given]
        tokens = [token for each in cut for token in each]
        return cls(given, tokens, [i for i, each in enumerate(cut) for _ in each])

    @classmethod
    def join(cls, streams: Iterable[TokenStream]) -> TokenStream:
        """Several documents as one, in their order."""
        pieces: list[DocumentPiece] = []
        tokens: list[DocumentToken] = []
        piece_of: list[int] = []
        for each in streams:
            piece_of += [len(pieces) + piece for piece in each.piece_of]
            pieces += each.pieces
            tokens += each.tokens
        return cls(tuple(pieces), tokens, piece_of)

    @cached_property
    def masks(self) -> tuple[str, ...]:
        """The tokens with all numbers alike."""
        return tuple(each.mask for each in self.tokens)

    @cached_property
    def places(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """Where each run of :data:`GRAM` masked tokens stands."""
        found: dict[tuple[str, ...], list[int]] = {}
        for at in range(len(self.masks) - GRAM + 1):
            found.setdefault(self.masks[at : at + GRAM], []).append(at)
        return found

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """All runs of :data:`RUN` tokens, numbers as they are."""
        keys = tuple(each.key for each in self.tokens)
        return frozenset(keys[at : at + RUN] for at in range(len(keys) - RUN + 1))

    def __len__(self) -> int:
        return len(self.tokens)

    def show(self, first: int, last: int, around: int = 0) -> str:
        """The text from one token to another as it is written, with so many characters around."""
        piece = self.piece_of[first]
        while self.piece_of[last] != piece:
            last -= 1
        text = self.pieces[piece].text
        start = max(0, self.tokens[first].start - around)
        end = min(len(text), self.tokens[last].end + around)
        if around:  # whole words
            start = text.rfind(" ", 0, start) + 1
            space = text.find(" ", end)
            end = len(text) if space < 0 else space
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return f"{before}{text[start:end]}{after}"

    def find_piece(self, piece: int) -> tuple[int, int]:
        """The tokens of a piece: the first, and the one after the last."""
        return bisect_left(self.piece_of, piece), bisect_right(self.piece_of, piece)

    def bounds(self, at: int) -> tuple[int, int]:
        """The first and the last token of the piece in which a token stands."""
        first, end = self.find_piece(self.piece_of[at])
        return first, end - 1
