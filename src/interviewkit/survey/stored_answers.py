"""Answers from what was stored when they were linked, the same as from their file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interviewkit.model import Respondent, SurveySheet, Value, Variable
from interviewkit.survey.answers import FLAG, NUMBER, ORDINAL, Answers

if TYPE_CHECKING:
    import pandas as pd


def restore_answers(
    variables: Sequence[Variable], respondents: Sequence[Respondent], sheet: SurveySheet
) -> Answers:
    """The answers as :func:`~interviewkit.survey.answers_file.read_answers` made them.

    How reliable scales are was not stored, so that ``scales`` stay empty.
    """
    import pandas as pd

    columns = {
        each.name: _column(each, [row.answers.get(each.name) for row in respondents])
        for each in variables
    }
    return Answers(
        table=pd.DataFrame(columns, index=range(len(respondents))),
        variables=tuple(variables),
        respondent=sheet.respondent,
        weight=sheet.weight,
        wave=sheet.wave,
        source=sheet.source,
        names=tuple(each.name for each in respondents),
        lines=sheet.lines,
        sets=sheet.sets,
    )


def _column(variable: Variable, cells: Sequence[Value]) -> pd.Series:
    """The cells as a table of answers keeps them."""
    import pandas as pd

    if variable.type == FLAG:
        return pd.Series(cells, dtype="boolean")
    texts = any(isinstance(cell, str) for cell in cells)
    if variable.type == NUMBER or (variable.type == ORDINAL and not texts):
        return pd.Series(cells, dtype="float64")
    if variable.type == ORDINAL:
        given = [None if cell is None else str(cell) for cell in cells]
        return pd.Series(pd.Categorical(given, categories=list(variable.levels), ordered=True))
    return pd.Series(cells, dtype="object")
