"""The places of turns: a turn keeps its id, and all that was done with it, in a newer version.

Draws, assignments, scores and the log name turns by id. So where a transcript comes in a newer
version, the turns that say the same change places with their copies there: the id goes with the
conversation, and the older version keeps its text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, select, update

from interviewkit.store.rows import Shelf
from interviewkit.store.schema import (
    assignment,
    coder,
    coding,
    coverage,
    cutting,
    draw,
    judgement,
    passage,
    turn,
)
from interviewkit.store.timings import Timings

Pair = tuple[int, int]

_OF_TEXT = (passage, coverage, cutting, judgement)
"""What is about the words of a turn and goes where they go."""

_OF_PLACE = (draw, assignment)
"""What is about the turn as a part of the sample, whatever its words."""

_PLACE = ("transcript_id", "position", "speaker", "text", "start", "end")


class Turns(Shelf):
    def exchange_places(self, pairs: Sequence[Pair]) -> None:
        """Each of the two turns stands where the other stood, with its words and speaker."""
        ids = [key for pair in pairs for key in pair]
        rows = {row.id: row._asdict() for row in self._among(select(turn), turn.c.id, ids)}
        if not pairs:
            return
        move = update(turn).where(turn.c.id == bindparam("key"))
        aside = [{"key": a, "new_position": -a} for a, _ in pairs]
        self._execute(move.values(position=bindparam("new_position")), aside)
        place: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _PLACE}
        for here, there in ((1, 0), (0, 1)):
            values = [_write_place(pair[here], rows[pair[there]]) for pair in pairs]
            self._execute(move.values(place), values)
        Timings(self._connection).exchange(pairs)

    def move_work(self, pairs: Sequence[Pair]) -> None:
        """What was done with the words of each first turn is now of the second, which had none."""
        for table in _OF_TEXT:
            self._rename(table, pairs)

    def exchange_work(self, pairs: Sequence[Pair]) -> None:
        """What was done with the words of each of the two turns is now of the other."""
        if not pairs:
            return
        home = self._number(select(turn.c.transcript_id).where(turn.c.id == pairs[0][0]))
        values = {"transcript_id": home, "position": 0, "speaker": "", "text": ""}
        aside = self._add(turn, values)
        for a, b in pairs:
            self.move_work([(a, aside)])
            self.move_work([(b, a)])
            self.move_work([(aside, b)])
        self._execute(turn.delete().where(turn.c.id == aside))

    def move_draws(self, pairs: Sequence[Pair]) -> None:
        """Draws and assignments of each first turn are now of the second."""
        for table in _OF_PLACE:
            self._rename(table, pairs)

    def merge_work(self, pairs: Sequence[Pair], run: int) -> None:
        """What was done with the words of the first of two turns that say the same is of both."""
        firsts = [a for a, _ in pairs]
        worked = set[int]().union(
            *(self._with(table, firsts) for table in (passage, coverage, judgement))
        )
        pairs = [pair for pair in pairs if pair[0] in worked]
        for a, b in pairs:
            self._merge_passages(a, b)
            self._merge_readings(a, b)
            self._retire_repeated(b, run)
        self._rename(judgement, pairs)

    def drawn(self, ids: Collection[int]) -> set[int]:
        """Those of these turns that were drawn."""
        return self._with(draw, ids)

    def assigned(self, ids: Collection[int]) -> dict[int, list[str]]:
        """Those of these turns that somebody was to read, and who."""
        found: dict[int, list[str]] = {}
        wanted = select(assignment.c.turn_id, coder.c.name).join(coder).order_by(assignment.c.id)
        for row in self._among(wanted, assignment.c.turn_id, ids):
            if row.name not in found.setdefault(row.turn_id, []):
                found[row.turn_id].append(row.name)
        return found

    def _with(self, table: Table, ids: Iterable[int]) -> set[int]:
        return {row.turn_id for row in self._among(select(table.c.turn_id), table.c.turn_id, ids)}

    def _rename(self, table: Table, pairs: Sequence[Pair]) -> None:
        if pairs:
            move = update(table).where(table.c.turn_id == bindparam("a"))
            values = [{"a": a, "b": b} for a, b in pairs]
            self._execute(move.values(turn_id=bindparam("b")), values)

    def _merge_passages(self, a: int, b: int) -> None:
        wanted = select(passage.c.start, passage.c.end, passage.c.id)
        there = {
            (start, end): key
            for start, end, key in self._execute(wanted.where(passage.c.turn_id == b))
        }
        rows = self._execute(wanted.where(passage.c.turn_id == a)).all()
        for start, end, key in rows:
            same = there.get((start, end))
            if same is None:
                self._execute(update(passage).where(passage.c.id == key).values(turn_id=b))
            else:
                self._execute(
                    update(coding).where(coding.c.passage_id == key).values(passage_id=same)
                )

    def _merge_readings(self, a: int, b: int) -> None:
        wanted = select(coverage.c.coder_id, coverage.c.code)
        there = set(self._execute(wanted.where(coverage.c.turn_id == b)).tuples().all())
        for person, code in self._execute(wanted.where(coverage.c.turn_id == a)).all():
            if (person, code) not in there:
                self._execute(
                    update(coverage)
                    .where(
                        coverage.c.turn_id == a,
                        coverage.c.coder_id == person,
                        coverage.c.code == code,
                    )
                    .values(turn_id=b)
                )

    def _retire_repeated(self, key: int, run: int) -> None:
        """Of what one coder says twice of one passage the first stays, which the log names."""
        of_turn = select(passage.c.id).where(passage.c.turn_id == key)
        rows = self._execute(
            select(coding)
            .where(coding.c.passage_id.in_(of_turn), coding.c.retired_run_id.is_(None))
            .order_by(coding.c.id)
        ).all()
        known = set()
        for row in rows:
            said = (row.passage_id, row.coder_id, row.code, row.polarity, row.status)
            if said in known:
                self._execute(
                    update(coding).where(coding.c.id == row.id).values(retired_run_id=run)
                )
            known.add(said)


def _write_place(key: int, row: dict[str, object]) -> dict[str, object]:
    """The place of a row, for the turn of another id."""
    return {"key": key, **{f"new_{name}": row[name] for name in _PLACE}}
