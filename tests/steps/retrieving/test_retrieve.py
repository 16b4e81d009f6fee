"""Retrieval: counts are those of the report, and people come before passages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.errors import QueryError, StudyError
from interviewkit.findings.counting.prevalence import estimate_prevalence
from interviewkit.model.query import Query, Term
from interviewkit.model.retrieval import Retrieval
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.reading import open_loaded
from study.example import example_study


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_study(tmp_path_factory.mktemp("example")).root


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Study:
    return Study.open(shutil.copytree(made, tmp_path / "study"))


def said(found: Retrieval) -> dict[str, list[int]]:
    return {
        person.name: [each.passage.turn.position for each in person.passages]
        for person in found.people
    }


@pytest.mark.parametrize("standing", ["consensus, then majority", "any", "all"])
def test_people_and_passages_are_those_of_the_report(study: Study, standing: str) -> None:
    toml = study.root / "study.toml"
    toml.write_text(toml.read_text("utf-8") + f'[coding]\nstanding = "{standing}"\n', "utf-8")
    toml.write_text(toml.read_text("utf-8").replace('[coding]\ncoders = ["rules"]\n', "", 1))
    study = Study.open(study.root)
    codebook, _ = read_usable(study.root, study.settings)
    with open_loaded(study._site, codebook) as loaded:
        rows = estimate_prevalence(
            loaded.reading, segments=loaded.members, waves=loaded.order.names
        )
    assert len(rows) > 20
    for row in rows:
        query = Query(
            Term(row.of, row.polarity),
            segments=(row.segment,) if row.segment else (),
            waves=(row.wave,) if row.wave else (),
        )
        found = study.retrieve(query)
        assert (found.voiced, found.heard) == (row.voiced, row.n), query
        assert sum(person.found for person in found.people) == found.passages


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("isolation", {"Ana": [2], "Ben": [3], "Dan": [2]}),
        ("isolation-", {"Ben": [3]}),
        ("bonds or tools", {"Ana": [2, 6], "Ben": [3], "Dan": [2, 6], "Eve": [7]}),
        ("isolation near(4) neutrality", {"Ana": [2, 6], "Ben": [3], "Dan": [2, 6]}),
        ("neutrality follows isolation", {"Ana": [6], "Dan": [6], "Eve": [7]}),
        ("isolation follows neutrality", {}),
        ("isolation wave:April", {"Ana": [2], "Ben": [3]}),
        ("isolation segment:tired", {"Ana": [2], "Dan": [2]}),
        ("isolation group:leaders person:Ben", {"Ben": [3]}),
        ("isolation transcript:May/freelancers", {"Dan": [2]}),
        ("isolation machine:no", {"Ana": [2], "Dan": [2]}),
        ("isolation machine:yes", {"Ben": [3]}),
        ("isolation coder:lee", {"Ana": [2], "Dan": [2]}),
        ("isolation status:accepted coder:lee", {"Ana": [2], "Dan": [2], "Eve": [3]}),
        ("isolation status:rejected", {}),
        ("isolation text:colleagues", {"Ana": [2]}),
        ('text:"talk to"', {"Ana": [2], "Dan": [2]}),
        ("text:~judging", {"Ana": [6], "Dan": [6], "Eve": [7]}),
        (r"text:/\bme\.$/", {"Ana": [6]}),
        ("text:work role:moderator", {"Moderator": [1, 1]}),
    ],
)
def test_what_is_asked_is_found(study: Study, query: str, found: dict[str, list[int]]) -> None:
    assert said(study.retrieve(query)) == found


def test_absence_is_of_what_somebody_read(study: Study) -> None:
    found = study.retrieve("not isolation wave:May role:participant")
    assert said(found) == {"Dan": [6], "Eve": [3, 7], "Finn": [4, 8]}
    turn = study.transcript("April/leaders").turns[6]
    study.marking("kim").code(turn.id or 0, (0, 5), "neutrality")
    assert found.notes == ()


def test_what_was_not_read_is_told(tmp_path: Path) -> None:
    from study.example import write_example

    write_example(tmp_path)
    study = Study.open(tmp_path)
    study.ingest()
    turn = study.transcript("April/leaders").turns[1]
    study.marking("kim", new_coder=True).code(turn.id or 0, (0, 8), "isolation")
    found = study.retrieve("isolation and not neutrality")
    assert found.passages == 0
    assert "1 turn left out: nobody has read them" in found.notes[0]
    assert study.retrieve("isolation").voiced == 1


def test_a_page_has_some_people_and_all_counts(study: Study) -> None:
    found = study.retrieve("isolation or neutrality", first=1, people=2, passages=1, context=1)
    assert [person.name for person in found.people] == ["Ben", "Dan"]
    assert (found.voiced, found.heard, found.passages, found.first) == (4, 6, 6, 1)
    dan = found.people[1]
    assert (dan.found, len(dan.passages)) == (2, 1)
    [shown] = dan.passages
    assert [turn.position for turn in (*shown.before, *shown.after)] == [1, 3]
    assert [coding.coder for coding in shown.codings] == ["kim", "lee"]
    assert dan.segments == ("tired",)


def test_words_are_marked_in_their_turn(study: Study) -> None:
    [person] = study.retrieve("isolation text:colleagues").people
    [shown] = person.passages
    start, end = shown.matches[0]
    assert shown.passage.turn.text[start:end] == "colleagues"


@pytest.mark.parametrize(
    ("query", "what", "hint"),
    [
        ("isolaton", "no code or theme 'isolaton'", "'isolation'"),
        ("segment:tird", "no segment 'tird'", "'tired'"),
        ("wave:Apri", "no wave 'Apri'", "'April'"),
        ("person:Anna", "no person 'Anna'", "'Ana'"),
        ("coder:kin", "no coder 'kin'", "'kim'"),
        ("text:/(a/", "is no regular expression", r"\?"),
    ],
)
def test_names_that_are_not_there_are_told(study: Study, query: str, what: str, hint: str) -> None:
    with pytest.raises((StudyError, QueryError)) as fault:
        study.retrieve(query)
    assert what in fault.value.message
    assert hint in fault.value.hint
