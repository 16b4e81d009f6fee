"""What is known of people when: their answers as of each wave, and on which side they then are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewkit.errors import SurveyError, did_you_mean
from interviewkit.model import Participant, Segment, Value
from interviewkit.survey.answers import Answers, convert_value
from interviewkit.survey.people.link import Link
from interviewkit.survey.rules.segments import build_segment_table, find_participants

if TYPE_CHECKING:
    import pandas as pd

LAST = ""
"""The wave that stands for what somebody answered last."""


@dataclass(frozen=True)
class PeopleByWave:
    """Tables of the people of the conversations: by wave, and with their last answers.

    ``tables`` maps a wave to a table as :func:`build_segment_table` makes it; the empty wave holds
    everyone's last answers and is always there.
    """

    tables: dict[str, pd.DataFrame]
    answers: Answers | None

    @classmethod
    def of(
        cls, people: Sequence[Participant], answers: Answers | None, link: Link | None
    ) -> PeopleByWave:
        """The tables; a survey without waves gives one alone."""
        tables = {LAST: build_segment_table(people, answers, link)}
        if answers is not None and answers.wave:
            for wave in answers.order.names:
                tables[wave] = build_segment_table(people, _select_wave(answers, wave), link)
        return cls(tables, answers)

    def table(self, wave: str = LAST) -> pd.DataFrame:
        """The table of a wave, or that of last answers where the survey does not know it."""
        return self.tables.get(wave, self.tables[LAST])

    def sides(self, segment: Segment, wave: str = LAST) -> tuple[frozenset[str], frozenset[str]]:
        """Who is in a segment and who is not; who did not answer is in neither.

        Raises:
            RuleError: the rule is not valid or needs a column that nobody has.
        """
        table = self.table(wave)
        other = replace(segment, rule=f"not ({segment.rule})")
        inside = find_participants(segment, table, self.answers).names
        return frozenset(inside), frozenset(find_participants(other, table, self.answers).names)

    def note(self, segment: Segment) -> str:
        """Why nobody is in a segment; empty where somebody is."""
        return find_participants(segment, self.table(), self.answers).note

    def changing(self, segment: Segment) -> tuple[str, ...]:
        """People who are in a segment in one wave and out of it in another."""
        sides = [self.sides(segment, wave) for wave in self.tables if wave != LAST]
        inside, outside = (frozenset[str]().union(*(each[i] for each in sides)) for i in (0, 1))
        return tuple(sorted(inside & outside))

    def numbers(self, variable: str, wave: str = LAST) -> dict[str, float]:
        """Participant → their answer as a number; an ordinal's levels count from 0.

        Raises:
            SurveyError: there is no such variable, or its answers have no order.
        """
        table = self.table(wave)
        column = _ordered(_column(table, variable), variable)
        return {
            str(name): float(value)
            for name, value in zip(table["participant"], column, strict=True)
            if np.isfinite(value)
        }

    def levels(self, variable: str) -> tuple[str, ...]:
        """The levels of a variable that has words for them, in order."""
        column = _column(self.table(), variable)
        if hasattr(column, "cat") and column.cat.ordered:
            return tuple(map(str, column.cat.categories))
        return ()

    def values(self, variables: Iterable[str], wave: str = LAST) -> dict[str, dict[str, Value]]:
        """Participant → their answers to these variables.

        Raises:
            SurveyError: there is no such variable.
        """
        table = self.table(wave)
        columns = {name: _column(table, name) for name in variables}
        return {
            str(person): {name: convert_value(column.iloc[row]) for name, column in columns.items()}
            for row, person in enumerate(table["participant"])
        }


def _select_wave(answers: Answers, wave: str) -> Answers:
    kept = (answers.table[answers.wave].astype(str) == wave).to_numpy()
    names = tuple(name for name, keep in zip(answers.names, kept, strict=True) if keep)
    return replace(answers, table=answers.table[kept].reset_index(drop=True), names=names)


def _column(table: pd.DataFrame, name: str) -> Any:
    if name in table.columns:
        return table[name]
    hint = did_you_mean(name, sorted(map(str, table.columns)))
    raise SurveyError(f"neither survey nor participants have a variable {name!r}", hint=hint)


def _ordered(column: Any, name: str) -> Any:
    """A column as floats, missing ones ``nan``."""
    import pandas as pd

    if hasattr(column, "cat"):
        if column.cat.ordered:
            return np.where(column.isna(), np.nan, column.cat.codes.astype(float))
    elif pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
        return column.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    raise SurveyError(
        f"the answers to {name!r} have no order, so nothing can rise or fall with them",
        hint="declare its levels under [survey.columns], make a segment of one of them, "
        "or take it as a --covariate",
    )
