"""Unread is never taken for "no code", and a person's word outweighs the machine's."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import SMALL_TOML, read_reports, report_inputs, small_study
from interviewkit import Study
from interviewkit.model import Prevalence, Topic, TopicFit
from interviewkit.steps.record import begin_run

RULES = '[coding]\ncoders = ["rules"]\n'
NOBODY = "[coding]\ncoders = []\n"
LATER_TALK = "Moderator: And you?\nCora: Quiet, all in all.\nModerator: Why?\nCora: No idea.\n"
HEADER = "transcript,turn,quote,code,polarity,coder,status\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_study(tmp_path / "study", SMALL_TOML + RULES)


def shares(folder: Path) -> Prevalence:
    """The share of everyone who voiced isolation, whatever the polarity, as the report has it."""
    study = Study.open(folder)
    rows = report_inputs(study).prevalence
    [found] = [row for row in rows if not (row.segment or row.wave or row.polarity)]
    return found


def coded(folder: Path, toml: str = SMALL_TOML + RULES) -> Study:
    """The study with these settings, ingested and coded."""
    (folder / "study.toml").write_text(toml, "utf-8")
    study = Study.open(folder)
    study.ingest()
    study.code()
    return study


def import_rows(study: Study, *rows: str) -> None:
    file = study.root / "rows.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    study.import_codings(file)


def test_people_who_came_after_the_coding_are_not_counted_as_silent(folder: Path) -> None:
    study = coded(folder)
    assert (shares(folder).voiced, shares(folder).n) == (2, 2)
    (folder / "transcripts" / "later.txt").write_text(LATER_TALK, "utf-8")
    study.ingest()
    assert (shares(folder).voiced, shares(folder).n) == (2, 2)
    study.code()
    assert (shares(folder).voiced, shares(folder).n) == (2, 3)
    assert shares(folder).interval.low < 0.2


def test_only_those_count_whom_a_person_has_read(folder: Path) -> None:
    (folder / "transcripts" / "later.txt").write_text(LATER_TALK, "utf-8")
    study = coded(folder, SMALL_TOML + NOBODY)
    import_rows(study, "talk,2,,isolation,+,eva,", "talk,3,,,,eva,")
    assert (shares(folder).voiced, shares(folder).n) == (1, 2)
    study.report()
    assert "read by no coder" in read_reports(folder)


def test_without_coders_nobody_has_read_anything(folder: Path) -> None:
    study = coded(folder, SMALL_TOML + NOBODY)
    assert study.status()["codings"] == {}
    assert report_inputs(study).prevalence == ()


def test_a_coder_who_is_no_longer_asked_leaves_and_comes_back(folder: Path) -> None:
    before = coded(folder).status()["codings"]
    assert before == {"machine": 2, "rules": 2}
    gone = coded(folder, SMALL_TOML + NOBODY)
    assert gone.status()["codings"] == {}
    assert report_inputs(gone).prevalence == ()
    assert coded(folder).status()["codings"] == before


def test_proposals_go_with_the_speech_of_someone_who_turns_out_to_moderate(folder: Path) -> None:
    coded(folder)
    toml = SMALL_TOML + RULES + '[transcripts]\nmoderators = ["moderator", "ben"]\n'
    study = coded(folder, toml)
    assert study.status()["codings"] == {"machine": 1, "rules": 1}
    assert coded(folder).status()["codings"] == {"machine": 2, "rules": 2}


def test_passages_of_speech_that_is_no_longer_coded_do_not_count(folder: Path) -> None:
    assert coded(folder).status()["passages"] == 5
    with_questions = SMALL_TOML + RULES + '[passages]\nspeech = "all"\n'
    assert coded(folder, with_questions).status()["passages"] == 7
    assert coded(folder).status()["passages"] == 5


def test_a_no_to_a_whole_turn_is_a_no_to_each_sentence_of_it(folder: Path) -> None:
    study = coded(folder)
    import_rows(study, "talk,2,,isolation,+,eva,rejected")
    assert (shares(folder).voiced, shares(folder).n) == (1, 2)
    study.report()
    told = read_reports(folder)
    assert told.count("I hardly talk to my colleagues") == 1  # the codebook's own example


def test_a_survey_that_leaves_the_settings_leaves_the_report(folder: Path) -> None:
    (folder / "survey.csv").write_text("respondent,age\nr1,40\nr2,50\n", "utf-8")
    asked = '[survey]\nfile = "survey.csv"\nshow = ["age"]\n[segments]\nold = "age > 45"\n'
    (folder / "study.toml").write_text(SMALL_TOML + RULES + asked, "utf-8")
    list(Study.open(folder).run())
    assert "age > 45" in read_reports(folder).replace("\\", "")
    (folder / "study.toml").write_text(SMALL_TOML + RULES, "utf-8")
    again = Study.open(folder)
    list(again.run())
    assert (again.segments(), again.variables()) == ([], [])
    told = read_reports(folder).split("## Audit trail")[0]
    assert "respondents" not in told
    assert [step.verb for step in again.run()] == ["ingest", "code", "report"]


def test_topics_that_are_switched_off_leave_the_report(folder: Path) -> None:
    study = coded(folder, SMALL_TOML.replace("enabled = false", "enabled = true") + RULES)
    fit = TopicFit((Topic(0, 1, (("coffee", 1.0),)),), (0,), positions=((0.0, 0.0),))
    with study._site.store.writing() as shelves:
        run = shelves.runs.add(begin_run("discover", "x"))
        shelves.topics.add(fit, [shelves.transcripts.turns()[1].id or 0], run)
    report = folder / "reports" / "report.md"
    study.report()
    assert "## Topics" in report.read_text("utf-8")
    (folder / "study.toml").write_text(SMALL_TOML + RULES, "utf-8")
    Study.open(folder).report()
    assert "## Topics" not in report.read_text("utf-8")
