"""The shelf of meta-inferences: what researchers conclude; nothing is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from interviewkit.model import MetaInference
from interviewkit.store.rows import Shelf, build_noun, build_row
from interviewkit.store.schema import inference


def choose_newest(lines: Iterable[MetaInference]) -> Sequence[MetaInference]:
    """The newest line on each pair, in the order in which pairs first came up.

    A line without a text takes the earlier one back.
    """
    newest = {(each.of, each.about): each for each in lines}
    return [each for each in newest.values() if each.text]


class Inferences(Shelf):
    def add(self, new: MetaInference, run: int | None = None) -> MetaInference:
        """Write a line down; an earlier one on the same pair stays in the log."""
        row = build_row(new, inference, about_theme=new.of, beside=new.about, run_id=run)
        return replace(new, id=self._add(inference, row))

    def log(self) -> Sequence[MetaInference]:
        """Every line ever written, oldest first."""
        rows = self._execute(select(inference).order_by(inference.c.id))
        return [
            build_noun(MetaInference, row, of=row.about_theme, about=row.beside) for row in rows
        ]

    def list(self) -> Sequence[MetaInference]:
        """The newest line on each pair, as :func:`choose_newest`."""
        return choose_newest(self.log())

    def latest(self) -> int:
        """The newest line, a mark of whether anything was written."""
        return self._newest(inference)
