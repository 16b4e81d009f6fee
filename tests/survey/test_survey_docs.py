"""docs/survey.md says what is so: its example runs, its tables are complete."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from interviewkit import parts
from interviewkit.errors import RuleError
from interviewkit.model import Segment
from interviewkit.model.section_settings import SurveyFigureSettings
from interviewkit.model.settings import (
    CHOICES,
    ScaleSettings,
    Settings,
    SurveySettings,
    parse_settings,
    read_settings,
)
from interviewkit.survey.answers import TYPES
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.rules.rule import parse_rule
from interviewkit.survey.rules.rule_functions import FUNCTIONS
from interviewkit.survey.rules.segments import find_members

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "survey.md").read_text(encoding="utf-8")


@pytest.fixture
def example(tmp_path: Path) -> Settings:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "study.toml").write_text(block, encoding="utf-8")
    return read_settings(tmp_path / "study.toml")


def test_the_example_runs_and_gives_the_numbers_shown(example: Settings) -> None:
    answers, problems = read_answers(ROOT / example.survey.file, example.survey)
    assert problems == ()
    rows = []
    for name, segment in example.segments.items():
        found = find_members(Segment(name, segment.rule), answers)
        rows.append(f"| {name} | {found.n:,} | {found.weighted_n:,.1f} |")
    shown = PAGE.partition("| segment | people | weighted |\n|---|---|---|\n")[2].split("\n\n")[0]
    assert shown.splitlines() == rows


def test_every_layout_and_setting_has_its_row() -> None:
    for layout in parts.list_names("survey_layout"):
        assert f"| `{layout}` |" in PAGE
    for field in fields(SurveySettings):
        assert f"`{field.name}`" in PAGE, field.name
    table = PAGE.partition("| part | what it says |")[2].partition("\n\n")[0]
    for field in fields(ScaleSettings):
        assert field.name == "label" or f"`{field.name}`" in table, field.name


def test_the_figures_shown_are_settings_and_explained() -> None:
    section = PAGE.partition("## Figures of the report")[2].partition("\n## ")[0]
    block = section.split("```")[1]
    read = parse_settings(block, "study.toml").survey.figure
    assert [each.among for each in read] == [
        ("top_quartile",),
        ("executives", "employees", "freelancers"),
    ]
    for field in fields(SurveyFigureSettings):
        assert f"| `{field.name}` |" in section, field.name
    for kind in CHOICES["survey.figure.kind"]:
        assert f"`{kind}`" in section or not kind


def test_the_example_derives_and_scores(example: Settings) -> None:
    answers, _ = read_answers(ROOT / example.survey.file, example.survey)
    assert answers.variable("ai_quarter").levels == ("the others", "top quarter")
    assert answers.scales[0].label == "Working with AI"
    assert answers.variable("with_ai").n == 2500


def test_every_function_and_type_has_its_row() -> None:
    for function in FUNCTIONS.values():
        assert f"| `{function.usage}` | {function.meaning} |" in PAGE
    for kind in TYPES:
        assert f"| `{kind}` |" in PAGE


def test_the_faulty_rule_is_told_as_shown() -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule("age > 3 and sch.wide == true")
    assert f"```\n{caught.value.message}\n```" in PAGE


def test_rules_in_the_table_are_rules() -> None:
    table = PAGE.partition("| you write | it means |")[2].partition("\n\n")[0]
    rules = re.findall(r"`([^`]*[a-z_]+ (?:[<>=!]+|in) [^`]+)`", table.replace("`not in`", ""))
    assert len(rules) >= 6
    for rule in rules:
        assert parse_rule(rule).columns
