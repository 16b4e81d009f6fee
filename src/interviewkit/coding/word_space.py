"""The words of a corpus: how far passages and other texts share them, rare words counting more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from interviewkit.coding.contract import Vectors
from interviewkit.coding.turn_numbers import Array
from interviewkit.coding.words import Words, list_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MARKS = frozenset("?!？！…")
"""The marks by which speech differs; others say how it was written down."""


@dataclass(frozen=True, slots=True)
class WordSpace:
    """Passages as weighed words (n, v), rows of length 1 (tf-idf, counts by logarithm).

    ``column`` is the place of a word, ``rarity`` (v,) its weight; a word that no passage has weighs
    as one that is rarer still, but matches nothing.
    """

    passages: csr_matrix
    column: Mapping[str, int]
    rarity: Array

    @classmethod
    def build(cls, words: Words) -> WordSpace:
        """The space of passages whose words were counted."""
        kept = [at for at, word in enumerate(words.different) if _counts(word)]
        counts = words.counts[:, kept].tocsr()
        held_by = np.bincount(counts.indices, minlength=len(kept))
        rarity = np.log((1 + counts.shape[0]) / (1 + held_by)) + 1
        counts.data = (1 + np.log(counts.data)) * rarity[counts.indices]
        column = {words.different[at]: place for place, at in enumerate(kept)}
        return cls(_shorten(counts), column, rarity)

    def place(self, texts: Sequence[str]) -> csr_matrix:
        """Other texts in the same space, (m, v)."""
        from scipy.sparse import csr_matrix

        unseen = np.log(1 + self.passages.shape[0]) + 1
        entries: list[tuple[int, int, float]] = []
        for row, text in enumerate(texts):
            found = Counter(word for word in list_words(text) if _counts(word))
            weights = {word: 1 + np.log(n) for word, n in found.items()}
            known = {
                self.column[word]: weight * self.rarity[self.column[word]]
                for word, weight in weights.items()
                if word in self.column
            }
            strange = sum(
                (w * unseen) ** 2 for word, w in weights.items() if word not in self.column
            )
            length = np.sqrt(sum(w**2 for w in known.values()) + strange) or 1.0
            entries += [(row, at, weight / length) for at, weight in known.items()]
        rows, columns, data = zip(*entries, strict=True) if entries else ((), (), ())
        shape = len(texts), len(self.rarity)
        return csr_matrix((np.array(data, np.float32), (rows, columns)), shape)

    def compare(self, texts: Sequence[str]) -> Vectors:
        """The cosine of every passage and each of these texts, (n, m)."""
        return np.asarray((self.passages @ self.place(texts).T).toarray())

    def average(self, rows: Array, weights: Vectors) -> Vectors:
        """The weighed mean of the passages at these places, (v,)."""
        return np.asarray(self.passages[rows].T @ weights, dtype=np.float32)

    @property
    def mean(self) -> Vectors:
        """The mean of all passages, (v,)."""
        return np.asarray(self.passages.mean(axis=0), dtype=np.float32).ravel()


def _counts(word: str) -> bool:
    return word in MARKS or word[0] == "_" or word[0].isalnum()


def _shorten(rows: csr_matrix) -> csr_matrix:
    """Rows of length 1, or 0 where there is no word."""
    squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    lengths = np.repeat(np.sqrt(squares), np.diff(rows.indptr))
    rows.data = (rows.data / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return rows
