"""Survey answers: one table, what its columns mean, and who answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from interviewkit.model import Reliability, Respondent, SurveySheet, Value, Variable
from interviewkit.model.grouping import group_lists
from interviewkit.model.waves import ALPHABET, WaveOrder, order_waves

if TYPE_CHECKING:
    import pandas as pd


NUMBER, CATEGORY, ORDINAL, FLAG, TEXT, DATE = (
    "number", "category", "ordinal", "flag", "text", "date",
)  # fmt: skip
TYPES = (NUMBER, CATEGORY, ORDINAL, FLAG, TEXT, DATE)


@dataclass(frozen=True)
class Answers:
    """A survey as read: one row a respondent (and wave), one column a variable.

    ``table`` holds numbers and ordinals with numeric levels as float, flags as pandas' nullable
    boolean, ordinals with text levels as ordered categoricals, all else as text with ``None``;
    dates are ISO 8601 texts. ``respondent``, ``weight`` and ``wave`` name columns of ``table``,
    empty where the survey has none. ``lines`` gives the line of the file that each row came from.
    ``sets`` are the titles of multiple-response sets and of questions with several columns, by
    name; their columns say that they are ``part_of`` them. ``scales`` say how reliable the scales
    are whose scores are columns of ``table``. ``asked`` maps a variable to the rule that says
    who was asked it; all others everyone was asked. ``order`` has the waves from first to last,
    and rows stand in that order.
    """

    table: pd.DataFrame = field(repr=False)
    variables: tuple[Variable, ...]
    respondent: str = ""
    weight: str = ""
    wave: str = ""
    source: str = ""
    names: tuple[str, ...] = field(default=(), repr=False)
    lines: tuple[int, ...] = field(default=(), repr=False)
    sets: Mapping[str, str] = field(default_factory=dict)
    scales: tuple[Reliability, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    order: WaveOrder = field(default_factory=lambda: WaveOrder(()))

    def __len__(self) -> int:
        return len(self.table)

    def variable(self, name: str) -> Variable:
        """The variable of that name.

        Raises:
            KeyError: there is none.
        """
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise KeyError(name)

    @property
    def codes(self) -> dict[str, dict[str, str]]:
        """Column → label → code, for the columns whose answers have codes in the file."""
        return {
            each.name: dict(zip(each.levels, each.codes, strict=True))
            if each.codes
            else {label: code for code, label in each.labelled}
            for each in self.variables
            if each.codes or each.labelled
        }

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(variable.name for variable in self.variables)

    @property
    def weights(self) -> NDArray[np.float64]:
        """One weight a row: 1 where the survey has none, 0 for rows whose weight is no use.

        A weight that is missing, not a number, negative or infinite is no use; rows of weight 0
        count in no weighted figure.
        """
        if not self.weight:
            return np.ones(len(self.table))
        weights = self.table[self.weight].to_numpy(dtype=float)
        return np.where(np.isfinite(weights) & (weights > 0), weights, 0.0)

    def respondents(self) -> tuple[Respondent, ...]:
        """The rows as respondents, in their order, for the store."""
        waves = self.table[self.wave] if self.wave else [""] * len(self)
        rows = self.table.astype(object).to_dict("records")
        return tuple(
            Respondent(
                name=name,
                wave=str(wave) if wave is not None else "",
                weight=float(weight),
                answers={str(column): convert_value(cell) for column, cell in row.items()},
            )
            for name, wave, weight, row in zip(self.names, waves, self.weights, rows, strict=True)
        )


def convert_value(cell: Any) -> Value:
    """A cell of a table as the standard library's value; every kind of missing is ``None``."""
    if cell is None or type(cell).__name__ in {"NAType", "NaTType"} or cell != cell:
        return None
    if isinstance(cell, bool | np.bool_):
        return bool(cell)
    if isinstance(cell, int | float | np.number):
        return float(cell)
    return str(cell)


# -- answers from what was stored when they were linked, the same as from their file ---------------


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


# -- respondents of several waves who do not stay what they were -----------------------------------


