"""What is told of how one column was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from interviewkit.model import Variable
from interviewkit.survey.answers import CATEGORY, NUMBER, ORDINAL, TEXT
from interviewkit.survey.columns.coded import Coded
from interviewkit.survey.columns.column_types import SurveyColumn
from interviewkit.survey.columns.doubts import find_doubt
from interviewkit.survey.columns.numbers import find_number_style, parse_number
from interviewkit.survey.faults import SurveyFaults, suggest_declaration

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
        _tell_odd(column, coded, lines, faults, guessed=guessed)
    notes = [*column.notes, *([coded.note] if coded.note else [])]
    if spoken:
        notes.append(f"has {_counted(spoken)}, counted as missing")
    if notes:
        hint = f"to keep all answers: {suggest_declaration(name, CATEGORY)}" if spoken else ""
        faults.say(f"column {name!r} {'; '.join(notes)}", hint)


def _tell_odd(
    column: SurveyColumn, coded: Coded, lines: Sequence[int], faults: SurveyFaults, *, guessed: bool
) -> None:
    name, kind, n = column.variable.name, column.variable.type, column.variable.n
    cells = dict.fromkeys(repr(coded.cells[place]) for place in column.odd[:MOST_SHOWN])
    what = f"column {name!r}: {', '.join(cells)} is no {kind}; counts as missing"
    hint = "add it to [survey] missing if it means no answer"
    if guessed:
        what = f"{what}; {n:,} of {n + len(column.odd):,} answers are one"
        hint = f"{hint}, or keep all answers: {suggest_declaration(name, TEXT)}"
    faults.say_lines(what, [lines[place] for place in column.odd], hint)


def _counted(spoken: Counter[str]) -> str:
    shown = ", ".join(f"{kind!r} ({n:,})" for kind, n in spoken.most_common(MOST_SHOWN))
    more = len(spoken) - MOST_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def tell_doubt(
    variable: Variable, cells: Sequence[str | None], lines: Sequence[int], faults: SurveyFaults
) -> None:
    """What speaks against a type that was only guessed, with the way to settle it."""
    found = find_doubt(variable.type, cells, lines)
    if found is None:
        return
    what = f"column {variable.name!r} is read as {variable.type}: {found.what}"
    hint = (
        f"if that is wrong: {suggest_declaration(variable.name, found.declare)}"
        if found.declare
        else ""
    )
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
