"""The checklist knows what a study has, what it lacks, and what is next."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewkit import Study
from interviewkit.cli import main
from interviewkit.model import ChecklistStep
from interviewkit.model.checklist import find_next
from study.example import example_study

TALK = "Moderator: How is work?\nAna: I hardly talk to anyone.\nBen: It is fine.\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return example_study(tmp_path)


def find_step(study: Study, key: str) -> ChecklistStep:
    return next(each for each in study.checklist() if each.key == key)


def test_an_empty_study_begins_with_files(tmp_path: Path) -> None:
    Study.init(tmp_path)
    study = Study.open(tmp_path)
    step = find_next(study.checklist())
    assert step is not None
    assert (step.key, step.verb) == ("transcripts", "")
    (tmp_path / "transcripts/talk.txt").write_text(TALK)
    step = find_next(study.checklist())
    assert step is not None
    assert (step.key, step.verb, step.says) == (
        "transcripts", "ingest", ("1\xa0new file: transcripts/talk.txt",),
    )  # fmt: skip


def test_files_that_change_or_go_are_told(study: Study) -> None:
    talks = study.root / "transcripts/April/leaders.txt"
    later = talks.stat().st_mtime + 100
    assert find_step(study, "transcripts").state == "done"
    os.utime(talks, (later, later))  # written anew, with the same words
    assert find_step(study, "transcripts").state == "done"
    talks.write_text(talks.read_text() + "Ana: One more thing.\n")
    os.utime(talks, (later, later))
    assert (
        "1\xa0changed file: transcripts/April/leaders.txt" in find_step(study, "transcripts").says
    )
    talks.unlink()
    assert (
        "1\xa0missing file: transcripts/April/leaders.txt" in find_step(study, "transcripts").says
    )


def test_the_codebook_and_what_rests_on_it(study: Study) -> None:
    book = study.root / "codebook.yaml"
    assert find_step(study, "codebook").says == ("2\xa0codes in 2\xa0themes",)
    assert find_step(study, "code").state == "done"
    book.write_text(book.read_text().replace("hardly talk to", "hardly (talk|speak) to"))
    assert find_step(study, "code").says[1] == "the codebook changed since"
    book.write_text("codes: [")
    step = find_step(study, "codebook")
    assert step.state == "next"
    assert step.problems[0].path == "codebook.yaml"


def test_reading_and_agreement_are_counted_by_person(study: Study) -> None:
    assert find_step(study, "read").says == (
        "kim has read 6 of 12\xa0turns", "lee has read 5 of 12\xa0turns",
    )  # fmt: skip
    assert find_step(study, "agreement").says == ("two people or more have read 5\xa0turns",)
    assert find_step(study, "audit").says == ("6\xa0turns drawn at random were read",)


def test_what_moderators_say_is_not_counted_as_read(study: Study) -> None:
    talk = study.transcript("April/leaders")
    study.marking("kim").read([turn.id for turn in talk.turns])
    assert "kim has read 10 of 12\xa0turns" in find_step(study, "read").says


def test_a_report_is_held_against_its_data(study: Study) -> None:
    assert find_step(study, "report").says == ("it is not written yet",)
    study.report()
    assert find_step(study, "report").state == "done"
    study.undo(coder="kim")
    assert find_step(study, "report").says == ("it is older than its data",)


def test_a_survey_that_is_not_there_is_next(study: Study) -> None:
    (study.root / "survey.csv").unlink()
    step = find_step(study, "survey")
    assert (step.state, step.problems[0].path) == ("next", "study.toml")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda study: None, "next: interviewkit report (it is not written yet)"),
        (
            lambda study: (study.root / "transcripts/x.txt").write_text(TALK),
            "next: interviewkit ingest (1\xa0new file: transcripts/x.txt)",
        ),
    ],
)
def test_status_says_what_is_next(
    study: Study, change: Callable[[Study], object], line: str
) -> None:
    change(study)
    said = CliRunner().invoke(main, ["status", "--study", str(study.root)])
    assert line in said.output


def read_as_before(study: Study) -> None:
    """The study as an older reader left it: its files are read anew by the next ingest."""
    with closing(sqlite3.connect(study.root / "study.db")) as database, database:
        database.execute("UPDATE source SET settings_hash = 'older'")
        database.execute("UPDATE run SET fingerprint = 'older' WHERE verb = 'ingest'")


def test_files_read_anew_that_say_the_same_change_nothing(study: Study) -> None:
    study.report()
    read_as_before(study)
    assert study.ingest().facts["changed"] == 0
    states = {each.key: (each.state, each.says) for each in study.checklist()}
    assert [states[key][0] for key in ("code", "survey", "report")] == ["done"] * 3, states


def test_files_read_anew_that_say_otherwise_are_told(study: Study) -> None:
    study.report()
    talk = study.root / "transcripts/April/leaders.txt"
    talk.write_text(talk.read_text() + "Ana: One more thing.\n")
    study.ingest()
    found = {each.key: each for each in study.checklist()}
    assert found["code"].says[-1] == "transcripts changed since"
    assert [found[key].state for key in ("survey", "report")] == ["next", "next"]
