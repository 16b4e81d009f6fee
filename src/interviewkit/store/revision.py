"""How far the study has come: the newest of all that people and machines did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from sqlalchemy import func, or_, select

from interviewkit.model.review import (
    ACCEPT,
    CHANGE,
    CODE,
    MEMO,
    QUERY,
    QUOTE,
    READ,
    REJECT,
    SUMMARY,
    UNREAD,
    WITHDRAW,
)
from interviewkit.store.rows import Shelf
from interviewkit.store.schema import (
    assignment,
    coding,
    inference,
    judgement,
    passage,
    run,
    transcript,
)

MARKING = ("review", "mark", "undo", "assign", "query", "summary", "retrieve")
"""Runs in which people code, read and note, and change nothing else."""

MARKS = (ACCEPT, REJECT, READ, UNREAD, CODE, CHANGE, WITHDRAW, MEMO, QUOTE, SUMMARY, QUERY)
"""What they do in them: codings and readings of the turns that the entry names, or a text."""

MOST_ENTRIES = 500
"""Where more was done, working out anew takes no longer than going through it."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The highest id of each; they grow with everything that anybody does."""

    judgement: int = 0
    coding: int = 0
    run: int = 0
    transcript: int = 0
    inference: int = 0
    assignment: int = 0


class Revision(Shelf):
    def newest(self) -> Newest:
        """One look at the ends of the tables, which takes no longer in a large study."""
        tables = (judgement, coding, run, transcript, inference, assignment)
        ends = [select(func.max(each.c.id)).scalar_subquery() for each in tables]
        return Newest(*(end or 0 for end in self._execute(select(*ends)).one()))

    @property
    def is_writing(self) -> bool:
        """Whether this is seen from within a transaction: it may yet be taken back."""
        return bool(self._connection.get_execution_options().get("writes"))

    def turns_marked(self, since: Newest, now: Newest) -> frozenset[int] | None:
        """The turns on which people coded and read since.

        ``None`` where anything else was done, or a great deal: then nothing is known to be as it
        was.
        """
        if not self._only_marks(since, now):
            return None
        undone = judgement.alias()
        wanted = (
            select(judgement.c.turn_id, judgement.c.change, judgement.c.act, undone.c.act)
            .outerjoin(undone, judgement.c.undoes == undone.c.id)
            .where(judgement.c.id > since.judgement)
            .limit(MOST_ENTRIES + 1)
        )
        entries = self._execute(wanted).tuples().all()
        if len(entries) > MOST_ENTRIES or any((of or act) not in MARKS for *_, act, of in entries):
            return None
        changes = [change for _, change, *_ in entries]
        codings = {key for each in changes for what in _CODINGS for key in each.get(what, ())}
        groups = [group for each in changes for what in _READINGS for group in each.get(what, ())]
        turns = {key for key, *_ in entries if key} | self._turns_of(codings)
        return frozenset(turns.union(*(group["turns"] for group in groups)))

    def _only_marks(self, since: Newest, now: Newest) -> bool:
        """Whether all runs and codings since are of people who code."""
        ends = zip(astuple(since), astuple(now), strict=True)
        if since.transcript != now.transcript or any(new < old for old, new in ends):
            return False
        others = select(run.c.id).where(run.c.id > since.run, run.c.verb.not_in(MARKING))
        marking = select(run.c.id).where(run.c.verb.in_(MARKING))
        foreign = select(coding.c.id).where(
            coding.c.id > since.coding,
            or_(coding.c.run_id.is_(None), coding.c.run_id.not_in(marking)),
        )
        return not self._number(select(or_(others.exists(), foreign.exists())))

    def _turns_of(self, codings: Iterable[int]) -> set[int]:
        wanted = select(passage.c.turn_id).join(coding)
        return {row.turn_id for row in self._among(wanted, coding.c.id, set(codings))}


_CODINGS, _READINGS = ("added", "retired"), ("reads", "unreads")
