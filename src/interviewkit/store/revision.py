"""How far the study has come: the newest of all that people and machines did."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from interviewkit.store.rows import Shelf
from interviewkit.store.schema import assignment, coding, inference, judgement, run, transcript


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
