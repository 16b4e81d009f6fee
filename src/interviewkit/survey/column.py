"""One column of a sheet, read into a typed variable with its labels and kinds of missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from interviewkit.model import Variable
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.about import NOTHING, About, Sheet
from interviewkit.survey.answers import CATEGORY, FLAG, NUMBER, ORDINAL, TEXT
from interviewkit.survey.coded import Coded, labelled, present
from interviewkit.survey.column_types import (
    Column,
    declared_labels,
    declared_type,
    typed_column,
)
from interviewkit.survey.doubts import doubt
from interviewkit.survey.faults import Faults, declare
from interviewkit.survey.habits import Habits
from interviewkit.survey.spoken_absences import without_absences
from interviewkit.survey.yes_no import YES

USUAL_ABSENCES = frozenset({"-9", "-99", "-999", "-8", "-7", "-98", "-97", "-77", "-88",
                            "77", "88", "98", "99", "999", "9999"})  # fmt: skip
"""Numbers that often stand for "no answer" where a file does not say so."""

MOST_SHOWN = 3
"""Examples in a note."""


def read_column(
    sheet: Sheet,
    name: str,
    declaration: str,
    settings: SurveySettings,
    faults: Faults,
    *,
    fixed: str = "",
    habits: Habits = Habits(),  # noqa: B008 - frozen
) -> Column:
    """The column of that name; ``fixed`` is the type of ids, waves and weights.

    What does not fit the type, and every remark on how it was read, goes to ``faults``.
    """
    about, declaration = _declared(sheet.of(name), fixed or declaration)
    none = {cell.strip() for cell in settings.missing} | {""}
    given: list[str] = ["" if cell in none else cell for cell in sheet.column(name)]
    cells, kinds = present(given, about)
    bare = [cell or None for cell in cells]
    wanted, levels = declared_type(declaration) if declaration else ("", ())
    coded = labelled(bare, NOTHING if fixed else about, wanted)
    if levels and coded.levels and not set(levels) <= set(coded.levels):
        coded = Coded(bare)  # the levels declared are codes
    spoken: Counter[str] = Counter()
    if not fixed and not levels:
        coded, spoken = without_absences(coded, about, wanted)
    told = (about.kind or coded.kind, coded.levels)
    as_told = not declaration or (coded.levels and not levels)
    column = typed_column(
        name,
        coded.cells,
        declaration="" if as_told else declaration,
        told=(wanted or told[0], told[1]) if as_told else ("", ()),
        label=settings.labels.get(name, "") or about.label,
        habits=habits,
    )
    _tell(
        column,
        coded,
        sheet,
        faults,
        is_weight=fixed == NUMBER,
        guessed=not (declaration or fixed or about.kind),
    )
    _tell_spoken(column.variable, spoken, faults)
    if not (declaration or fixed or about.kind or about.labels or column.odd or column.notes):
        _tell_doubt(column.variable, coded.cells, sheet.lines, faults)
    if not declaration and not about.labels and not about.absences:
        _warn_of_codes(column.variable, bare, faults)
    variable = replace(
        column.variable,
        declared=bool(declaration),
        codes=_codes(column.variable, coded),
        labelled=about.labels if column.variable.type == NUMBER else (),
        absent=tuple((kinds + spoken).items()),
        part_of=about.part_of,
    )
    return replace(column, variable=variable)


def _declared(about: About, declaration: str) -> tuple[About, str]:
    """Labels declared as ``ordinal: 1 = never < 2 = often`` go where a file's own are."""
    labels = declared_labels(declaration)
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


def _tell(
    column: Column, coded: Coded, sheet: Sheet, faults: Faults, *, is_weight: bool, guessed: bool
) -> None:
    name = column.variable.name
    if column.odd and not is_weight:
        shown = ", ".join(dict.fromkeys(repr(coded.cells[place]) for place in column.odd[:3]))
        kind, n = column.variable.type, column.variable.n
        what = f"column {name!r}: {shown} is no {kind}; counts as missing"
        hint = "add it to [survey] missing if it means no answer"
        if guessed:
            what = f"{what}; {n:,} of {n + len(column.odd):,} answers are one"
            hint = f"{hint}, or keep all answers: {declare(name, TEXT)}"
        faults.say_lines(what, [sheet.lines[place] for place in column.odd], hint)
    for note in (*column.notes, *([coded.note] if coded.note else [])):
        faults.say(f"column {name!r} {note}")


def _tell_spoken(variable: Variable, spoken: Counter[str], faults: Faults) -> None:
    if not spoken:
        return
    shown = ", ".join(f"{kind!r} ({n:,})" for kind, n in spoken.most_common(MOST_SHOWN))
    more = f" and {len(spoken) - MOST_SHOWN} more" if len(spoken) > MOST_SHOWN else ""
    what = f"column {variable.name!r}: {shown}{more} is no {variable.type}; counts as missing"
    faults.say(what, f"to keep it as an answer: {declare(variable.name, CATEGORY)}")


def _tell_doubt(
    variable: Variable, cells: Sequence[str | None], lines: Sequence[int], faults: Faults
) -> None:
    """What speaks against a type that was only guessed, with the way to settle it."""
    found = doubt(variable.type, cells, lines)
    if found is None:
        return
    what = f"column {variable.name!r} is read as {variable.type}: {found.what}"
    hint = f"if that is wrong: {declare(variable.name, found.declare)}" if found.declare else ""
    if found.lines:
        faults.say_lines(what, found.lines, hint)
    else:
        faults.say(what, hint)


def _warn_of_codes(variable: Variable, cells: Sequence[str | None], faults: Faults) -> None:
    """A number like -99 or 99 far from all others may mean that there is no answer."""
    if variable.type not in (NUMBER, ORDINAL):
        return
    given = {cell for cell in cells if cell is not None}
    odd = given & USUAL_ABSENCES
    try:
        rest = [float(cell.replace(",", ".")) for cell in given - odd]
    except ValueError:
        return
    if not odd or len(rest) < 2 or any(not value.is_integer() for value in rest):
        return
    low, high = min(rest), max(rest)
    far = [code for code in odd if (float(code) < 0 <= low) or float(code) > max(4 * high, 20)]
    if far:
        codes = ", ".join(sorted(far, key=float))
        what = f"column {variable.name!r} has {codes}, far from all other answers"
        faults.say(what, f'if that means no answer: [survey] missing = [..., "{far[0]}"]')
