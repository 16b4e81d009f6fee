"""Vectors of texts: embedded once, kept by text and model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from interviewkit.language.models import FoundModel, find_encoder, load_encoder
from interviewkit.steps.site import Site
from interviewkit.store.cache import text_hash

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from interviewkit.language.embedder import Embedder

    Matrix = npt.NDArray[np.float32]


class Vectors:
    """The study's vectors; the encoder is loaded only where a text was never seen before."""

    def __init__(self, site: Site, found: FoundModel | None = None) -> None:
        self.site = site
        models = site.settings.models
        self.found = found or find_encoder(models.embedding, allow_hub=models.allow_hub)
        self.key = f"{self.found.name}-{self.found.sha256[:12]}"

    @cached_property
    def _known(self) -> dict[str, bytes]:
        with self.site.store.reading() as shelves:
            return shelves.vectors.get(self.key)

    @cached_property
    def _encoder(self) -> Embedder:
        return load_encoder(self.found)

    def of(self, texts: Sequence[str]) -> Matrix:
        """One row a text: float32 (n, d), rows of length 1. New texts are embedded and saved."""
        import numpy as np

        hashes = [text_hash(text) for text in texts]
        new = {key: text for key, text in zip(hashes, texts, strict=True) if key not in self._known}
        if new:
            self._embed(new)
        if not texts:
            return np.zeros((0, 0), np.float32)
        rows = b"".join([self._known[key] for key in hashes])
        return np.frombuffer(rows, np.float32).reshape(len(texts), -1)

    def _embed(self, new: dict[str, str]) -> None:
        """Embed in chunks and save each, so that a killed run goes on where it stopped."""
        keys, texts = list(new), list(new.values())
        with self.site.progress("embedding passages", len(texts)) as tick:
            for indices, vectors in self._encoder.encode_chunks(texts, tick=tick):
                rows = [
                    (keys[i], vector.tobytes()) for i, vector in zip(indices, vectors, strict=True)
                ]
                with self.site.store.writing() as shelves:
                    shelves.vectors.add(self.key, rows)
                self._known.update(rows)
