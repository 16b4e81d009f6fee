"""``interviewkit survey``: what people see of their survey."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewkit.cli import main

TOML = """
[survey]
file = "s.csv"
weight = "w"
[survey.labels]
q1 = "I like my work"
[survey.columns]
q1 = "ordinal: 1 = never < 2 = sometimes < 3 = always"
why = "text"
[survey.derived]
happy = "q1 >= 2"
[survey.scales]
mood = { items = ["q1", "q2", "q3"], reverse = ["q3"], range = [1, 3] }
"""
DATA = "respondent,w,q1,q2,q3,why\na,1,1,1,3,Because\nb,1,2,2,1,\nc,2,3,3,1,So\nd,0,,2,2,\n"


def call(study: Path, *args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--study", str(study)], catch_exceptions=False)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    (tmp_path / "study.toml").write_text(TOML, "utf-8")
    (tmp_path / "s.csv").write_text(DATA, "utf-8")
    return tmp_path


def test_without_a_verb_every_variable_is_shown(study: Path) -> None:
    shown = call(study, "survey")
    assert shown.exit_code == 0
    assert shown.stdout == call(study, "survey", "show").stdout
    lines = shown.stdout.splitlines()
    assert [line.split()[0] for line in lines[2:10]] == [
        "respondent", "w", "q1", "q2", "q3", "why", "happy", "mood",
    ]  # fmt: skip
    assert "alpha" in shown.stdout
    assert "mood: only 3 people answered every item" in shown.stdout
    assert "weight of zero: line 5" in shown.stderr


def test_json_and_csv_say_all_of_it(study: Path) -> None:
    rows = {
        row["variable"]: row for row in json.loads(call(study, "survey", "--format", "json").stdout)
    }
    assert rows["q1"]["values"] == ["1 = never", "2 = sometimes", "3 = always"]
    assert rows["q1"]["counts"] == [1, 1, 1]
    assert rows["q1"]["label"] == "I like my work"
    assert rows["happy"]["made_from"] == "q1 >= 2"
    assert rows["mood"]["alpha"] == pytest.approx(27 / 28)  # 3/2 (1 - 10/3 / 28/3)
    assert rows["q1"]["alpha"] is None
    table = list(csv.DictReader(io.StringIO(call(study, "survey", "--format", "csv").stdout)))
    assert table[2]["values"] == "1 = never (1); 2 = sometimes (1); 3 = always (1)"
    assert [row["n"] for row in table] == ["4", "4", "3", "4", "4", "2", "3", "4"]


def test_one_variable_with_values_labels_counts_and_missing(study: Path) -> None:
    q1 = json.loads(call(study, "survey", "show", "q1", "--format", "json").stdout)
    assert q1["label"] == "I like my work"
    assert q1["values"][2] == {
        "value": "always", "code": "3", "n": 1, "share": pytest.approx(1 / 3), "weighted": 0.5,
    }  # fmt: skip
    assert q1["values"][3]["value"] == "missing"
    shown = call(study, "survey", "show", "q1").stdout
    assert shown.startswith("q1 (ordinal): I like my work\n")
    assert "sometimes" in shown
    number = json.loads(call(study, "survey", "show", "q2", "--format", "json").stdout)
    assert number["figures"]["mean"] == pytest.approx(9 / 4)
    assert [row["n"] for row in number["values"]] == [1, 2, 1]
    text = call(study, "survey", "show", "why").stdout
    assert "different" in text
    assert call(study, "survey", "show", "why", "--format", "csv").exit_code == 0


def test_an_unknown_variable_names_the_nearest(study: Path) -> None:
    shown = call(study, "survey", "show", "hapy")
    assert shown.exit_code == 1
    assert "did you mean 'happy'" in shown.stderr


def test_a_study_without_a_survey_says_so(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text('[study]\nname = "x"\n', "utf-8")
    shown = call(tmp_path, "survey")
    assert shown.exit_code == 1
    assert "this study has no survey" in shown.stderr


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[survey.scales]\nx = { reverse = ['a'] }", "[survey.scales.x] needs items"),
        ("[survey.scales]\nx = { items = ['a'], score = 'median' }", "must be 'mean' or 'sum'"),
        ("[survey.scales]\nx = { items = ['a'], range = [5, 1] }", "the least and the most"),
        ("[survey.scales]\nx = { items = ['a'], range = ['a'] }", "must be a list of numbers"),
        ("[survey.scales]\nx = { items = ['a'], minium = 1 }", "no setting 'minium'"),
        ("[survey.scales]\nx = 3", "must be a list of items"),
        ("[survey]\nscales = 3", "must be a table"),
        ("[survey]\nids = 'fuzzy'", "must be 'exact' or 'alike'"),
        ("[survey.derived]\nx = 3", "must be a table of texts"),
        ("[survey]\ntext = 3", "must be a list of texts"),
    ],
)
def test_settings_that_make_no_sense_are_told(tmp_path: Path, toml: str, says: str) -> None:
    (tmp_path / "study.toml").write_text(toml, "utf-8")
    shown = call(tmp_path, "survey")
    assert shown.exit_code == 1
    assert says in shown.stderr


def test_open_answers_by_the_command_line(study: Path) -> None:
    shown = call(study, "ingest", "--survey-text", "why")
    assert "2 open answers of 2 respondents to why" in shown.stdout
    assert 'text = ["why"]' in shown.stdout
    shown = call(study, "ingest", "--survey-text", "whi")
    assert shown.exit_code == 1
    assert "did you mean 'why'" in shown.stderr
    assert "0 transcripts" in call(study, "ingest", "--no-survey-text").stdout
