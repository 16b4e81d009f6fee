"""Reporting guidelines: every item is there, the study answers what it knows and nothing more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import builders_report
from interviewkit.cli.main import main
from interviewkit.errors import StudyError
from interviewkit.model.guideline import BY_AUTHORS, BY_STUDY, GUIDELINES, AnsweredGuideline
from interviewkit.model.settings import read_settings
from interviewkit.report.guideline_facts import list_facts
from interviewkit.report.guidelines import answer_guideline, read_guideline
from interviewkit.report.inputs import ReportInputs
from interviewkit.report.outline import build_outline
from interviewkit.report.voices import Cast
from study.example import write_example

STUDY = builders_report.study()


def answers(inputs: ReportInputs, name: str = "coreq") -> dict[str, tuple[str, str]]:
    answered = answer_guideline(name, Cast(inputs))
    return {each.item.number: (each.text, each.by) for each in answered.answers}


@pytest.mark.parametrize(("name", "items"), [("coreq", 32), ("srqr", 21), ("gramms", 6)])
def test_items_are_counted_as_published(name: str, items: int) -> None:
    guideline = read_guideline(name)
    assert [item.number for item in guideline.items] == [str(n + 1) for n in range(items)]
    assert all(item.topic and item.question.endswith("?") for item in guideline.items)
    assert "doi:" in guideline.source


@pytest.mark.parametrize("name", GUIDELINES)
def test_items_ask_for_facts_there_are(name: str) -> None:
    of_methods = {
        "Who", "When", "Material", "Codebook", "Coding", "Review", "Agreement of coders",
        "Counting", "Survey", "Link", "Not resolved", "Software",
    }  # fmt: skip
    known = of_methods | set(list_facts(Cast(STUDY)))
    assert {key for item in read_guideline(name).items for key in item.known} <= known


def test_training_is_never_guessed() -> None:
    assert answers(STUDY)["5"] == ("", "")


def test_what_the_study_knows_is_told() -> None:
    text, by = answers(STUDY)["12"]
    assert by == BY_STUDY
    assert text.replace("\u00a0", " ").startswith("40 participants")


def test_authors_have_the_last_word() -> None:
    written = {"coreq": {"5": "Both were trained.", "12": "Forty."}}
    found = answers(replace(STUDY, answers=written))
    assert found["5"] == ("Both were trained.", BY_AUTHORS)
    assert found["12"] == ("Forty.", BY_AUTHORS)


def test_an_empty_study_answers_little() -> None:
    told = {number for number, (_, by) in answers(ReportInputs()).items() if by}
    assert told <= {"27", "30"}


def test_the_appendix_prints_named_guidelines() -> None:
    outline = build_outline(replace(STUDY, guidelines=("gramms",)))
    (section,) = [each for each in outline.appendix if each.id == "guideline-gramms"]
    assert len(section.tables[0].rows) == 6
    assert not [each for each in build_outline(STUDY).appendix if "guideline" in each.id]


def test_open_items_are_listed(tmp_path: Path) -> None:
    said = CliRunner().invoke(
        main, ["guideline", "show", "coreq", "--study", str(written(tmp_path))]
    )
    assert said.exit_code == 0
    assert "Both authors." in said.output
    assert "[report.answers.coreq]" in said.output


def written(folder: Path) -> Path:
    write_example(folder)
    settings = folder / "study.toml"
    settings.write_text(settings.read_text() + '\n[report.answers.coreq]\n1 = "Both authors."\n')
    return folder


@pytest.mark.parametrize("line", ['guidelines = ["corek"]', 'answers = {corek = {1 = "x"}}'])
def test_a_slip_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "study.toml").write_text(f"[report]\n{line}\n")
    with pytest.raises(StudyError, match="no guideline 'corek'") as told:
        read_settings(tmp_path / "study.toml")
    assert told.value.hint == "did you mean 'coreq'?"


def test_answers_are_texts(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text("[report.answers]\ncoreq = 3\n")
    with pytest.raises(StudyError, match="a table of texts for each name"):
        read_settings(tmp_path / "study.toml")


def test_open_items_are_those_nobody_answers() -> None:
    answered: AnsweredGuideline = answer_guideline("gramms", Cast(STUDY))
    assert {each.number for each in answered.open} >= {"1", "2", "5"}
