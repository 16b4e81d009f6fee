"""The shelf of draws (how turns came to be judged) and of assignments (who is to read them)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select

from interviewkit.model import Assignment, Draw
from interviewkit.store.rows import add_row, split_in_pieces
from interviewkit.store.schema import assignment, coder, draw, transcript, turn


class Draws:
    """Both are only appended; an import that is undone takes its own draws back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Draw, run: int | None, at: str) -> int:
        """Save how a turn was drawn; returns the id."""
        values: dict[str, object] = {
            "turn_id": new.turn_id,
            "mode": new.mode,
            "codes": list(new.codes),
            "probability": new.probability,
            "pool": new.pool,
            "frame": new.frame,
            "newest": new.newest,
            "run_id": run,
            "at": at,
        }
        return add_row(self._connection, draw, values)

    def list(self) -> Sequence[Draw]:
        """All draws, in order."""
        rows = self._connection.execute(select(draw).order_by(draw.c.id))
        return [_draw(row) for row in rows]

    def of_run(self, run: int) -> Sequence[dict[str, Any]]:
        """The draws of one run, whole, so that they can be put back as they were."""
        rows = self._connection.execute(select(draw).where(draw.c.run_id == run))
        return [row._asdict() for row in rows]

    def remove(self, ids: Iterable[int]) -> None:
        """Take draws out that an import brought and nobody was given."""
        for piece in split_in_pieces(list(ids)):
            self._connection.execute(delete(draw).where(draw.c.id.in_(piece)))

    def put_back(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Draws that were taken out, as they were."""
        if rows:
            self._connection.execute(insert(draw), [dict(row) for row in rows])

    def assign(self, new: Assignment, run: int | None) -> int:
        """Give a turn to a coder who is known; returns the id."""
        key = self._connection.execute(
            select(coder.c.id).where(coder.c.name == new.coder)
        ).scalar_one()
        values: dict[str, object] = {
            "turn_id": new.turn_id,
            "coder_id": key,
            "draw_id": new.draw_id,
            "codes": list(new.codes),
            "queue": new.queue,
            "blind": new.blind,
            "run_id": run,
        }
        return add_row(self._connection, assignment, values)

    def assignments(self, name: str = "") -> Sequence[Assignment]:
        """What was given to one coder, or to all, on current turns, in order."""
        wanted = _assignments()
        if name:
            wanted = wanted.where(coder.c.name == name)
        return [_assignment(row) for row in self._connection.execute(wanted)]


def _assignments() -> Select[Any]:
    return (
        select(assignment, coder.c.name.label("coder"))
        .join(coder, assignment.c.coder_id == coder.c.id)
        .join(turn, assignment.c.turn_id == turn.c.id)
        .join(transcript, turn.c.transcript_id == transcript.c.id)
        .where(transcript.c.current)
        .order_by(assignment.c.id)
    )


def _draw(row: Row[Any]) -> Draw:
    return Draw(
        row.turn_id,
        row.mode,
        tuple(row.codes),
        row.probability,
        row.pool,
        row.frame,
        row.newest,
        row.id,
    )


def _assignment(row: Row[Any]) -> Assignment:
    return Assignment(
        row.turn_id, row.coder, tuple(row.codes), row.queue, row.blind, row.draw_id, row.id
    )
