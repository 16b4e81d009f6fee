"""Vectors of texts: embedded once, kept by text and model."""

from __future__ import annotations

import signal
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from multiprocessing import get_context
from typing import TYPE_CHECKING

from interviewkit.language.models import FoundModel, find_encoder, load_encoder
from interviewkit.steps.site import Site
from interviewkit.store.cache import hash_text

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from interviewkit.language.embedder import TextEncoder

    Matrix = npt.NDArray[np.float32]


FEW = 500
"""So many new texts are worth a process of their own: loading the encoder takes far longer."""


class VectorCache:
    """The study's vectors; the encoder is loaded only where a text was never seen before."""

    def __init__(self, site: Site) -> None:
        self.site = site
        models = site.settings.models
        self.found = find_encoder(models.embedding, allow_hub=models.allow_hub)
        self.key = f"{self.found.name}-{self.found.sha256[:12]}"
        self.embedded: Counter[str] = Counter()
        """How many texts were embedded here and now, by the precision that was computed with."""
        self._coming: tuple[list[str], Future[tuple[Matrix, str]]] | None = None

    @cached_property
    def _known(self) -> dict[str, bytes]:
        with self.site.store.reading() as shelves:
            return shelves.vectors.get(self.key)

    @cached_property
    def _encoder(self) -> TextEncoder:
        return load_encoder(self.found)

    def ahead(self, texts: Sequence[str]) -> None:
        """Begin with a few new texts in a second process, while this one does other work.

        Only for a study that has vectors already, as after an edit of its codebook: else the
        encoder is needed here anyway.
        """
        new = [text for text in dict.fromkeys(texts) if hash_text(text) not in self._known]
        if not self._known or not 0 < len(new) <= FEW or not _may_fork():
            return
        # In the second process Ctrl-C is for the one that asked for the work.
        ignoring = (signal.SIGINT, signal.SIG_IGN)
        pool = ProcessPoolExecutor(1, get_context("fork"), signal.signal, ignoring)
        self._coming = new, pool.submit(_encoded, self.found, new)
        pool.shutdown(wait=False)

    def _arrived(self) -> list[str]:
        """Take in what was begun ahead; returns the texts, none where it came to nothing."""
        if self._coming is None:
            return []
        (texts, future), self._coming = self._coming, None
        try:
            vectors, precision = future.result()
        except BrokenProcessPool:  # stopped from outside: embedded here instead
            return []
        self._keep([hash_text(text) for text in texts], vectors)
        self.embedded[precision] += len(texts)
        return texts

    def _keep(self, keys: Sequence[str], vectors: Matrix) -> None:
        rows = [(key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True)]
        with self.site.store.writing() as shelves:
            shelves.vectors.add(self.key, rows)
        self._known.update(rows)

    def of(self, texts: Sequence[str]) -> Matrix:
        """One row a text: float32 (n, d), rows of length 1. New texts are embedded and saved."""
        import numpy as np

        hashes = [hash_text(text) for text in texts]
        new = {key: text for key, text in zip(hashes, texts, strict=True) if key not in self._known}
        if new:
            self._embed(new)
        if not texts:
            return np.zeros((0, 0), np.float32)
        rows = b"".join([self._known[key] for key in hashes])
        return np.frombuffer(rows, np.float32).reshape(len(texts), -1)

    def known(self, texts: Sequence[str]) -> Matrix | None:
        """As :meth:`of`, with zeros for texts never seen: nothing is embedded. ``None`` where none
        of them was."""
        import numpy as np

        rows = [self._known.get(hash_text(text)) for text in texts]
        size = next((len(row) for row in rows if row is not None), 0)
        if not size:
            return None
        empty = bytes(size)
        joined = b"".join([empty if row is None else row for row in rows])
        return np.frombuffer(joined, np.float32).reshape(len(texts), -1)

    def _embed(self, new: dict[str, str]) -> None:
        """Embed in chunks and save each, so that a killed run goes on where it stopped."""
        for text in self._arrived():
            new.pop(hash_text(text), None)
        if not new:
            return
        keys, texts = list(new), list(new.values())
        with self.site.progress("embedding passages", len(texts)) as tick:
            for indices, vectors in self._encoder.encode_chunks(texts, tick=tick):
                self._keep([keys[i] for i in indices], vectors)
                self.embedded[self._encoder.precision] += len(indices)


def _may_fork() -> bool:
    """Forking is safe on Linux, from a process that has started no threads, nor torch its own."""
    unthreaded = threading.active_count() == 1 and "torch" not in sys.modules
    return sys.platform == "linux" and unthreaded


def _encoded(found: FoundModel, texts: list[str]) -> tuple[Matrix, str]:
    encoder = load_encoder(found)
    return encoder.encode(texts), encoder.precision
