"""One column of a sheet, read into a typed variable with its labels and kinds of missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from interviewkit.model import Variable
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import CATEGORY, FLAG, NUMBER, ORDINAL, TEXT
from interviewkit.survey.columns.coded import Coded, drop_missing, label_cells, remove_absences
from interviewkit.survey.columns.column_types import (
    Habits,
    SurveyColumn,
    parse_declared_labels,
    parse_declared_type,
    type_column,
)
from interviewkit.survey.columns.doubts import find_doubt
from interviewkit.survey.columns.numbers import find_number_style, parse_number
from interviewkit.survey.columns.yes_no import YES
from interviewkit.survey.faults import SurveyFaults, suggest_declaration
from interviewkit.survey.files.contract import NOTHING, ColumnFacts, Sheet
from interviewkit.wording.words import list_some


def read_column(
    sheet: Sheet,
    name: str,
    declaration: str,
    settings: SurveySettings,
    faults: SurveyFaults,
    *,
    fixed: str = "",
    habits: Habits = Habits(),
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


# -- what is told of how one column was read -------------------------------------------------------


MOST_SHOWN = 3
"""Examples in a note."""
USUAL_ABSENCES = frozenset({"-9", "-99", "-999", "-8", "-7", "-98", "-97", "-77", "-88",
                            "77", "88", "98", "99", "999", "9999"})  # fmt: skip
"""Numbers that often stand for "no answer" where a file does not say so."""


def tell_column(
    column: SurveyColumn,
    coded: Coded,
    spoken: Counter[str],
    lines: Sequence[int],
    faults: SurveyFaults,
    *,
    guessed: bool,
    fixed: str = "",
) -> None:
    """Answers that do not fit the type, with their lines, and in one sentence all else.

    ``guessed``: nobody declared the type. ``fixed`` is the type of ids, waves and weights; what is
    wrong with weights is told elsewhere.
    """
    name = column.variable.name
    if column.odd and fixed != NUMBER:
        kind, n = column.variable.type, column.variable.n
        cells = dict.fromkeys(repr(coded.cells[place]) for place in column.odd[:MOST_SHOWN])
        what = f"column {name!r}: {', '.join(cells)} is no {kind}; counts as missing"
        hint = "add it to [survey] missing if it means no answer"
        if guessed:
            what = f"{what}; {n:,} of {n + len(column.odd):,} answers are one"
            hint = f"{hint}, or keep all answers: {suggest_declaration(name, TEXT)}"
        faults.say_lines(what, [lines[place] for place in column.odd], hint)
    notes = [*column.notes, *([coded.note] if coded.note else [])]
    if spoken:
        kinds = [f"{kind!r} ({n:,})" for kind, n in spoken.most_common()]
        notes.append(f"has {list_some(kinds, MOST_SHOWN)}, counted as missing")
    if notes:
        hint = f"to keep all answers: {suggest_declaration(name, CATEGORY)}" if spoken else ""
        faults.say(f"column {name!r} {'; '.join(notes)}", hint)


def tell_doubt(
    variable: Variable, cells: Sequence[str | None], lines: Sequence[int], faults: SurveyFaults
) -> None:
    """What speaks against a type that was only guessed, with the way to settle it."""
    found = find_doubt(variable.type, cells, lines)
    if found is None:
        return
    what = f"column {variable.name!r} is read as {variable.type}: {found.what}"
    settled = suggest_declaration(variable.name, found.declare)
    hint = f"if that is wrong: {settled}" if found.declare else ""
    if found.lines:
        faults.say_lines(what, found.lines, hint)
    else:
        faults.say(what, hint)


def warn_of_codes(variable: Variable, cells: Sequence[str | None], faults: SurveyFaults) -> None:
    """A number like -99 or 99 far from all others may mean that there is no answer."""
    if variable.type not in (NUMBER, ORDINAL):
        return
    given = {cell for cell in cells if cell is not None}
    odd = given & USUAL_ABSENCES
    style = find_number_style(given, "")
    rest = [size for cell in given - odd if (size := parse_number(cell, style)) is not None]
    if not odd or len(rest) < 2 or any(not value.is_integer() for value in rest):
        return
    low, high = min(rest), max(rest)
    far = [code for code in odd if (float(code) < 0 <= low) or float(code) > max(4 * high, 20)]
    if far:
        codes = ", ".join(sorted(far, key=float))
        what = f"column {variable.name!r} has {codes}, far from all other answers"
        faults.say(what, f'if that means no answer: [survey] missing = [..., "{far[0]}"]')
