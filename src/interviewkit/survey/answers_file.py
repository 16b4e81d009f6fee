"""Reads a survey file into typed answers and says what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.errors import Problem
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import NUMBER, TEXT, TYPES, Answers
from interviewkit.survey.column_types import Column, declared_type, typed_column
from interviewkit.survey.nearest import did_you_mean
from interviewkit.survey.sheet import Sheet, read_sheet

if TYPE_CHECKING:
    import pandas as pd

MOST_LINES_NAMED = 5


def read_answers(path: Path, settings: SurveySettings) -> tuple[Answers, tuple[Problem, ...]]:
    """The answers of a CSV or XLSX survey, and every fault found in it.

    Types come from ``settings.columns`` or are inferred; cells listed in ``settings.missing``
    (after blanks at their ends are cut) are missing; ids are texts. Of rows with the same id and
    wave the first is kept. A row without an id is kept under ``(line N)``. The problem is fatal
    where a respondent, weight or wave column is absent, ids repeat in more than half of the rows,
    or no weight is of use; answers come back all the same, so that every other fault is told too.

    Raises:
        SurveyError: the file cannot be read at all, or holds no rows.
    """
    sheet, problems = read_sheet(path)
    faults = _Faults(str(path), list(problems))
    respondent, weight, wave = _special_columns(sheet, settings, faults)
    sheet, names = _once_each(sheet, respondent, wave, settings.missing, faults)
    declared = _declarations(sheet.header, settings, faults)
    columns = [
        _column(sheet, name, _forced(name, respondent, weight, wave) or declared.get(name, ""),
                settings, faults, is_weight=name == weight)
        for name in sheet.header
    ]  # fmt: skip
    answers = Answers(
        table=_table(columns),
        variables=tuple(column.variable for column in columns),
        respondent=respondent,
        weight=weight,
        wave=wave,
        source=str(path),
        names=names,
        lines=sheet.lines,
    )
    if weight:
        _check_weights(answers, faults)
    return answers, tuple(faults.problems)


class _Faults:
    """Collects problems of one file."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def say(self, what: str, hint: str = "", line: int = 0, *, fatal: bool = False) -> None:
        self.problems.append(Problem(self.path, line, what, hint, fatal))

    def say_lines(self, what: str, lines: Sequence[int], hint: str = "") -> None:
        """One problem for many lines, at the first of them."""
        if lines:
            self.say(f"{what}: {lines_named(lines)}", hint, lines[0])


def lines_named(lines: Sequence[int]) -> str:
    """``line 3`` or ``lines 3, 9, 12 and 4 more``."""
    shown = ", ".join(str(line) for line in lines[:MOST_LINES_NAMED])
    more = len(lines) - MOST_LINES_NAMED
    return f"line{'s' if len(lines) > 1 else ''} {shown}" + (
        f" and {more} more" if more > 0 else ""
    )


def _special_columns(
    sheet: Sheet, settings: SurveySettings, faults: _Faults
) -> tuple[str, str, str]:
    """The respondent, weight and wave columns that are there."""
    found = []
    for role in ("respondent", "weight", "wave"):
        name = getattr(settings, role)
        if name and name not in sheet.header:
            what = f"there is no {role} column {name!r}"
            hint = did_you_mean(name, sheet.header)
            if role == "respondent":
                hint += '; respondent = "" numbers the rows by their lines'
            faults.say(what, hint, fatal=True)
            name = ""
        found.append(name)
    return found[0], found[1], found[2]


def _once_each(
    sheet: Sheet, respondent: str, wave: str, missing: Sequence[str], faults: _Faults
) -> tuple[Sheet, tuple[str, ...]]:
    """The rows with each respondent once a wave, and the respondents' ids."""
    by_line = tuple(f"(line {line})" for line in sheet.lines)
    if not respondent:
        return sheet, by_line
    given = sheet.column(respondent)
    nameless = [not name or name in missing for name in given]
    names = [line if no else name for line, name, no in zip(by_line, given, nameless, strict=True)]
    faults.say_lines(
        "no respondent id; named by the line instead",
        [line for line, no in zip(sheet.lines, nameless, strict=True) if no],
    )
    waves = sheet.column(wave) if wave else [""] * len(names)
    first: dict[tuple[str, str], int] = {}
    for place, key in enumerate(zip(names, waves, strict=True)):
        first.setdefault(key, place)
    if len(first) * 2 < len(names):
        what = f"column {respondent!r} does not tell respondents apart: {len(names):,} rows"
        hint = "name another column, or the wave column if the same people answered again"
        faults.say(f"{what}, {len(first):,} different ids", hint, fatal=True)
        return sheet, by_line
    kept = sorted(first.values())
    _say_repeated(sheet, names, waves, first, faults)
    rows, lines = zip(*[(sheet.rows[place], sheet.lines[place]) for place in kept], strict=True)
    return Sheet(sheet.header, rows, lines, sheet.separator), tuple(names[p] for p in kept)