def find_changed_answers(answers: Answers, columns: Iterable[str]) -> list[str]:
    """One sentence for each of the columns that respondents answer differently by wave.

    Only columns with levels are looked at; ages and amounts are meant to change.
    """
    if not answers.wave:
        return []
    rows = group_lists((name, row) for row, name in enumerate(answers.names))
    panel = {name: places for name, places in rows.items() if len(places) > 1}
    levelled = {each.name for each in answers.variables if each.type in (CATEGORY, FLAG, ORDINAL)}
    said = []
    for column in dict.fromkeys(columns):
        if column not in levelled:
            continue
        cells = [convert_value(cell) for cell in answers.table[column]]
        different = {
            name: list(dict.fromkeys(cells[row] for row in places if cells[row] is not None))
            for name, places in panel.items()
        }
        moved = {name: values for name, values in different.items() if len(values) > 1}
        if moved:
            name, values = next(iter(moved.items()))
            then = ", then ".join(repr(value) for value in values)
            said.append(
                f"{column}: {len(moved):,} of {len(panel):,} respondents of several waves change "
                f"({name}: {then}); in each wave they count as they answered in it, and a "
                "participant counts by the last"
            )
    return said


# -- the rounds of a survey in the order in which they were ----------------------------------------

LONGEST_ROUND = 400
"""Days: fieldwork of one round is over by then."""


def order_by_wave(
    answers: Answers,
    declared: Sequence[str] = (),
    dates: Mapping[str, Iterable[str]] | None = None,
) -> Answers:
    """The answers with their rows from the first wave to the last, as in the file within a wave.

    So whoever answered several times answered last in their last row. The order is that of
    ``declared``, of ``dates`` (wave → ISO dates of its conversations) or of the waves' names; where
    none of them tells it, that of dates in the survey itself; else the alphabet's. Rows without a
    wave come first. A survey without waves stays as it is.
    """
    if not answers.wave:
        return answers
    waves = answers.table[answers.wave]
    known = set(waves.dropna().astype(str))
    order = order_waves((*known, *(dates or {})), declared, dates)
    if order.by == ALPHABET:
        order = _by_own_dates(answers) or order
    order = replace(order, names=order.among(known))
    place = {wave: i for i, wave in enumerate(order.names)}
    rows = sorted(range(len(answers)), key=lambda row: place.get(str(waves.iloc[row]), -1))
    return replace(
        answers,
        table=answers.table.iloc[rows].reset_index(drop=True),
        names=tuple(answers.names[row] for row in rows),
        lines=tuple(answers.lines[row] for row in rows),
        order=order,
    )


def _by_own_dates(answers: Answers) -> WaveOrder | None:
    """The order that the survey's columns of dates agree on; birthdays give none."""
    found = set()
    for about in answers.variables:
        if about.type == DATE:
            cells = zip(answers.table[answers.wave], answers.table[about.name], strict=True)
            known = [(wave, day) for wave, day in cells if wave is not None and day is not None]
            dates = group_lists((str(wave), str(day)) for wave, day in known)
            order = order_waves(dates, (), dates)
            if order.by == "date" and all(map(_is_of_one_round, dates.values())):
                found.add(order)
    return found.pop() if len(found) == 1 else None


def _is_of_one_round(days: Sequence[str]) -> bool:
    """Whether dates (ISO) are those of one round of fieldwork: birthdays lie years apart."""
    first, last = min(days), max(days)
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days <= LONGEST_ROUND


# -- open questions: who answered which of them, in what words -------------------------------------


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """What one respondent wrote in one wave: questions and answers, in the order asked for.

    Blanks and line breaks are single blanks. Questions without an answer are left out.
    """

    respondent: str
    wave: str
    line: int
    said: tuple[tuple[str, str], ...]


def collect_open_answers(answers: Answers, columns: Sequence[str]) -> tuple[list[OpenAnswers], int]:
    """The respondents who answered any of the columns, and how many cells hold no word.

    A question's words are its label or, where it has none, the name of its column.

    Raises:
        KeyError: there is no such column.
    """
    questions = [(answers.variable(name).title, list(answers.table[name])) for name in columns]
    waves = answers.table[answers.wave] if answers.wave else [""] * len(answers)
    found, wordless = [], 0
    for place, (name, wave) in enumerate(zip(answers.names, waves, strict=True)):
        said = []
        for question, cells in questions:
            text = " ".join(str(convert_value(cells[place]) or "").split())
            if text and not any(sign.isalnum() for sign in text):
                wordless += 1
            elif text:
                said.append((question, text))
        if said:
            line = answers.lines[place]
            found.append(OpenAnswers(name, str(convert_value(wave) or ""), line, tuple(said)))
    return found, wordless
