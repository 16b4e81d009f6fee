"""Reads a survey file into typed answers and says what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from interviewkit.errors import Problem, did_you_mean
from interviewkit.model import Variable
from interviewkit.model.limits import DEFAULT_LIMITS, LimitSettings
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import NUMBER, TEXT, TYPES, Answers, order_by_wave
from interviewkit.survey.columns.choices import split_options
from interviewkit.survey.columns.column import read_column
from interviewkit.survey.columns.column_types import SurveyColumn, find_habits, parse_declared_type
from interviewkit.survey.columns.response_sets import flag_ticks, mark_ticks
from interviewkit.survey.faults import SurveyFaults
from interviewkit.survey.files.contract import Sheet
from interviewkit.survey.files.sheet import read_sheet
from interviewkit.survey.respondent_ids import keep_once_each
from interviewkit.survey.rules.asked import note_asked
from interviewkit.survey.rules.derived import derive_variables
from interviewkit.survey.rules.scales import score_scales


def read_answers(
    path: Path, settings: SurveySettings, limits: LimitSettings = DEFAULT_LIMITS
) -> tuple[Answers, tuple[Problem, ...]]:
    """The answers of a survey file, and every fault found in it.

    The reader is the one that the content asks for. Types come from ``settings.columns``, from
    the file, or are inferred; cells listed in ``settings.missing`` (after blanks at their ends are
    cut) and what the file declares as missing are missing; ids are texts. Of rows with the same id
    and wave the first is kept. Rows stand in the order of their waves, as far as names or dates
    tell it. A row without an id is kept under ``(line N)``. Derived variables
    and scores of scales are columns like all others. The problem is fatal where a respondent,
    weight or wave column is absent, ids repeat in more than half of the rows, no weight is of use,
    or something cannot be derived; answers come back all the same, so that every other fault is
    told too.

    Raises:
        SurveyError: the file cannot be read at all, is beyond ``limits``, or holds no rows.
        UnknownPartError: there is no such reader or layout as ``settings`` names.
    """
    import pandas as pd

    sheet, problems = read_sheet(
        path, reader=settings.reader, layout=settings.layout, limits=limits
    )
    faults = SurveyFaults(str(path), problems)
    respondent, weight, wave = _special_columns(sheet, settings, faults)
    alike = settings.ids == "alike"
    sheet, names = keep_once_each(sheet, respondent, wave, settings.missing, faults, alike=alike)
    declared = _declarations(sheet.header, settings, faults)
    apart = (respondent, weight, wave)
    sheet = mark_ticks(sheet, {*apart, *declared}, settings.missing, faults)
    sheet, declared = split_options(sheet, declared, apart, settings.missing, faults)
    sheet = flag_ticks(sheet, settings.missing)
    _name_labels((*sheet.header, *sheet.sets), settings, faults)
    columns = _columns(sheet, declared, settings, apart, faults)
    answers = Answers(
        table=pd.DataFrame({each.variable.name: each.values for each in columns}),
        variables=tuple(_label_option(column.variable, settings) for column in columns),
        respondent=respondent,
        weight=weight,
        wave=wave,
        source=str(path),
        names=names,
        lines=sheet.lines,
        sets=dict(sheet.sets),
    )
    if weight:
        _check_weights(answers, faults)
    answers = score_scales(derive_variables(answers, settings, faults), settings, faults)
    answers = note_asked(answers, settings.asked, faults)
    return order_by_wave(answers), tuple(faults.problems)


def _special_columns(
    sheet: Sheet, settings: SurveySettings, faults: SurveyFaults
) -> tuple[str, str, str]:
    """The respondent, weight and wave columns that are there."""

    def find(role: str, name: str) -> str:
        is_there = not name or name in sheet.header
        return name if is_there else _find_usual_column(sheet, role, name, faults)

    return (
        find("respondent", settings.respondent),
        find("weight", settings.weight),
        find("wave", settings.wave),
    )


def _find_usual_column(sheet: Sheet, role: str, name: str, faults: SurveyFaults) -> str:
    """Where nobody named another, the column in which this kind of file keeps its ids."""
    if role == "respondent" and name == SurveySettings().respondent:
        if sheet.respondent:
            faults.say(f"respondents are told apart by {sheet.respondent!r}")
            return sheet.respondent
        if sheet.layout == "google":
            what = "Google Forms gives its rows no ids; they are numbered by their lines"
            faults.say(what, 'name a column of ids, or say so: [survey] respondent = ""')
            return ""
    what = f"there is no {role} column {name!r}"
    hint = did_you_mean(name, sheet.header)
    if role == "respondent":
        hint += '; respondent = "" numbers the rows by their lines'
    faults.say(what, hint, fatal=True)
    return ""


def _declarations(
    header: Sequence[str], settings: SurveySettings, faults: SurveyFaults
) -> dict[str, str]:
    """What ``[survey.columns]`` says of columns that exist; open questions are text."""
    declared = {name: TEXT for name in settings.text if name in header}
    for name, declaration in settings.columns.items():
        if name not in header:
            what = f"a type is declared for {name!r}, which is no column"
            faults.say(what, did_you_mean(name, header))
            continue
        try:
            parse_declared_type(declaration)
        except ValueError as fault:
            what = f"column {name!r}: {fault}; its type is inferred"
            faults.say(what, did_you_mean(declaration, TYPES))
            continue
        declared[name] = declaration
    return declared


def _name_labels(header: Collection[str], settings: SurveySettings, faults: SurveyFaults) -> None:
    """Labels and figures are asked for columns that are there."""
    known = [*header, *settings.derived, *settings.scales]
    for name in (*settings.labels, *settings.show):
        if name not in known:
            what = f"a label or figure asks for {name!r}, which is no column"
            faults.say(what, did_you_mean(name, known))


def _columns(
    sheet: Sheet,
    declared: dict[str, str],
    settings: SurveySettings,
    special: tuple[str, str, str],
    faults: SurveyFaults,
) -> list[SurveyColumn]:
    """Every column typed. Ids and waves are always text, weights always numbers."""
    respondent, weight, wave = special
    habits = find_habits(sheet, settings.missing)
    fixed = {weight: NUMBER, respondent: TEXT, wave: TEXT}
    return [
        read_column(
            sheet, name, declared.get(name, ""), settings, faults,
            fixed=fixed.get(name, ""), habits=habits,
        )
        for name in sheet.header
    ]  # fmt: skip


def _label_option(about: Variable, settings: SurveySettings) -> Variable:
    """An option called by its question's name is called by the label that somebody gave that."""
    question, label = about.part_of, settings.labels.get(about.part_of, "")
    if not label or about.name in settings.labels or not about.title.startswith(f"{question} ["):
        return about
    return replace(about, label=f"{label}{about.title.removeprefix(question)}")


def _check_weights(answers: Answers, faults: SurveyFaults) -> None:
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
