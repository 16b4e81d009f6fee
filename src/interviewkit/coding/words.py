"""The words of passages, counted once for all coders: alone, in pairs, and by their spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from interviewkit.model.words import pair_characters

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Array = np.ndarray[Any, np.dtype[Any]]

BUCKETS = 2**17
"""Words, pairs of words and pieces of words are hashed into so many columns."""

TOKEN = re.compile(r"\w+|[^\w\s]")
"""A word, or one mark: a question is known by its question mark."""

PIECES = (2, 3, 4)
"""Lengths of the pieces of a word that are compared, in characters, its ends counted as one."""

PAIRING = 1_000_003
"""A prime by which the first word of a pair is told from the second."""


@dataclass(frozen=True)
class Words:
    """The words of n texts.

    ``counts`` (n, v) says how often each of v different words stands in a text, ``hashes`` (v,)
    are numbers of these words that are the same for every corpus, and ``pairs`` (n, ``BUCKETS``)
    counts words that stand side by side.
    """

    different: Sequence[str]
    counts: csr_matrix
    hashes: Array
    pairs: csr_matrix

    @classmethod
    def of(cls, texts: Sequence[str]) -> Words:
        """One second for 50,000 sentences."""
        rows = [list_words(text) for text in texts]
        lengths = np.array([len(row) for row in rows], dtype=np.int64)
        every = list(chain.from_iterable(rows))
        number = {word: place for place, word in enumerate(dict.fromkeys(every))}
        flat = np.fromiter(map(number.__getitem__, every), np.int64, len(every))
        text = np.repeat(np.arange(len(rows)), lengths)
        hashes = np.array([crc32(word.encode()) for word in number], dtype=np.int64)
        beside = text[1:] == text[:-1]
        pair = (hashes[flat[:-1]] * PAIRING + hashes[flat[1:]])[beside] % BUCKETS
        return cls(
            list(number),
            _count(text, flat, (len(rows), len(number))),
            hashes,
            _count(text[1:][beside], pair, (len(rows), BUCKETS)),
        )

    def gathered(self, gather: csr_matrix) -> Words:
        """The words of texts put together; ``gather`` (m, n) has a 1 where one is part."""
        return Words(self.different, gather @ self.counts, self.hashes, gather @ self.pairs)

    def spelt(self) -> csr_matrix:
        """The pieces each word is made of (v, ``BUCKETS``): words that share their stem or their
        ending have some in common. Rows of length 1."""
        pieces = [
            [
                crc32(f" {word} "[at : at + n].encode()) % BUCKETS
                for n in PIECES
                for at in range(max(len(word) + 3 - n, 1))
            ]
            for word in self.different
        ]
        rows = np.repeat(np.arange(len(pieces)), [len(of) for of in pieces])
        flat = np.fromiter((each for of in pieces for each in of), np.int64, len(rows))
        return _weigh(_count(rows, flat, (len(pieces), BUCKETS)))

    def weighed(self) -> tuple[csr_matrix, csr_matrix]:
        """Words alone (n, v), and words with pairs (n, 2 ``BUCKETS``), by how rare they are
        (tf-idf, counts by logarithm); rows of length 1, or 0 where there is no word."""
        from scipy.sparse import csr_matrix, hstack

        where = np.arange(len(self.hashes)), self.hashes % BUCKETS
        hashed = csr_matrix((np.ones(len(self.hashes)), where), (len(self.hashes), BUCKETS))
        return _weigh(self.counts), _weigh(hstack([self.counts @ hashed, self.pairs]).tocsr())


@lru_cache(maxsize=1)
def count_words(texts: tuple[str, ...]) -> Words:
    """The words of these texts, kept for the next coder that asks for the same."""
    return Words.of(texts)


def list_words(text: str) -> list[str]:
    """The words and marks of a text in small letters; pairs of signs where no blank parts them."""
    return TOKEN.findall(pair_characters(text).lower())


def _count(rows: Array, columns: Array, shape: tuple[int, int]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    return csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape)


def _weigh(counts: csr_matrix) -> csr_matrix:
    from sklearn.feature_extraction.text import TfidfTransformer

    if not counts.nnz:
        return counts
    return TfidfTransformer(sublinear_tf=True).fit_transform(counts).astype(np.float32)
