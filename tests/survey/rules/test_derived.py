"""Variables that study.toml derives: by safe expressions, in whatever order, told when wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from interviewkit.errors import Problem
from interviewkit.model import Segment
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.rules.segments import find_members

Reading = tuple[Answers, tuple[Problem, ...]]
Reader = Callable[..., Reading]

CONTENT = (
    "respondent,w,burnout,age,country,py,r\n"
    "a,1,5,20,UK,yes,no\nb,1,4,30,US,no,no\nc,1,2,40,DE,no,yes\nd,7,1,,UK,,no\n"
)


def values(answers: Answers, name: str) -> list[object]:
    return [None if cell is None or cell is pd_na() or cell != cell else cell
            for cell in answers.table[name].astype(object)]  # fmt: skip


def pd_na() -> object:
    import pandas as pd

    return pd.NA


def test_conditions_numbers_and_groups_become_variables(read: Reader) -> None:
    derived = {
        "burned_out": "burnout >= 4",
        "months": "age * 12",
        "island": 'isin(country, "UK", "IE")',
        "coder": "any_of(py, r)",
        "age_group": "cut(age, 30, 40)",
        "named": 'cut(age, 30, 40, "young", "middle", "old")',
    }
    answers, problems = read(CONTENT, derived=derived, labels={"burned_out": "Burned out"})
    assert problems == ()
    assert values(answers, "burned_out") == [True, True, False, False]
    assert values(answers, "months") == [240, 360, 480, None]
    assert values(answers, "island") == [True, False, False, True]
    assert values(answers, "coder") == [True, False, True, None]
    assert values(answers, "age_group") == ["below 30", "30 to below 40", "40 or more", None]
    assert values(answers, "named") == ["young", "middle", "old", None]
    about = answers.variable("burned_out")
    assert (about.type, about.label, about.made_from) == ("flag", "Burned out", "burnout >= 4")
    assert answers.variable("age_group").type == "ordinal"
    assert answers.variable("months").missing == 1


def test_derived_variables_work_in_segments_and_are_stored(read: Reader) -> None:
    answers, _ = read(CONTENT, derived={"old": "age >= 40", "group": "cut(age, 30)"})
    assert find_members(Segment("s", 'old or group == "below 30"'), answers).names == ("a", "c")
    assert find_members(Segment("s", 'group >= "30 or more"'), answers).names == ("b", "c")
    assert answers.respondents()[2].answers["old"] is True


def test_one_may_stand_on_another_whatever_their_order(read: Reader) -> None:
    answers, problems = read(CONTENT, derived={"both": "a_first and old", "a_first": "burnout > 1",
                                               "old": "age > 25"})  # fmt: skip
    assert problems == ()
    assert values(answers, "both") == [False, True, True, False]


def test_quantiles_are_weighted_where_there_are_weights(read: Reader) -> None:
    rule = {"top": "burnout >= quantile(burnout, 0.5)"}
    plain, _ = read(CONTENT, derived=rule)
    weighted, _ = read(CONTENT, derived=rule, weight="w")
    assert values(plain, "top") == [True, True, True, False]
    assert values(weighted, "top") == [True, True, True, True]  # 7 of 10 answered 1


def test_cuts_may_be_quantiles(read: Reader) -> None:
    answers, _ = read(CONTENT, derived={"half": 'cut(age, quantile(age, 0.5), "lower", "upper")'})
    assert values(answers, "half") == ["lower", "upper", "upper", None]


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("ages > 3", "there is no column 'ages'"),
        ("age >", "not a rule"),
        ("country > 3", "cannot be compared"),
        ("cut(age, 40, 30)", "must rise: 40, 30"),
        ('cut(age, 30, "a")', "1 cuts make 2 groups, not 1"),
        ("cut(country, 30)", "a number is needed here"),
        ("cut(age, age)", "takes a column, then numbers"),
        ("__import__", "is not allowed"),
        ("self + 1", "there is no column 'self'"),
    ],
)
def test_what_cannot_be_derived_is_told_and_the_rest_is_kept(
    read: Reader, rule: str, says: str
) -> None:
    answers, problems = read(CONTENT, derived={"bad": rule, "good": "age > 25"})
    (told,) = problems
    assert told.fatal
    assert told.what.startswith("[survey.derived] bad: ")
    assert says in told.what
    assert "good" in answers.columns
    assert "bad" not in answers.columns


def test_circles_and_taken_names_are_told(read: Reader) -> None:
    _, problems = read(CONTENT, derived={"x": "y > 1", "y": "x", "age": "burnout"})
    told = " ".join(problem.what for problem in problems)
    assert "x, y: each needs the other" in told
    assert "age: the survey has a column of that name" in told


def test_what_says_nothing_is_told(read: Reader) -> None:
    _, problems = read(
        "respondent,x,y\na,3,\nb,3,\n",
        derived={"top": "x >= quantile(x, 0.75)", "never": "x > 5", "nobody": "y > 1"},
        columns={"y": "number"},
    )
    told = " | ".join(problem.what for problem in problems)
    assert "top: x is 3 for everyone; a quantile of it parts nobody" in told
    assert "top: it holds for everyone who answered" in told
    assert "never: it holds for nobody" in told
    assert "nobody: nobody has an answer to it" in told
    assert not any(problem.fatal for problem in problems)


def test_the_sample_survey_derives_its_burned_out(root: Path) -> None:
    settings = SurveySettings(weight="weight", derived={"tired": "burnout >= 4"})
    answers, _ = read_answers(root / "surveys" / "survey.csv", settings)
    same = answers.table["tired"].astype(bool) == answers.table["burned_out"].astype(bool)
    assert answers.variable("tired").n == 2500
    assert same.mean() > 0.5
