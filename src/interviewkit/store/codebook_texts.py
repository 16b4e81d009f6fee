"""The shelf of codebook texts: a file as it was before and after each change that was made here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from interviewkit.model import KeptCodebook
from interviewkit.store.rows import Shelf, build_noun, build_row
from interviewkit.store.schema import codebook_text


class CodebookTexts(Shelf):
    def keep(self, new: KeptCodebook) -> int:
        """Keep a text, unless the newest of its path is the same; returns its id."""
        newest = (
            select(codebook_text.c.id, codebook_text.c.hash)
            .where(codebook_text.c.path == new.path)
            .order_by(codebook_text.c.id.desc())
            .limit(1)
        )
        row = self._execute(newest).first()
        if row is not None and row.hash == new.hash:
            return int(row.id)
        return self._add(codebook_text, build_row(new, codebook_text))

    def get(self, key: int) -> KeptCodebook:
        """A text by its id."""
        row = self._execute(select(codebook_text).where(codebook_text.c.id == key)).one()
        return build_noun(KeptCodebook, row)

    def list(self) -> Sequence[KeptCodebook]:
        """All texts, oldest first."""
        rows = self._execute(select(codebook_text).order_by(codebook_text.c.id))
        return [build_noun(KeptCodebook, row) for row in rows]
