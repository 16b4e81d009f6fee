"""The shelf of draws (how turns came to be judged) and of assignments (who is to read them)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select

from interviewkit.model import Assignment, Draw
from interviewkit.store.rows import Shelf, build_noun, build_row, split_in_pieces
from interviewkit.store.schema import assignment, coder, draw, transcript, turn


class Draws(Shelf):
    """Both are only appended; an import that is undone takes its own draws back."""

    def add(self, new: Draw, run: int | None, at: str) -> int:
        """Save how a turn was drawn; returns the id."""
        return self._add(draw, build_row(new, draw, run_id=run, at=at))

    def list(self) -> Sequence[Draw]:
        """All draws, in order."""
        rows = self._execute(select(draw).order_by(draw.c.id))
        return [build_noun(Draw, row, codes=tuple(row.codes)) for row in rows]

    def of_run(self, run: int) -> Sequence[dict[str, Any]]:
        """The draws of one run, whole, so that they can be put back as they were."""
        rows = self._execute(select(draw).where(draw.c.run_id == run))
        return [row._asdict() for row in rows]

    def remove(self, ids: Iterable[int]) -> None:
        """Take draws out that an import brought and nobody was given."""
        for piece in split_in_pieces(list(ids)):
            self._execute(delete(draw).where(draw.c.id.in_(piece)))

    def put_back(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Draws that were taken out, as they were."""
        self._insert(draw, rows)

    def assign(self, new: Assignment, run: int | None) -> int:
        """Give a turn to a coder who is known; returns the id."""
        row = build_row(new, assignment, coder_id=self._coder(new.coder), run_id=run)
        return self._add(assignment, row)

    def assignments(self, name: str = "") -> Sequence[Assignment]:
        """What was given to one coder, or to all, on current turns, in order."""
        wanted = (
            select(assignment, coder.c.name.label("coder"))
            .join(coder, assignment.c.coder_id == coder.c.id)
            .join(turn, assignment.c.turn_id == turn.c.id)
            .join(transcript, turn.c.transcript_id == transcript.c.id)
            .where(transcript.c.current)
            .order_by(assignment.c.id)
        )
        if name:
            wanted = wanted.where(coder.c.name == name)
        return [
            build_noun(Assignment, row, codes=tuple(row.codes)) for row in self._execute(wanted)
        ]
