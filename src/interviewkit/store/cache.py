"""Caches of what is slow to make: vectors by text, parses by texts. Safe to delete."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import insert, select

from interviewkit.store.rows import Shelf
from interviewkit.store.schema import parse, vector


def hash_text(text: str) -> str:
    """SHA-256 of a text, 32 hex digits: enough that no two texts of a study ever meet."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Vectors(Shelf):
    """Rows of float32, as bytes: whoever makes and reads them knows the dimension."""

    def get(self, model: str) -> dict[str, bytes]:
        """Hash of a text → its vector, all that this model made."""
        wanted = select(vector.c.text_hash, vector.c.vector).where(vector.c.model == model)
        return dict(self._execute(wanted).tuples().all())

    def add(self, model: str, vectors: Iterable[tuple[str, bytes]]) -> None:
        rows = [{"model": model, "text_hash": key, "vector": value} for key, value in vectors]
        self._insert(vector, rows)


class Parses(Shelf):
    """Packed spaCy docs of a list of texts that were parsed together."""

    def known(self, model: str) -> set[str]:
        wanted = select(parse.c.texts_hash).where(parse.c.model == model)
        return set(self._execute(wanted).scalars())

    def get(self, model: str, texts: Sequence[str]) -> bytes | None:
        wanted = select(parse.c.docs).where(
            parse.c.model == model, parse.c.texts_hash == hash_texts(texts)
        )
        return self._execute(wanted).scalar()

    def add(self, model: str, texts: Sequence[str], docs: bytes) -> None:
        values = {"model": model, "texts_hash": hash_texts(texts), "docs": docs}
        self._execute(insert(parse).values(**values))


def hash_texts(texts: Sequence[str]) -> str:
    """SHA-256 of a list of texts, 32 hex digits."""
    return hash_text("\x1e".join(texts))
