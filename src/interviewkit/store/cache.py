"""Caches of what is slow to make: vectors and parses, by text. Safe to delete."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import delete, insert, select

from interviewkit.store.rows import Shelf
from interviewkit.store.schema import parse, vector

HASH_BYTES = 16


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
    """Bundles of packed spaCy docs: texts that were parsed together, each found by its hash."""

    def bundles(self, model: str) -> Iterator[tuple[list[str], bytes]]:
        """The hashes of the texts and their packed docs, bundle by bundle."""
        wanted = select(parse.c.docs).where(parse.c.model == model).order_by(parse.c.texts_hash)
        for value in self._execute(wanted).scalars():
            start = 4 + HASH_BYTES * int.from_bytes(value[:4], "big")
            hashes = [value[at : at + HASH_BYTES].hex() for at in range(4, start, HASH_BYTES)]
            yield hashes, value[start:]

    def add(self, model: str, texts: Sequence[str], docs: bytes) -> None:
        """Keep the packed docs of these texts; their hashes come first, so that they are found."""
        hashes = [bytes.fromhex(hash_text(text)) for text in texts]
        value = b"".join([len(hashes).to_bytes(4, "big"), *hashes, docs])
        row = {"model": model, "texts_hash": hash_texts(texts), "docs": value}
        self._execute(insert(parse).values(**row))

    def forget(self, model: str) -> None:
        self._execute(delete(parse).where(parse.c.model == model))


def hash_texts(texts: Sequence[str]) -> str:
    """SHA-256 of a list of texts, 32 hex digits."""
    return hash_text("\x1e".join(texts))
