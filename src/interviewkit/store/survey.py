"""The shelf of survey answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from interviewkit.model import Respondent, SurveySheet, Variable
from interviewkit.store.rows import Shelf, build_noun, build_row
from interviewkit.store.schema import respondent, survey_sheet, variable

MORE = ("codes", "labelled", "absent", "part_of", "made_from")


class Survey(Shelf):
    def replace(
        self,
        variables: Sequence[Variable],
        respondents: Iterable[Respondent],
        sheet: SurveySheet | None = None,
    ) -> int:
        """The survey as its file now stands takes the place of what was there."""
        for table in (respondent, variable, survey_sheet):
            self._execute(delete(table))
        if sheet:
            about = asdict(sheet)
            values = {"settings": about.pop("settings"), "about": about}
            self._execute(insert(survey_sheet), values)
        for i, each in enumerate(variables):
            more = {name: getattr(each, name) for name in MORE}
            self._insert(variable, [build_row(each, variable, position=i, more=more)])
        rows = [build_row(each, respondent, answers=dict(each.answers)) for each in respondents]
        self._insert(respondent, rows)
        return len(rows)

    def sheet(self) -> SurveySheet | None:
        """The sheet that the answers came in; ``None`` where nothing, or not all, is known."""
        row = self._execute(select(survey_sheet)).first()
        if row is None:
            return None
        about = dict(row.about)
        return SurveySheet(row.settings, **(about | {"lines": tuple(about["lines"])}))

    def variables(self) -> list[Variable]:
        rows = self._execute(select(variable).order_by(variable.c.position))
        return [_variable(row) for row in rows]

    def list(self) -> list[Respondent]:
        rows = self._execute(select(respondent).order_by(respondent.c.id))
        return [build_noun(Respondent, row) for row in rows]

    def named(self, names: Iterable[str]) -> Sequence[Respondent]:
        """The rows of these respondents, one a wave."""
        wanted = select(respondent).order_by(respondent.c.id)
        rows = self._among(wanted, respondent.c.name, set(names))
        return [build_noun(Respondent, row) for row in rows]

    def names(self) -> Sequence[str]:
        """The ids of all respondents."""
        return self._execute(select(respondent.c.name).distinct()).scalars().all()

    def count(self) -> int:
        return self._number(select(func.count()).select_from(respondent))


def _variable(row: Row[Any]) -> Variable:
    more = row.more or {}
    return build_noun(
        Variable,
        row,
        levels=tuple(row.levels),
        codes=tuple(more.get("codes", ())),
        labelled=tuple((code, label) for code, label in more.get("labelled", ())),
        absent=tuple((kind, rows) for kind, rows in more.get("absent", ())),
        part_of=more.get("part_of", ""),
        made_from=more.get("made_from", ""),
    )
