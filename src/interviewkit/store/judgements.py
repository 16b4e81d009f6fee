"""The shelf of judgements: a log of what people did, from which nothing is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select, update

from interviewkit.model import Judgement
from interviewkit.model.review import MEMO, REPLACES, UNDO
from interviewkit.model.span import Span
from interviewkit.store.rows import Shelf, build_noun, build_row
from interviewkit.store.schema import coder, judgement


class Judgements(Shelf):
    def add(self, new: Judgement, run: int | None) -> Judgement:
        """Append an entry by a coder who is known; returns it with its id."""
        start, end = new.span or (None, None)
        row = build_row(
            new,
            judgement,
            coder_id=self._coder(new.coder),
            turn_id=new.turn_id or None,
            start=start,
            end=end,
            run_id=run,
        )
        return replace(new, id=self._add(judgement, row))

    def list(self, name: str = "") -> Sequence[Judgement]:
        """The log of one coder, or of all, oldest first; each entry says whether it stands."""
        wanted = select(judgement, coder.c.name.label("coder")).join(coder).order_by(judgement.c.id)
        if name:
            wanted = wanted.where(coder.c.name == name)
        return _with_standing([_judgement(row) for row in self._execute(wanted)])

    def get(self, key: int) -> Judgement | None:
        """One entry by its id."""
        wanted = select(judgement, coder.c.name.label("coder")).join(coder)
        row = self._execute(wanted.where(judgement.c.id == key)).first()
        return None if row is None else _judgement(row)

    def of_acts(self, acts: Iterable[str]) -> Sequence[Judgement]:
        """The entries of these acts, and those that undo any, oldest first."""
        wanted = (
            select(judgement, coder.c.name.label("coder"))
            .join(coder)
            .where(judgement.c.act.in_([*acts, UNDO]))
            .order_by(judgement.c.id)
        )
        return _with_standing([_judgement(row) for row in self._execute(wanted)])

    def memos(self, turn_ids: Iterable[int] = ()) -> Sequence[Judgement]:
        """The memos that stand, on these turns or on anything, each in its newest words.

        A memo that was written anew takes the place of the one before; an empty one removes it.
        """
        wanted = set(turn_ids)
        written = [each for each in self.of_acts([MEMO]) if each.act == MEMO and each.stands]
        replaced = {each.change.get(REPLACES) for each in written}
        return [
            each
            for each in written
            if each.memo and each.id not in replaced and (not wanted or each.turn_id in wanted)
        ]

    def memos_on(self, turn_ids: Iterable[int]) -> Sequence[Judgement]:
        """Every memo ever written on these turns, in all of its wordings."""
        wanted = select(judgement, coder.c.name.label("coder")).join(coder)
        rows = self._among(wanted.where(judgement.c.act == MEMO), judgement.c.turn_id, turn_ids)
        return [_judgement(row) for row in rows]

    def move(self, entry: Judgement, turn_id: int, span: Span | None) -> None:
        """What an entry is about stands in another turn now, or elsewhere in it."""
        start, end = span or (None, None)
        values = {"turn_id": turn_id, "start": start, "end": end}
        self._execute(update(judgement).where(judgement.c.id == entry.id).values(**values))

    def last(self, name: str) -> Judgement | None:
        """The newest entry of a coder that can be undone."""
        standing = (each for each in reversed(self.list(name)) if each.stands)
        return next((each for each in standing if each.act != UNDO), None)

    def latest(self) -> int:
        """The newest entry of the log, a mark of whether anything was added."""
        return self._newest(judgement)


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
    span = None if row.start is None else (row.start, row.end)
    return build_noun(Judgement, row, span=span, turn_id=row.turn_id or 0)
