"""The shelf of meta-inferences: what researchers conclude; nothing is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from interviewkit.model import MetaInference
from interviewkit.store.rows import add_row
from interviewkit.store.schema import inference


class Inferences:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: MetaInference, run: int | None = None) -> MetaInference:
        """Write a line down; an earlier one on the same pair stays in the log."""
        values: dict[str, object] = {
            "about_theme": new.of,
            "beside": new.about,
            "fit": new.fit,
            "text": new.text,
            "author": new.author,
            "at": new.at,
            "run_id": run,
        }
        return replace(new, id=add_row(self._connection, inference, values))

    def log(self) -> Sequence[MetaInference]:
        """Every line ever written, oldest first."""
        rows = self._connection.execute(select(inference).order_by(inference.c.id))
        return [
            MetaInference(
                of=row.about_theme,
                about=row.beside,
                fit=row.fit,
                text=row.text,
                author=row.author,
                at=row.at,
                id=row.id,
            )
            for row in rows
        ]

    def list(self) -> Sequence[MetaInference]:
        """The newest line on each pair, in the order in which pairs first came up.

        A line without a text takes the earlier one back.
        """
        newest = {(each.of, each.about): each for each in self.log()}
        return [each for each in newest.values() if each.text]

    def latest(self) -> int:
        """The newest line, a mark of whether anything was written."""
        return int(self._connection.execute(select(func.max(inference.c.id))).scalar() or 0)
