"""Open answers of a survey are transcripts of their respondents, linked to their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import SMALL_CODEBOOK
from interviewkit import Study
from interviewkit.errors import StudyError, SurveyError
from interviewkit.model import Outcome, Participant

TOML = """
[study]
name = "Open"
[codebook]
file = "codebook.yaml"
[coding]
coders = ["rules"]
[topics]
enabled = false
[transcripts]
participants = "people.csv"
[survey]
file = "survey.csv"
[survey.labels]
why = "Why is that so?"
"""
SURVEY = (
    "respondent,age,why,else\n"
    'E1,31,"I hardly talk to my\ncolleagues any more.",\n'
    "E2,41,-,\n"
    "E3,51,We talk more than ever.,Nothing else to say\n"
    "E4,61,,Only this\n"
)
PEOPLE = "transcript,speaker,participant,role,respondent,town\ntalk,Ana,P1,participant,E1,Ulm\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts" / "talk.txt").write_text("Moderator: Well?\nAna: Yes.\n", "utf-8")
    for name, text in (("study.toml", TOML), ("survey.csv", SURVEY), ("people.csv", PEOPLE),
                       ("codebook.yaml", SMALL_CODEBOOK)):  # fmt: skip
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def ingest(folder: Path, *columns: str, forget: bool = False) -> Outcome:
    return Study.open(folder).ingest(survey_text=columns, forget_survey_text=forget)


def names(folder: Path) -> list[str]:
    return [str(row["transcript"]) for row in Study.open(folder).transcripts()]


def people(folder: Path) -> dict[str, Participant]:
    study = Study.open(folder)
    with study._site.store.reading() as shelves:
        return {each.name: each for each in shelves.people.list()}


def test_the_question_asks_and_the_respondent_speaks(folder: Path) -> None:
    outcome = ingest(folder, "why")
    assert names(folder) == ["survey/E1", "survey/E3", "talk"]
    turns = Study.open(folder).transcript("survey/E1").turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        ("survey question", "Why is that so?"),
        ("E1", "I hardly talk to my colleagues any more."),
    ]
    assert "2 open answers of 2 respondents to why; 1 without a word left out" in outcome.says[1]


def test_a_respondent_is_the_participant_who_gives_that_id(folder: Path) -> None:
    ingest(folder, "why")
    found = people(folder)
    assert found["P1"].respondent == "E1"
    assert found["P1"].attributes["town"] == "Ulm"
    assert found["E3"].respondent == "E3"
    assert "E1" not in found
    assert found["survey question"].is_moderator
    study = Study.open(folder)
    with study._site.store.reading() as shelves:
        rules = {
            (each.transcript, each.participant): each.rule for each in shelves.people.speakers()
        }
    assert rules["survey/E1", "P1"] == "survey row"
    linked = study.link()
    assert linked.facts["matched"] == 2


def test_open_answers_are_coded_like_speech(folder: Path) -> None:
    ingest(folder, "why")
    study = Study.open(folder)
    list(study.run())
    found = study.codings(coders=["rules"])
    assert [(each.passage.turn.transcript, each.polarity) for each in found] == [
        ("survey/E1", "+"), ("survey/E3", "-"),
    ]  # fmt: skip


def test_a_later_ingest_keeps_what_was_asked_until_it_is_forgotten(folder: Path) -> None:
    first = ingest(folder, "why", "else")
    assert 'text = ["why", "else"]' in " ".join(first.says)
    assert "survey/E4" in names(folder)
    assert not ingest(folder).did
    assert [turn.text for turn in Study.open(folder).transcript("survey/E3").turns][2:] == [
        "else", "Nothing else to say",
    ]  # fmt: skip
    ingest(folder, forget=True)
    assert names(folder) == ["talk"]


def test_the_setting_asks_without_a_command(folder: Path) -> None:
    toml = TOML.replace('file = "survey.csv"', 'file = "survey.csv"\ntext = ["why"]')
    (folder / "study.toml").write_text(toml, "utf-8")
    outcome = ingest(folder)
    assert names(folder) == ["survey/E1", "survey/E3", "talk"]
    assert not any("to keep these" in says for says in outcome.says)
    assert not ingest(folder).did


def test_only_what_changed_becomes_a_new_version(folder: Path) -> None:
    ingest(folder, "why")
    (folder / "survey.csv").write_text(
        SURVEY.replace("We talk more than ever.", "We talk less.") + "E5,20,New here,\n", "utf-8"
    )
    outcome = ingest(folder)
    assert (outcome.facts["new"], outcome.facts["changed"], outcome.facts["unchanged"]) == (1, 1, 1)
    versions = {row["transcript"]: row["version"] for row in Study.open(folder).transcripts()}
    assert versions == {"survey/E1": 1, "survey/E3": 2, "survey/E5": 1, "talk": 1}


def test_a_row_that_leaves_the_survey_leaves_the_study(folder: Path) -> None:
    ingest(folder, "why")
    (folder / "survey.csv").write_text(
        SURVEY.replace("E3,51,We talk more than ever.", "E3,51,"), "utf-8"
    )
    ingest(folder)
    assert names(folder) == ["survey/E1", "talk"]


def test_waves_keep_a_respondents_answers_apart(folder: Path) -> None:
    (folder / "survey.csv").write_text(
        "respondent,wave,why\nE1,2025-04,Once\nE1,2025-05,Twice\n", "utf-8"
    )
    (folder / "study.toml").write_text(
        TOML.replace("[survey]\n", '[survey]\nwave = "wave"\n'), "utf-8"
    )
    ingest(folder, "why")
    rows = {row["transcript"]: row["wave"] for row in Study.open(folder).transcripts()}
    assert rows == {"survey/2025-04/E1": "2025-04", "survey/2025-05/E1": "2025-05", "talk": ""}
    assert [name for name in people(folder) if name.startswith(("P", "E"))] == ["P1"]


def test_a_participant_of_that_name_who_gives_no_id_is_someone_else(folder: Path) -> None:
    (folder / "people.csv").write_text("transcript,speaker,participant\ntalk,Ana,E3\n", "utf-8")
    outcome = ingest(folder, "why")
    assert {"E3", "E3 (survey)", "E1"} <= set(people(folder))
    assert any("has the name of a participant" in problem.what for problem in outcome.problems)


def test_ids_that_look_alike_are_one_person_only_when_told(folder: Path) -> None:
    (folder / "people.csv").write_text(PEOPLE.replace("E1", "e 01"), "utf-8")
    ingest(folder, "why")
    assert people(folder)["E1"].respondent == "E1"
    (folder / "study.toml").write_text(
        TOML.replace("[survey]\n", '[survey]\nids = "alike"\n'), "utf-8"
    )
    ingest(folder)
    assert "E1" not in people(folder)
    assert Study.open(folder).link().facts["matched"] == 2


def test_bad_questions_are_told(folder: Path) -> None:
    with pytest.raises(SurveyError, match="there is no column 'wy'") as fault:
        ingest(folder, "wy")
    assert fault.value.hint == "did you mean 'why'?"
    (folder / "study.toml").write_text(
        TOML.replace('file = "survey.csv"', 'file = "survey.csv"\ntext = ["wy", "why"]'), "utf-8"
    )
    outcome = ingest(folder)
    assert "survey/E1" in names(folder)
    assert any("no column 'wy'" in problem.what for problem in outcome.problems)
    (folder / "study.toml").write_text(TOML.replace('file = "survey.csv"\n', ""), "utf-8")
    with pytest.raises(StudyError, match="no survey whose answers"):
        ingest(folder, "why")


def test_a_survey_that_tells_nobody_apart_gives_no_transcripts(folder: Path) -> None:
    (folder / "survey.csv").write_text("respondent,why\nE1,One\nE1,Two\nE1,Three\n", "utf-8")
    outcome = ingest(folder, "why")
    assert names(folder) == ["talk"]
    assert any(
        problem.fatal and "tell respondents apart" in problem.what for problem in outcome.problems
    )


@pytest.mark.shared
def test_the_open_answers_of_gadarian(tmp_path: Path, shared: Path) -> None:
    (tmp_path / "study.toml").write_text(
        '[study]\nname = "G"\nallow_outside = true\n[survey]\n'
        f'file = "{shared}/surveys/stm/gadarian.csv"\nrespondent = ""\n'
        'text = ["open.ended.response"]\n',
        "utf-8",
    )
    study = Study.open(tmp_path)
    outcome = study.ingest()
    assert outcome.facts["transcripts"] == outcome.facts["participants"] == 341
    assert not outcome.problems
    assert study.link().facts["matched"] == 341
