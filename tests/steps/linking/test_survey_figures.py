"""What [[survey.figure]] may ask for, and what is said where it cannot be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import read_reports
from interviewkit.errors import StudyError
from interviewkit.model import Variable
from interviewkit.model.settings import Settings, parse_settings
from interviewkit.model.survey_figure import SurveyFigure
from interviewkit.steps.linking.survey_figures import expand_questions, plan_survey_figures
from interviewkit.study import Study

AGREE = ("disagree", "neither", "agree")
VARIABLES = (
    Variable("tired", "flag", "Is tired"),
    Variable("edge", "ordinal", "An edge", AGREE),
    Variable("trust", "ordinal", "Trust", AGREE),
    Variable("often", "ordinal", "How often", ("never", "always")),
    Variable("age", "number"),
    Variable("why", "text"),
    Variable("tools", "text", "Which tools?"),
    Variable("tools [R]", "flag", "Which tools? [R]", part_of="tools"),
    Variable("tools [Julia, and more]", "flag", "tools [Julia, and more]", part_of="tools"),
    Variable("tools other", "text", part_of="tools"),
    Variable("Q5_1", "flag", "Which do you use? - Python", part_of="Q5"),
    Variable("Q5_2", "flag", "Which do you use? - Stata", part_of="Q5"),
)


def settings(figure: str) -> Settings:
    segments = "[segments]\nnorth = 'region == \"north\"'\ntalkers = 'role == \"leader\"'\n"
    return parse_settings(f"[[survey.figure]]\n{figure}\n{segments}", "study.toml")


def plan(figure: str) -> SurveyFigure:
    planned, problems = plan_survey_figures(settings(figure), VARIABLES, ["north"])
    assert problems == []
    [found] = planned
    return found


def fault(figure: str) -> tuple[str, str]:
    planned, problems = plan_survey_figures(settings(figure), VARIABLES, ["north"])
    assert planned == []
    [found] = problems
    assert found.path == "study.toml"
    return found.what, found.hint


def test_the_kind_fits_the_answers() -> None:
    assert plan("of = ['tired']").kind == "shares"
    assert plan("of = ['edge', 'trust']").kind == "stacked"
    assert plan("of = ['edge', 'tired']\nlevels = ['agree']").kind == "shares"
    assert plan("of = ['edge']\nlevels = ['agree']\nkind = 'stacked'").kind == "stacked"
    assert plan("of = ['age']").kind == "means"
    assert plan("of = ['edge']\nkind = 'shares'").kind == "shares"


def test_a_question_stands_for_its_options() -> None:
    found = plan("of = ['tools']\namong = ['north']")
    assert found.variables == {"tools [R]": "R", "tools [Julia, and more]": "Julia, and more"}
    assert (found.title, found.among, found.several) == ("tools", ("north",), True)
    assert list(plan("of = ['Q5']").variables.values()) == ["Python", "Stata"]
    assert expand_questions(["tired", "tools", "gone"], VARIABLES) == [
        "tired", "tools [R]", "tools [Julia, and more]", "gone",
    ]  # fmt: skip


def test_without_a_title_the_first_label_is_one() -> None:
    assert plan("of = ['tired']").title == "Is tired"
    assert plan("of = ['tired']\ntitle = 'Mood'").title == "Mood"
    assert plan("of = ['tired']").among == ("",)


@pytest.mark.parametrize(
    ("figure", "what", "hint"),
    [
        ("title = 'Mood'", "[[survey.figure]] 'Mood': it names no variable", "write: of ="),
        ("of = ['tierd']", "the survey has no variable 'tierd'", "did you mean 'tired'?"),
        ("of = ['tool']", "the survey has no variable 'tool'", "did you mean 'tools'?"),
        ("of = ['why']", "'why' is of the type text; shares need yes or no", "leave kind out"),
        ("of = ['age', 'tired']", "'age' is of the type number; shares need", "of its own"),
        ("of = ['tired']\nkind = 'means'", "'tired' is of the type flag; means need numbers", ""),
        ("of = ['tired']\nkind = 'stacked'", "stacked need answer scales or categories", ""),
        ("of = ['edge', 'often']", "its questions have different answers", "of its own"),
        ("of = ['edge']\nlevels = ['agre']", "has the answer 'agre'", "did you mean 'agree'?"),
        ("of = ['tired']\namong = ['nrth']", "there is no segment 'nrth'", "did you mean 'north'?"),
        ("of = ['tired']\namong = ['talkers']", "'talkers' is one of participants", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(figure: str, what: str, hint: str) -> None:
    said, told = fault(figure)
    assert what in said
    assert hint in told


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[[survey.figure]]\nkind = 'pie'", "survey.figure.kind must be '' or 'shares'"),
        ("[[survey.figure]]\nby = ['a']", "has no setting 'by'"),
        ("[survey.figure]\nof = ['a']", "is written [[survey.figure]], once for each"),
        ("[[survey.figure]]\nof = 3", "survey.figure.of must be a list of texts"),
    ],
)
def test_settings_that_mean_nothing_are_refused(toml: str, said: str) -> None:
    with pytest.raises(StudyError) as caught:
        parse_settings(toml, "study.toml")
    assert said in caught.value.message


TOML = """
[survey]
file = "survey.csv"
[[survey.figure]]
title = "Mood"
of = ["tired", "tools"]
among = ["north"]
[[survey.figure]]
title = "Lost"
of = ["tierd"]
[survey.columns]
tools = "multiple: ;"
[segments]
north = 'region == "north"'
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    text = "respondent,region,tired,tools\n"
    for i in range(1, 61):
        region, tired = "north" if i % 2 else "south", "yes" if i % 3 else "no"
        text += f"{i},{region},{tired},{'R; Python' if i % 5 else 'R'}\n"
    (tmp_path / "survey.csv").write_text(text, "utf-8")
    (tmp_path / "study.toml").write_text(TOML, "utf-8")
    return Study.open(tmp_path)


def test_link_tells_what_is_wrong_and_draws_the_rest(study: Study) -> None:
    outcome = study.link()
    assert [each.what for each in outcome.problems] == [
        "[[survey.figure]] 'Lost': the survey has no variable 'tierd'"
    ]
    study.report()
    page = read_reports(study.root)
    assert ". Mood" in page
    for label, share in (("R", "100%"), ("Python", "80%")):
        assert any(line.startswith(f"| {label} | {share}") for line in page.splitlines()), label


def test_a_figure_asked_for_since_is_told(study: Study) -> None:
    study.link()
    toml = study.root / "study.toml"
    more = '[[survey.figure]]\ntitle = "Where"\nof = ["region"]\n[survey.columns]'
    toml.write_text(toml.read_text("utf-8").replace("[survey.columns]", more), "utf-8")
    again = Study.open(study.root)
    told = [(each.what, each.hint) for each in again.report().problems]
    assert ("[[survey.figure]] 'Where' has not been counted yet", "run: interviewkit link") in told
    again.link()
    assert again.report().problems == ()


def test_drawn_figures_come_with_their_estimates(study: Study) -> None:
    drawn, problems = study.figures.drawn()
    assert [each.figure.title for each in drawn] == ["Mood"]
    assert len(problems) == 1
    values = [(each.variable, round(each.value, 2), each.n) for each in drawn[0].estimates]
    assert values == [("tools [R]", 1.0, 30), ("tools [Python]", 0.8, 30), ("tired", 0.67, 30)]
