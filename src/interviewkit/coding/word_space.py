"""The words of a corpus: how far passages and other texts share them, rare words counting more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewkit.coding.contract import Vectors
from interviewkit.coding.turn_numbers import Array
from interviewkit.model.words import pair_characters

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

BUCKETS = 2**18
"""Words are hashed into so many columns."""

TOKENS = r"(?u)\b\w+\b|[?!？！…]"
"""Words of any length, and the marks by which speech differs."""


@dataclass(frozen=True, slots=True)
class WordSpace:
    """Passages as weighed words (n, ``BUCKETS``), rows of length 1 (tf-idf)."""

    passages: csr_matrix
    _weights: Any

    @classmethod
    def build(cls, texts: Sequence[str]) -> WordSpace:
        from sklearn.feature_extraction.text import TfidfTransformer

        counts = _count(texts)
        weights = TfidfTransformer(sublinear_tf=True).fit(counts)
        return cls(weights.transform(counts).astype(np.float32), weights)

    def place(self, texts: Sequence[str]) -> csr_matrix:
        """Other texts in the same space, (m, ``BUCKETS``)."""
        return self._weights.transform(_count(texts)).astype(np.float32)

    def compare(self, texts: Sequence[str]) -> Vectors:
        """The cosine of every passage and each of these texts, (n, m)."""
        return np.asarray((self.passages @ self.place(texts).T).toarray())

    def average(self, rows: Array, weights: Vectors) -> Vectors:
        """The weighed mean of the passages at these places, (``BUCKETS``,)."""
        return np.asarray(self.passages[rows].T @ weights, dtype=np.float32)

    @property
    def mean(self) -> Vectors:
        """The mean of all passages, (``BUCKETS``,)."""
        return np.asarray(self.passages.mean(axis=0), dtype=np.float32).ravel()


def _count(texts: Sequence[str]) -> csr_matrix:
    from sklearn.feature_extraction.text import HashingVectorizer

    words = HashingVectorizer(
        n_features=BUCKETS, norm=None, alternate_sign=False, token_pattern=TOKENS
    )
    return words.transform([pair_characters(text) for text in texts])
