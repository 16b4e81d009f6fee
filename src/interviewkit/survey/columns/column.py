"""One column of a sheet, read into a typed variable with its labels and kinds of missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from interviewkit.model import Variable
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import FLAG, NUMBER, TEXT
from interviewkit.survey.columns.coded import Coded, drop_missing, label_cells
from interviewkit.survey.columns.column_notes import tell_column, tell_doubt, warn_of_codes
from interviewkit.survey.columns.column_types import (
    SurveyColumn,
    parse_declared_labels,
    parse_declared_type,
    type_column,
)
from interviewkit.survey.columns.habits import Habits
from interviewkit.survey.columns.spoken_absences import remove_absences
from interviewkit.survey.columns.yes_no import YES
from interviewkit.survey.faults import SurveyFaults
from interviewkit.survey.files.contract import NOTHING, ColumnFacts, Sheet


def read_column(
    sheet: Sheet,
    name: str,
    declaration: str,
    settings: SurveySettings,
    faults: SurveyFaults,
    *,
    fixed: str = "",
    habits: Habits = Habits(),  # noqa: B008 - frozen
) -> SurveyColumn:
    """The column of that name; ``fixed`` is the type of ids, waves and weights.

    What does not fit the type, and every remark on how it was read, goes to ``faults``.
    """
    about, declaration = _declared(sheet.of(name), fixed or declaration)
    none = {cell.strip() for cell in settings.missing} | {""}
    given: list[str] = ["" if cell in none else cell for cell in sheet.column(name)]
    cells, kinds = drop_missing(given, about)
    bare = [cell or None for cell in cells]
    wanted, levels = parse_declared_type(declaration) if declaration else ("", ())
    coded = label_cells(bare, NOTHING if fixed else about, wanted)
    if levels and coded.levels and not set(levels) <= set(coded.levels):
        coded = Coded(bare)  # the levels declared are codes
    spoken: Counter[str] = Counter()
    if not fixed and not levels:
        coded, spoken = remove_absences(coded, about, wanted)
    told = (about.kind or coded.kind, coded.levels)
    as_told = not declaration or (coded.levels and not levels)
    column = type_column(
        name,
        coded.cells,
        declaration="" if as_told else declaration,
        told=(wanted or told[0], told[1]) if as_told else ("", ()),
        label=settings.labels.get(name, "") or about.label,
        habits=habits,
    )
    guessed = not (declaration or fixed or about.kind)
    tell_column(column, coded, spoken, sheet.lines, faults, guessed=guessed, fixed=fixed)
    if guessed and not (about.labels or column.odd or column.notes or spoken):
        tell_doubt(column.variable, coded.cells, sheet.lines, faults)
    if not declaration and not about.labels and not about.absences:
        warn_of_codes(column.variable, bare, faults)
    variable = replace(
        column.variable,
        declared=bool(declaration),
        codes=_codes(column.variable, coded),
        labelled=about.labels if column.variable.type == NUMBER else (),
        absent=tuple((kinds + spoken).items()),
        part_of=about.part_of,
    )
    return replace(column, variable=variable)


def _declared(about: ColumnFacts, declaration: str) -> tuple[ColumnFacts, str]:
    """Labels declared as ``ordinal: 1 = never < 2 = often`` go where a file's own are."""
    labels = parse_declared_labels(declaration)
    if not labels:
        return about, declaration
    return replace(about, labels=labels), declaration.partition(":")[0].strip()


def _codes(variable: Variable, coded: Coded) -> tuple[str, ...]:
    """The file's codes parallel to the variable's levels."""
    if not coded.codes or variable.type in (NUMBER, TEXT):
        return ()
    if variable.type == FLAG:
        by_answer = {level.casefold() in YES: code
                     for level, code in zip(coded.levels, coded.codes, strict=True)}  # fmt: skip
        return (by_answer[False], by_answer[True]) if len(by_answer) == 2 else ()
    code_of = dict(zip(coded.levels, coded.codes, strict=True))
    return tuple(code_of.get(level, level) for level in variable.levels)
