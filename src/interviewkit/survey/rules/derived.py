"""Variables that ``study.toml`` derives from others by safe expressions."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from interviewkit.errors import RuleError, did_you_mean
from interviewkit.model import Variable
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import CATEGORY, FLAG, NUMBER, ORDINAL, TEXT, Answers
from interviewkit.survey.columns.column_types import LONGEST_LEVEL, MOST_LEVELS
from interviewkit.survey.faults import SurveyFaults
from interviewkit.survey.rules import rule_cells
from interviewkit.survey.rules.rule import Rule, parse_rule
from interviewkit.survey.rules.rule_cells import Cells
from interviewkit.survey.rules.rule_grammar import is_call, list_columns

if TYPE_CHECKING:
    import pandas as pd


def derive_variables(answers: Answers, settings: SurveySettings, faults: SurveyFaults) -> Answers:
    """The answers with the variables of ``[survey.derived]`` as further columns.

    One may be derived from another, in whatever order they stand. Quantiles and means in them are
    weighted where the survey has weights. What cannot be derived is told as fatal.
    """
    rules = _rules(answers, settings, faults)
    while rules:
        ready = [name for name, rule in rules.items() if not set(rule.columns) & set(rules)]
        if not ready:
            names = ", ".join(rules)
            faults.say(f"[survey.derived] {names}: each needs the other", fatal=True)
            break
        for name in ready:
            answers = _add_derived(answers, name, rules.pop(name), settings, faults)
    return answers


def _rules(answers: Answers, settings: SurveySettings, faults: SurveyFaults) -> dict[str, Rule]:
    """The expressions that can be read and need only what is there."""
    rules = {}
    for name, text in settings.derived.items():
        if name in answers.columns:
            what = f"[survey.derived] {name}: the survey has a column of that name, which stays"
            faults.say(what, "give the derived variable another name", fatal=True)
            continue
        try:
            rules[name] = parse_rule(text)
        except RuleError as fault:
            faults.say(f"[survey.derived] {name}: {fault.message}", fault.hint, fatal=True)
    known = {*answers.columns, *settings.derived}
    for name, rule in list(rules.items()):
        strange = next((column for column in rule.columns if column not in known), "")
        if strange:
            what = f"[survey.derived] {name}: there is no column {strange!r}"
            faults.say(what, did_you_mean(strange, sorted(known - {name})), fatal=True)
            del rules[name]
    return rules


def _add_derived(
    answers: Answers, name: str, rule: Rule, settings: SurveySettings, faults: SurveyFaults
) -> Answers:
    """The answers with one more derived column, or the reason why not among the faults."""
    try:
        cells = rule.of(answers.table, answers.weights, answers.codes)
    except RuleError as fault:
        faults.say(f"[survey.derived] {name}: {fault.message}", fault.hint, fatal=True)
        return answers
    values, variable = _column(name, cells)
    label = settings.labels.get(name, "")
    variable = replace(variable, label=label, made_from=" ".join(rule.text.split()))
    for note in _notes(rule, cells, answers):
        faults.say(f"[survey.derived] {name}: {note}")
    table = answers.table.assign(**{name: values})
    return replace(answers, table=table, variables=(*answers.variables, variable))


def _column(name: str, cells: Cells) -> tuple[pd.Series, Variable]:
    """Values as the table keeps them, and the variable that they are."""
    import pandas as pd

    n = int(cells.known.sum())
    missing = len(cells.known) - n
    if cells.kind == rule_cells.FLAG:
        flags = pd.Series(cells.values, dtype="boolean").where(cells.known)
        return flags, Variable(name, FLAG, levels=("no", "yes"), n=n, missing=missing)
    if cells.kind == rule_cells.NUMBER:
        numbers = pd.Series(np.where(cells.known, cells.values, np.nan), dtype="float64")
        return numbers, Variable(name, NUMBER, n=n, missing=missing)
    texts = [str(v) if k else None for v, k in zip(cells.values, cells.known, strict=True)]
    if cells.levels:
        ordered = pd.Series(pd.Categorical(texts, categories=list(cells.levels), ordered=True))
        return ordered, Variable(name, ORDINAL, levels=cells.levels, n=n, missing=missing)
    given = {text for text in texts if text is not None}
    short = given and len(given) <= MOST_LEVELS and max(map(len, given)) <= LONGEST_LEVEL
    kind, levels = (CATEGORY, tuple(sorted(given))) if short else (TEXT, ())
    series = pd.Series(texts, dtype="object")
    return series, Variable(name, kind, levels=levels, n=n, missing=missing)


def _notes(rule: Rule, cells: Cells, answers: Answers) -> Iterator[str]:
    """What makes a derived variable say less than it seems to."""
    yield from note_constants(rule.tree, answers.table)
    if not cells.known.any():
        yield "nobody has an answer to it"
    elif cells.kind == rule_cells.FLAG and not (cells.values & cells.known).any():
        yield "it holds for nobody"
    elif cells.kind == rule_cells.FLAG and cells.values[cells.known].all():
        yield "it holds for everyone who answered"


def note_constants(tree: ast.expr, table: pd.DataFrame) -> Iterator[str]:
    """Columns of which a quantile or median is taken although everyone gave the same answer."""
    for node in ast.walk(tree):
        if is_call(node, "quantile") or is_call(node, "median"):
            columns = [column for column in list_columns(node) if column in table]
            if len(columns) == 1 and table[columns[0]].nunique() == 1:
                value = table[columns[0]].dropna().iloc[0]
                shown = f"{value:g}" if isinstance(value, float) else str(value)
                yield f"{columns[0]} is {shown} for everyone; a quantile of it parts nobody"


# -- what a rule is made of: where it uses an outcome, a difference is true by construction --------
# ``top = gain >= quantile(gain, 0.75)`` holds those who gain most: that they gain more than the
# others was settled when the rule was written, and tells nothing about anybody.


def is_defining(rule: str, variable: str, settings: SurveySettings) -> bool:
    """Whether a rule uses a variable, or what the variable or the rule's columns are made from.

    ``[survey.derived]`` and ``[survey.scales]`` are followed to the columns of the file. A rule
    that cannot be read defines nothing; whoever evaluates it tells what is wrong with it.
    """
    used = trace_sources(_columns(rule), settings)
    return not used.isdisjoint(trace_sources([variable], settings))


def explain_construction(segments: Iterable[str], variable: str) -> str:
    """Why a difference is true by construction; ``segments`` are titles whose rules use it."""
    named = " and ".join(f"“{each}”" for each in segments)
    rule, uses = ("rules", "use") if " and " in named else ("rule", "uses")
    return f"{BY_CONSTRUCTION}: the {rule} of {named} {uses} “{variable}” or what it is made from"


def trace_sources(names: Iterable[str], settings: SurveySettings) -> frozenset[str]:
    """The variables, and all that they are made from, in however many steps."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        if name in settings.scales:
            waiting |= {*settings.scales[name].items} - found
        elif name in settings.derived:
            waiting |= {*_columns(settings.derived[name])} - found
    return frozenset(found)


@lru_cache(maxsize=256)
def _columns(rule: str) -> tuple[str, ...]:
    try:
        return parse_rule(rule).columns
    except RuleError:
        return ()
