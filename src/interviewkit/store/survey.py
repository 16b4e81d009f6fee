"""The shelf of survey answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from interviewkit.model import Respondent, Variable
from interviewkit.store.schema import respondent, variable


class Survey:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, variables: Sequence[Variable], respondents: Iterable[Respondent]) -> int:
        """The survey as its file now stands takes the place of what was there."""
        self._connection.execute(delete(respondent))
        self._connection.execute(delete(variable))
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

    def variables(self) -> list[Variable]:
        rows = self._connection.execute(select(variable).order_by(variable.c.position))
        return [
            Variable(
                row.name, row.type, row.label, tuple(row.levels), row.n, row.missing, row.declared
            )
            for row in rows
        ]

    def list(self) -> list[Respondent]:
        rows = self._connection.execute(select(respondent).order_by(respondent.c.id))
        return [Respondent(row.name, row.wave, row.weight, row.answers, row.id) for row in rows]

    def count(self) -> int:
        wanted = select(func.count()).select_from(respondent)
        return int(self._connection.execute(wanted).scalar() or 0)
