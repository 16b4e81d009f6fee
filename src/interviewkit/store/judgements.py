"""The shelf of judgements: a log of what people did, from which nothing is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from interviewkit.model import Judgement
from interviewkit.model.review import MEMO, UNDO
from interviewkit.store.rows import add_row
from interviewkit.store.schema import coder, judgement


class Judgements:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Judgement, run: int | None) -> Judgement:
        """Append an entry by a coder who is known; returns it with its id."""
        key = self._connection.execute(
            select(coder.c.id).where(coder.c.name == new.coder)
        ).scalar_one()
        start, end = new.span or (None, None)
        values: dict[str, object] = {
            "coder_id": key,
            "turn_id": new.turn_id,
            "act": new.act,
            "code": new.code,
            "polarity": new.polarity,
            "start": start,
            "end": end,
            "memo": new.memo,
            "blind": new.blind,
            "change": dict(new.change),
            "undoes": new.undoes,
            "run_id": run,
            "at": new.at,
        }
        return replace(new, id=add_row(self._connection, judgement, values))

    def list(self, name: str = "") -> Sequence[Judgement]:
        """The log of one coder, or of all, oldest first; each entry says whether it stands."""
        wanted = select(judgement, coder.c.name.label("coder")).join(coder).order_by(judgement.c.id)
        if name:
            wanted = wanted.where(coder.c.name == name)
        return _with_standing([_judgement(row) for row in self._connection.execute(wanted)])

    def memos(self, turn_ids: Iterable[int] = ()) -> Sequence[Judgement]:
        """The memos that stand, on these turns or on all."""
        wanted = set(turn_ids)
        return [
            each
            for each in self.list()
            if each.act == MEMO and each.stands and (not wanted or each.turn_id in wanted)
        ]

    def last(self, name: str) -> Judgement | None:
        """The newest entry of a coder that can be undone."""
        standing = (each for each in reversed(self.list(name)) if each.stands)
        return next((each for each in standing if each.act != UNDO), None)

    def latest(self) -> int:
        """The newest entry of the log, a mark of whether anything was added."""
        return int(self._connection.execute(select(func.max(judgement.c.id))).scalar() or 0)


def _with_standing(log: Sequence[Judgement]) -> list[Judgement]:
    """An entry stands unless a later one that stands undoes it."""
    undone: set[int] = set()
    told = []
    for each in reversed(log):
        stands = each.id not in undone
        if stands and each.undoes is not None:
            undone.add(each.undoes)
        told.append(replace(each, stands=stands))
    return told[::-1]


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(
        coder=row.coder,
        act=row.act,
        turn_id=row.turn_id,
        code=row.code,
        polarity=row.polarity,
        span=None if row.start is None else (row.start, row.end),
        memo=row.memo,
        blind=row.blind,
        change=row.change,
        undoes=row.undoes,
        at=row.at,
        id=row.id,
    )
