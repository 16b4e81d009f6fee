"""The shelf of runs: what was done, with what, when."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select, update

from interviewkit.model import Run
from interviewkit.store.rows import Shelf, build_noun, build_row
from interviewkit.store.schema import run


class Runs(Shelf):
    def add(self, new: Run) -> int:
        """Save a run; returns its id."""
        return self._add(run, build_row(new, run))

    def finish(self, key: int, ended: str, outcome: dict[str, object]) -> None:
        """Say how a run came out, within the transaction that began it."""
        self._execute(update(run).where(run.c.id == key).values(ended=ended, outcome=outcome))

    def last(self, verb: str) -> Run | None:
        wanted = select(run).where(run.c.verb == verb).order_by(run.c.id.desc()).limit(1)
        row = self._execute(wanted).first()
        return None if row is None else build_noun(Run, row)

    def find(self, verb: str, fingerprint: str) -> int | None:
        """The newest run of a verb with this fingerprint."""
        same = (run.c.verb == verb, run.c.fingerprint == fingerprint)
        newest = select(run.c.id).where(*same).order_by(run.c.id.desc()).limit(1)
        return self._execute(newest).scalar()

    def newest_of(self, verbs: Iterable[str]) -> int:
        """The newest run of any of these verbs; 0 where there is none."""
        return self._number(select(func.max(run.c.id)).where(run.c.verb.in_(list(verbs))))

    def verbs_since(self, key: int) -> set[str]:
        """What was done after a run."""
        return set(self._execute(select(run.c.verb).where(run.c.id > key)).scalars())

    def list(self) -> list[Run]:
        return [build_noun(Run, row) for row in self._execute(select(run).order_by(run.c.id))]
