"""Who was asked a question: whoever was not has not refused to answer it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from described import build_simple_design

from interviewkit.errors import Problem
from interviewkit.model import Estimate
from interviewkit.survey.answers import Answers
from interviewkit.survey.estimation.estimates import Domains, estimate_domains
from interviewkit.survey.rules.asked import find_asked

Read = Callable[..., tuple[Answers, tuple[Problem, ...]]]

# Ten employees, two of whom are silent on their tools; ten others, who were not asked.
TOOLS = ["R"] * 4 + ["R; Python"] * 4 + [""] * 12
HOURS = [2, 4, 4, 6, 6, 6, 8, 8, 9, 9] + [""] * 10
TABLE = "respondent,group,tools,hours\n" + "".join(
    f"p{i},{'employee' if i < 10 else 'other'},{TOOLS[i]},{HOURS[i]}\n" for i in range(20)
)
RULE = "group == 'employee'"
COLUMNS = {"tools": "multiple: ;"}


def everyone(answers: Answers, variable: str) -> Estimate:
    design = build_simple_design(answers.weights)
    [found, *_] = estimate_domains(answers, design, variable, Domains.of({}, rows=len(answers)))
    return found


def test_only_those_asked_can_be_silent(read: Read) -> None:
    answers, _ = read(TABLE, columns=COLUMNS)
    silent = everyone(answers, "tools [Python]").unanswered
    assert silent is not None
    assert (silent.n, silent.share) == (12, pytest.approx(0.6))
    answers, problems = read(TABLE, columns=COLUMNS, asked={"tools": RULE})
    assert problems == ()
    found = everyone(answers, "tools [Python]")
    assert found.unanswered is not None
    assert (found.unanswered.n, found.unanswered.share) == (2, pytest.approx(0.2))
    assert (found.unanswered.low, found.unanswered.high) == pytest.approx((0.4, 0.6))


def test_the_figure_itself_stays_what_it_was(read: Read) -> None:
    before = everyone(read(TABLE, columns=COLUMNS)[0], "tools [Python]")
    after = everyone(read(TABLE, columns=COLUMNS, asked={"tools": RULE})[0], "tools [Python]")
    assert (after.value, after.n, after.se, after.df) == (
        before.value, before.n, before.se, before.df,
    )  # fmt: skip


def test_who_was_not_asked_is_a_kind_of_missing(read: Read) -> None:
    answers, _ = read(TABLE, columns=COLUMNS, asked={"tools": RULE})
    assert answers.variable("tools [R]").absent == (("not asked", 10),)
    assert answers.variable("tools [R]").missing == 12
    assert find_asked(answers, "group").all()
    assert find_asked(answers, "tools [R]").sum() == 10


def test_what_is_derived_was_asked_of_the_same(read: Read) -> None:
    derived = {"long": "hours > 5", "longer": "hours > 7 and missing(tools)"}
    answers, _ = read(TABLE, derived=derived, asked={"hours": RULE})
    assert find_asked(answers, "long").sum() == 10
    assert find_asked(answers, "longer").sum() == 10


def test_answers_of_those_not_asked_are_told_and_count(read: Read) -> None:
    answers, [problem] = read(TABLE, asked={"hours": "group == 'other'"}, columns=COLUMNS)
    assert "[survey.asked] hours: answered by people who were not asked" in problem.what
    assert "2, 3, 4" in problem.what
    assert everyone(answers, "hours").n == 10


@pytest.mark.parametrize(
    ("asked", "what", "hint"),
    [
        ({"tols": RULE}, "[survey.asked] tols: it is no column", "did you mean 'tools'?"),
        ({"hours": "grp == 'a'"}, "[survey.asked] hours:", "did you mean 'group'?"),
        ({"hours": "group =="}, "[survey.asked] hours:", ""),
    ],
)
def test_a_rule_that_cannot_be_asked_is_told(
    read: Read, asked: dict[str, str], what: str, hint: str
) -> None:
    answers, problems = read(TABLE, columns=COLUMNS, asked=asked)
    [problem] = problems
    assert what in problem.what
    assert hint in problem.hint
    assert not problem.fatal
    assert answers.asked == {}
