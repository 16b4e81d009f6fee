"""The shelf of runs: what was done, with what, when."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, select, update

from interviewkit.model import Run
from interviewkit.store.rows import add_row
from interviewkit.store.schema import run


class Runs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Run) -> int:
        """Save a run; returns its id."""
        values = asdict(new)
        values.pop("id")
        return add_row(self._connection, run, values)

    def finish(self, key: int, ended: str, outcome: dict[str, object]) -> None:
        """Say how a run came out, within the transaction that began it."""
        self._connection.execute(
            update(run).where(run.c.id == key).values(ended=ended, outcome=outcome)
        )

    def last(self, verb: str) -> Run | None:
        wanted = select(run).where(run.c.verb == verb).order_by(run.c.id.desc()).limit(1)
        row = self._connection.execute(wanted).first()
        return None if row is None else _run(row)

    def list(self) -> list[Run]:
        return [_run(row) for row in self._connection.execute(select(run).order_by(run.c.id))]


def _run(row: Row[Any]) -> Run:
    return Run(**row._mapping)
