"""Who was asked a question: whoever was not has not refused to answer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from interviewkit.errors import RuleError, did_you_mean
from interviewkit.model import Segment, Variable
from interviewkit.survey.answers import Answers
from interviewkit.survey.faults import SurveyFaults
from interviewkit.survey.rules.rule import parse_rule
from interviewkit.survey.rules.segments import find_members

NOT_ASKED = "not asked"


def note_asked(answers: Answers, asked: Mapping[str, str], faults: SurveyFaults) -> Answers:
    """The answers with the rules of ``[survey.asked]`` for each variable that they hold for.

    A question stands for all of its columns, and what is derived from a variable was asked of
    those who were asked that. A rule that cannot be evaluated is told and left out.
    """
    rules: dict[str, str] = {}
    for name, rule in asked.items():
        known = [each.name for each in answers.variables if name in (each.name, each.part_of)]
        if not known:
            names = [text for v in answers.variables for text in (v.part_of, v.name) if text]
            faults.say(f"[survey.asked] {name}: it is no column", did_you_mean(name, names))
        elif _is_rule(name, rule, answers, faults):
            rules |= dict.fromkeys(known, rule)
            _tell_others(name, known, rule, answers, faults)
    answers = replace(answers, asked=rules)
    answers = replace(answers, asked={**rules, **dict(_of_derived(answers))})
    return replace(
        answers, variables=tuple(_count_not_asked(answers, v) for v in answers.variables)
    )


def find_asked(answers: Answers, name: str) -> NDArray[np.bool_]:
    """Who was asked a variable (n,): everyone, where nothing else is said."""
    rule = answers.asked.get(name, "")
    if not rule:
        return np.ones(len(answers), dtype=bool)
    return find_members(Segment(name, rule), answers).mask


def _is_rule(name: str, rule: str, answers: Answers, faults: SurveyFaults) -> bool:
    try:
        find_members(Segment(name, rule), answers)
    except RuleError as fault:
        faults.say(f"[survey.asked] {name}: {fault.message}", fault.hint)
        return False
    return True


def _tell_others(
    name: str, known: list[str], rule: str, answers: Answers, faults: SurveyFaults
) -> None:
    """Who answered without having been asked, by the lines of the file."""
    inside = find_members(Segment(name, rule), answers).mask
    answered = answers.table[known].notna().to_numpy(dtype=bool).any(axis=1)
    lines = [answers.lines[row] for row in np.flatnonzero(answered & ~inside)]
    what = f"[survey.asked] {name}: answered by people who were not asked by that rule"
    faults.say_lines(what, lines, "their answers count; mend the rule or the file")


def _of_derived(answers: Answers) -> Iterator[tuple[str, str]]:
    """Derived variable → all rules of what it is made from."""
    for each in answers.variables:
        if not each.made_from or each.name in answers.asked:
            continue
        try:
            columns = parse_rule(each.made_from).columns
        except RuleError:  # a scale says in words what it is made from
            continue
        rules = dict.fromkeys(answers.asked[name] for name in columns if name in answers.asked)
        if rules:
            yield each.name, " and ".join(f"({rule})" for rule in rules)


def _count_not_asked(answers: Answers, each: Variable) -> Variable:
    """The variable with those who were not asked as a kind of missing."""
    if each.name not in answers.asked:
        return each
    silent = answers.table[each.name].isna().to_numpy(dtype=bool)
    n = int((silent & ~find_asked(answers, each.name)).sum())
    return replace(each, absent=(*each.absent, (NOT_ASKED, n))) if n else each