def _say_repeated(
    sheet: Sheet,
    names: Sequence[str],
    waves: Sequence[str],
    first: dict[tuple[str, str], int],
    faults: _Faults,
) -> None:
    """Which rows are left out because their respondent has answered before; a few one by one."""
    repeated = set(range(len(names))) - set(first.values())
    if len(repeated) > MOST_LINES_NAMED:
        lines = [sheet.lines[place] for place in sorted(repeated)]
        faults.say_lines(f"{len(lines):,} rows repeat a respondent; the first is kept", lines)
        return
    for place in sorted(repeated):
        key = names[place], waves[place]
        within = f" in wave {waves[place]!r}" if waves[place] else ""
        what = f"respondent {names[place]!r} answers again{within}"
        faults.say(f"{what}; line {sheet.lines[first[key]]} is kept", line=sheet.lines[place])


def _declarations(
    header: Sequence[str], settings: SurveySettings, faults: _Faults
) -> dict[str, str]:
    """What ``[survey.columns]`` says of columns that exist."""
    declared = {}
    for name, declaration in settings.columns.items():
        if name not in header:
            faults.say(
                f"a type is declared for {name!r}, which is no column", did_you_mean(name, header)
            )
            continue
        try:
            declared_type(declaration)
        except ValueError as fault:
            faults.say(
                f"column {name!r}: {fault}; its type is inferred", did_you_mean(declaration, TYPES)
            )
            continue
        declared[name] = declaration
    for name in (*settings.labels, *settings.show):
        if name not in header:
            faults.say(
                f"a label or figure asks for {name!r}, which is no column",
                did_you_mean(name, header),
            )
    return declared


def _forced(name: str, respondent: str, weight: str, wave: str) -> str:
    """Ids and waves are always text, weights always numbers."""
    return TEXT if name in (respondent, wave) else NUMBER if name == weight else ""


def _column(
    sheet: Sheet,
    name: str,
    declaration: str,
    settings: SurveySettings,
    faults: _Faults,
    *,
    is_weight: bool,
) -> Column:
    missing = {cell.strip() for cell in settings.missing} | {""}
    cells = [None if cell in missing else cell for cell in sheet.column(name)]
    column = typed_column(
        name,
        cells,
        declaration=declaration,
        label=settings.labels.get(name, ""),
        separator=sheet.separator,
    )
    if column.odd and not is_weight:
        shown = ", ".join(dict.fromkeys(repr(cells[place]) for place in column.odd[:3]))
        what = f"column {name!r}: {shown} is no {column.variable.type}; counts as missing"
        hint = "add it to [survey] missing if it means no answer"
        faults.say_lines(what, [sheet.lines[place] for place in column.odd], hint)
    for note in column.notes:
        faults.say(f"column {name!r} {note}")
    return column


def _table(columns: Sequence[Column]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({column.variable.name: column.values for column in columns})


def _check_weights(answers: Answers, faults: _Faults) -> None:
    """Says which rows weigh nothing, and why."""
    weights = answers.table[answers.weight].to_numpy(dtype=float)
    pairs = list(zip(answers.lines, weights, strict=True))
    hint = "these rows are left out of every weighted figure"
    for what, wrong in (
        ("weight missing or not a number", [line for line, w in pairs if not math.isfinite(w)]),
        ("negative weight", [line for line, w in pairs if w < 0]),
        ("weight of zero", [line for line, w in pairs if w == 0]),
    ):
        faults.say_lines(what, wrong, hint)
    if not answers.weights.any():
        faults.say("no row has a usable weight", "leave out [survey] weight", fatal=True)
