"""The study's figures are redrawn from study.toml: every number that it printed stands in one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.model import Contrast
from interviewkit.model.survey_figure import DrawnFigure

ROOT = Path(__file__).parents[2]

SHARES = {
    "How the gains came about": {
        "more time to experiment": 30,
        "better tools": 25,
        "own upskilling": 22,
        "training and incentives": 22,
    },
    "Those who gain most, and how they get on with AI": {
        "More polite to AI than to coworkers": 85,
        "AI is more polite to me than coworkers are": 79,
        "Trusts AI more than coworkers": 67,
        "Better relationship with AI than with coworkers": 64,
        "AI is more empathetic than coworkers are": 54,
    },
    "AI in the organisations": {
        "AI tools are in use in the organisation": 86,
        "AI agents in the organisation": 31,
    },
    "What AI asks of employees": {
        "The employer asks too much where AI is concerned": 48,
        "Takes on new projects through AI": 30,
    },
}
PAIRS = {
    "Those who gain most beside everyone else": {"training_and_tools": (48, 22)},
    "Middle managers beside contributors": {"prefers_ai": (50, 39), "burned_out": (76, 69)},
}
FREELANCERS = {"career_effect": 88, "ai_edge": 34, "learns_faster": 90, "helps_specialise": 42}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The sample with its survey alone: no transcript is read for these figures."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copy(ROOT / "study.toml", folder)
    shutil.copytree(ROOT / "surveys", folder / "surveys")
    return Study.open(folder)


@pytest.fixture(scope="module")
def drawn(study: Study) -> dict[str, DrawnFigure]:
    found, problems = study.figures.drawn()
    assert not problems
    return {each.figure.title: each for each in found}


@pytest.fixture(scope="module")
def compared(study: Study) -> list[Contrast]:
    found, problems = study.figures.report()
    assert not problems
    return found


@pytest.mark.parametrize("title", SHARES)
def test_printed_shares_stand_in_their_figure(drawn: dict[str, DrawnFigure], title: str) -> None:
    figure = drawn[title]
    found = {
        figure.figure.variables[each.variable]: round(100 * each.value) for each in figure.estimates
    }
    assert {label: found[label] for label in SHARES[title]} == SHARES[title]


def test_the_largest_share_comes_first(drawn: dict[str, DrawnFigure]) -> None:
    values = [each.value for each in drawn["How the gains came about"].estimates]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("title", PAIRS)
def test_printed_pairs_stand_in_their_comparison(compared: list[Contrast], title: str) -> None:
    found = {
        each.first.variable: (round(100 * each.first.value), round(100 * each.second.value))
        for each in compared
        if each.title == title
    }
    assert {name: found[name] for name in PAIRS[title]} == PAIRS[title]


def test_freelancers_stand_beside_employees(compared: list[Contrast]) -> None:
    family = [each for each in compared if each.title == "Freelancers beside employees"]
    found = {each.first.variable: round(100 * each.first.value) for each in family}
    assert {name: found[name] for name in FREELANCERS} == FREELANCERS
    (projects,) = [each for each in family if each.first.variable == "new_projects"]
    assert round(100 * projects.second.value) == 30


def test_scales_are_whole_and_of_those_asked(drawn: dict[str, DrawnFigure]) -> None:
    agents = drawn["AI agents will reinvent how we work"]
    assert agents.figure.kind == "stacked"
    for group in ("executives", "employees", "freelancers"):
        shares = {e.level: e.value for e in agents.estimates if e.segment == group}
        assert sum(shares.values()) == pytest.approx(1)
        assert shares["a great deal"] + shares["completely"] > 0.75
    talk = {(e.variable, e.level): e.value for e in drawn["How people talk to AI"].estimates}
    assert round(100 * talk["says_please", "with every request"]) == 48
    rarely = talk["asks_as_coworker", "never"] + talk["asks_as_coworker", "rarely"]
    assert round(100 * (1 - rarely)) == 87
