"""The shelf of survey answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from interviewkit.model import Respondent, SurveySheet, Variable
from interviewkit.store.schema import respondent, survey_sheet, variable

MORE = ("codes", "labelled", "absent", "part_of", "made_from")


class Survey:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(
        self,
        variables: Sequence[Variable],
        respondents: Iterable[Respondent],
        sheet: SurveySheet | None = None,
    ) -> int:
        """The survey as its file now stands takes the place of what was there."""
        for table in (respondent, variable, survey_sheet):
            self._connection.execute(delete(table))
        if sheet:
            about = asdict(sheet)
            values = {"settings": about.pop("settings"), "about": about}
            self._connection.execute(insert(survey_sheet), values)
        if variables:
            self._connection.execute(
                insert(variable),
                [
                    {
                        "name": each.name,
                        "position": i,
                        "label": each.label,
                        "type": each.type,
                        "levels": list(each.levels),
                        "n": each.n,
                        "missing": each.missing,
                        "declared": each.declared,
                        "more": {name: getattr(each, name) for name in MORE},
                    }
                    for i, each in enumerate(variables)
                ],
            )
        rows = [
            {"name": r.name, "wave": r.wave, "weight": r.weight, "answers": dict(r.answers)}
            for r in respondents
        ]
        if rows:
            self._connection.execute(insert(respondent), rows)
        return len(rows)

    def sheet(self) -> SurveySheet | None:
        """The sheet that the answers came in; ``None`` where nothing, or not all, is known."""
        row = self._connection.execute(select(survey_sheet)).first()
        if row is None:
            return None
        about = dict(row.about)
        return SurveySheet(row.settings, **(about | {"lines": tuple(about["lines"])}))

    def variables(self) -> list[Variable]:
        rows = self._connection.execute(select(variable).order_by(variable.c.position))
        return [_variable(row) for row in rows]

    def list(self) -> list[Respondent]:
        rows = self._connection.execute(select(respondent).order_by(respondent.c.id))
        return [Respondent(row.name, row.wave, row.weight, row.answers, row.id) for row in rows]

    def count(self) -> int:
        wanted = select(func.count()).select_from(respondent)
        return int(self._connection.execute(wanted).scalar() or 0)


def _variable(row: Row[Any]) -> Variable:
    more = row.more or {}
    return Variable(
        row.name, row.type, row.label, tuple(row.levels), row.n, row.missing, row.declared,
        codes=tuple(more.get("codes", ())),
        labelled=tuple((code, label) for code, label in more.get("labelled", ())),
        absent=tuple((kind, rows) for kind, rows in more.get("absent", ())),
        part_of=more.get("part_of", ""),
        made_from=more.get("made_from", ""),
    )  # fmt: skip
