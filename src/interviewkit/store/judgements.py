"""The shelf of judgements: a log of what people did, from which nothing is taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, update

from interviewkit.model import Judgement
from interviewkit.model.review import MEMO, REPLACES, UNDO
from interviewkit.model.span import Span
from interviewkit.store.rows import Shelf, build_noun, build_row
from interviewkit.store.schema import coder, judgement, turn


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
        key = self._add(judgement, row)
        if new.undoes is not None:
            self._note_undone(new.undoes)
        return replace(new, id=key)

    def _note_undone(self, target: int | None) -> None:
        """An entry stands unless one that stands undoes it: told of the target, and so on back.

        Several may undo the same: while one of them stands, it does not stand again.
        """
        while target is not None:
            of = judgement.c.id == target
            stood = self.undone_by(target) == 0
            by = select(func.max(judgement.c.id)).where(
                judgement.c.undoes == target, judgement.c.undone_by.is_(None)
            )
            mark = self._number(by) or None
            self._execute(update(judgement).where(of).values(undone_by=mark))
            if stood == (mark is None):
                return
            target = self._execute(select(judgement.c.undoes).where(of)).scalar()

    # -- looks ---------------------------------------------------------------------------------

    def get(self, key: int) -> Judgement | None:
        """One entry by its id."""
        row = self._execute(_entries(judgement.c.id == key)).first()
        return None if row is None else _judgement(row)

    def list(self, name: str = "", acts: Iterable[str] = ()) -> Sequence[Judgement]:
        """The log of one coder, or of all, oldest first, or these acts of it alone.

        Each entry says whether it stands.
        """
        rules = [coder.c.name == name] if name else []
        if wanted := [*acts]:
            rules.append(judgement.c.act.in_(wanted))
        return self._list(*rules)

    def undone_by(self, key: int) -> int:
        """The entry that stands and undoes another; 0 where that one stands itself."""
        return self._number(select(judgement.c.undone_by).where(judgement.c.id == key))

    def coders(self) -> Sequence[str]:
        """The names of those who did anything, in order."""
        wanted = select(coder.c.name).where(coder.c.id.in_(select(judgement.c.coder_id)))
        return self._execute(wanted.order_by(coder.c.name)).scalars().all()

    def standing(
        self, acts: Iterable[str] = (), *, about: str = "", name: str = ""
    ) -> Sequence[Judgement]:
        """Entries that stand, oldest first: of these acts, about this, by this coder."""
        rules: list[ColumnElement[bool]] = [judgement.c.undone_by.is_(None)]
        if wanted := list(acts):
            rules.append(judgement.c.act.in_(wanted))
        if about:
            rules.append(judgement.c.about == about)
        if name:
            rules.append(coder.c.name == name)
        return self._list(*rules)

    def every(self, act: str) -> Sequence[Judgement]:
        """The entries of an act, oldest first, undone ones too."""
        return self._list(judgement.c.act == act)

    def memos(self, turn_ids: Iterable[int] = ()) -> Sequence[Judgement]:
        """The memos that stand, on these turns or on anything, each in its newest words."""
        wanted = sorted(set(turn_ids))
        if not wanted:
            return keep_newest(self.standing([MEMO]))
        rules = (judgement.c.act == MEMO, judgement.c.undone_by.is_(None))
        rows = self._among(_entries(*rules), judgement.c.turn_id, wanted)
        return keep_newest([_judgement(row) for row in rows])

    def memos_in(self, transcript_id: int) -> Sequence[Judgement]:
        """The memos that stand on the turns of one transcript, oldest first."""
        here = select(turn.c.id).where(turn.c.transcript_id == transcript_id)
        memo = (judgement.c.act == MEMO, judgement.c.undone_by.is_(None))
        return keep_newest(self._list(*memo, judgement.c.turn_id.in_(here)))

    def since(self, key: int) -> Sequence[Judgement]:
        """What was appended after an entry, oldest first."""
        return self._list(judgement.c.id > key)

    def of_act(self, act: str, turns: Collection[int]) -> Sequence[Judgement]:
        """The entries of one act on these turns that stand, oldest first."""
        rules = (judgement.c.act == act, judgement.c.undone_by.is_(None))
        rows = self._among(_entries(*rules), judgement.c.turn_id, turns)
        return sorted((_judgement(row) for row in rows), key=lambda each: each.id or 0)

    def of_run(self, run: int, act: str) -> Sequence[Judgement]:
        """The entries of one act that a run wrote, oldest first, undone ones too."""
        return self._list(judgement.c.run_id == run, judgement.c.act == act)

    def memos_on(self, turn_ids: Iterable[int]) -> Sequence[Judgement]:
        """Every memo ever written on these turns, in all of its wordings."""
        rows = self._among(_entries(judgement.c.act == MEMO), judgement.c.turn_id, turn_ids)
        return [_judgement(row) for row in rows]

    def move(self, entry: Judgement, turn_id: int, span: Span | None) -> None:
        """What an entry is about stands in another turn now, or elsewhere in it."""
        start, end = span or (None, None)
        values = {"turn_id": turn_id, "start": start, "end": end}
        self._execute(update(judgement).where(judgement.c.id == entry.id).values(**values))

    def last(self, name: str) -> Judgement | None:
        """The newest entry of a coder that can be undone."""
        rules = (coder.c.name == name, judgement.c.undone_by.is_(None), judgement.c.act != UNDO)
        return self._newest_of(*rules)

    def undone_last(self, name: str) -> Judgement | None:
        """The undoing that a coder did last and that can be undone: nothing else came after it.

        Of an act that was undone, done again and so on, it is the first undoing that stands anew.
        """
        acts = select(judgement.c.id).join(coder).where(coder.c.name == name)
        last_act = acts.where(judgement.c.act != UNDO).order_by(judgement.c.id.desc()).limit(1)
        target = judgement.alias()
        undone = select(target.c.id).where(target.c.id == judgement.c.undoes, target.c.act != UNDO)
        rules = (
            coder.c.name == name,
            judgement.c.id > self._number(last_act),
            judgement.c.undone_by.is_(None),
            undone.exists(),
        )
        return self._newest_of(*rules)

    def latest(self) -> int:
        """The newest entry of the log, a mark of whether anything was added."""
        return self._newest(judgement)

    def _newest_of(self, *rules: ColumnElement[bool]) -> Judgement | None:
        newest = _entries(*rules).order_by(None).order_by(judgement.c.id.desc()).limit(1)
        row = self._execute(newest).first()
        return None if row is None else _judgement(row)

    def _list(self, *rules: ColumnElement[bool]) -> Sequence[Judgement]:
        return [_judgement(row) for row in self._execute(_entries(*rules))]


def keep_newest(memos: Sequence[Judgement]) -> list[Judgement]:
    """Of memos that stand those in their newest words: one may take the place of another.

    One without words removes the one before it.
    """
    replaced = {each.change.get(REPLACES) for each in memos}
    return [each for each in memos if each.memo and each.id not in replaced]


def _entries(*rules: ColumnElement[bool]) -> Select[Any]:
    wanted = select(judgement, coder.c.name.label("coder")).join(coder).order_by(judgement.c.id)
    return wanted.where(*rules)


def _judgement(row: Row[Any]) -> Judgement:
    span = None if row.start is None else (row.start, row.end)
    stands = row.undone_by is None
    return build_noun(Judgement, row, span=span, turn_id=row.turn_id or 0, stands=stands)
