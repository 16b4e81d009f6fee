"""Differences that a rule settles beforehand: shown as such, neither tested nor counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builders import read_reports
from builders_linked import TOML, linked_study
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.errors import StudyError
from interviewkit.model import Inquiry
from interviewkit.model.association import BY_CONSTRUCTION

MORE = """rested = 'burnout < 4'
[survey.derived]
exhausted = "burnout >= 4 and age > 30"
[[survey.compare]]
between = ["tired", "rested"]
of = ["exhausted", "age"]
[inference]
variables = ["burnout", "age"]
permutations = 2000
"""
DECLARED = '[inference.by_construction]\nties = ["tired"]\npay = ["burnout"]\n'


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Study:
    shown = TOML.replace('wave = "wave"', 'wave = "wave"\nshow = ["exhausted", "age"]')
    return linked_study(tmp_path_factory.mktemp("made"), shown + MORE)


@pytest.fixture
def declared(plain: Study) -> Study:
    path = plain.root / "study.toml"
    text = path.read_text("utf-8")
    if DECLARED not in text:
        path.write_text(text + DECLARED, "utf-8")
    return Study.open(plain.root)


def ask(study: Study, *words: str) -> Any:
    done = CliRunner().invoke(
        main, [*words, "--study", str(study.root), "--format", "json"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_answers_that_a_rule_uses_are_not_tested(plain: Study) -> None:
    [step] = ask(plain, "compare", "--segments", "tired,rested")["steps"]
    rows = {row["of"]: row for row in step["answers"]}
    assert rows["exhausted"]["why"] == (
        "true by construction: the rules of “tired” and “rested” use “exhausted” or what it is "
        "made from"
    )
    assert (rows["exhausted"]["p"], rows["exhausted"]["simultaneous"]) == (None, None)
    assert rows["exhausted"]["difference"] > 0.9
    assert rows["age"]["p"] is not None
    assert (rows["age"]["family_tests"], rows["age"]["why"]) == (1, "")


def test_contrasts_of_the_survey_are_not_tested(plain: Study) -> None:
    rows = {row["variable"]: row for row in ask(plain, "survey", "report")}
    assert rows["exhausted"]["p"] is None
    assert "That is true by construction: the rules of “tired”" in rows["exhausted"]["words"]
    assert rows["age"]["p"] == rows["age"]["p_holm"]


def test_the_report_says_so_of_charts_and_tables(plain: Study) -> None:
    plain.report()
    text = read_reports(plain.root)
    chapter = text.split("## What the survey says")[1].split("\n## ")[0]
    assert "(by construction)" in chapter
    assert "| by construction |" in text.split("## Survey: every figure")[1].split("\n## ")[0]


def test_what_study_toml_declares_is_no_test(declared: Study) -> None:
    whole = declared.associations(Inquiry(segments=("tired", "rested", "women")))
    rows = {(row.of, row.segment): row for row in whole.segments}
    # The theme holds the code, and the mirrored segment parts the same people.
    for of, segment in (("ties", "tired"), ("ties", "rested"), ("work", "tired"), ("pay", "tired")):
        assert rows[of, segment].why.startswith(BY_CONSTRUCTION), (of, segment)
        assert not rows[of, segment].tested.done
        assert rows[of, segment].inside.people == 16
    assert rows["ties", "women"].tested.done
    trends = {(row.of, row.variable): row for row in declared.associations().variables}
    assert trends["pay", "burnout"].why.startswith(BY_CONSTRUCTION)
    assert trends["pay", "age"].tested.done
    compared = ask(declared, "compare", "--segments", "tired,rested")["steps"][0]["themes"]
    assert {row["of"]: row["why"][:20] for row in compared} == dict.fromkeys(
        ("ties", "pay", "work"), BY_CONSTRUCTION
    )
    shown = CliRunner().invoke(main, ["link", "themes", "--study", str(declared.root)]).output
    assert "by construction" in shown
    assert "study.toml: [inference] permutations has no meaning any more" in shown


def test_it_does_not_count_in_the_family(declared: Study) -> None:
    [row] = declared.associations(Inquiry(segments=("women",), of=("ties",))).segments
    (declared.root / "study.toml").write_text(
        (declared.root / "study.toml").read_text("utf-8").replace(DECLARED, ""), "utf-8"
    )
    [before] = (
        Study.open(declared.root).associations(Inquiry(segments=("women",), of=("ties",))).segments
    )
    # ties, pay and work by tired, and all three by burnout.
    assert row.tested.tests == before.tested.tests - 6


def test_unknown_names_are_told(tmp_path: Path) -> None:
    study = linked_study(tmp_path, TOML + '[inference.by_construction]\nties = ["tird"]\n')
    with pytest.raises(StudyError, match="there is no segment or variable 'tird'"):
        study.associations()
