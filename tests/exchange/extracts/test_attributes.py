from __future__ import annotations

from pathlib import Path

import pytest

from builders_extracts import write_workbook
from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.attributes import is_this, read
from interviewkit.model.project import Project


def told(project: Project) -> dict[str, dict[str, str]]:
    names = {each.guid: each.name for each in project.variables}
    return {
        each.name: {names[key]: text for key, text in each.values.items()}
        for each in (*project.cases, *project.sources)
    }


def test_a_classification_sheet_gives_cases(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "Person.xlsx",
        [
            ("", "A : Age group", "B : Role"),
            ("1 : Cases\\Ann", "30-39", "Unassigned"),
            ("2 : Cases\\Ben", "Not Applicable", "nurse"),
            ("3 : Files\\Interview 01", "", "nurse"),
        ],
    )
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told(file.project) == {
        "Ann": {"Age group": "30-39"}, "Ben": {"Role": "nurse"}, "Interview 01": {"Role": "nurse"},
    }  # fmt: skip
    assert [case.name for case in file.project.cases] == ["Ann", "Ben"]
    assert file.project.tool == "NVivo"


def test_a_german_sheet_is_known_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "Person.txt"
    path.write_text("Person\tAlter\nAnn\t34\nBen\tNicht zugewiesen\n", encoding="utf-8")
    assert is_this(path, path.read_bytes())
    assert told(read(path).project) == {"Ann": {"Alter": "34"}, "Ben": {}}


def test_document_variables_of_maxqda_are_values_of_documents(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "Dokumentvariablen.xlsx",
        [
            ("Dokumentgruppe", "Dokumentname", "Alter", "Rolle"),
            ("Leitung", "I1", 34, ""),
            ("", "", 3, ""),
            ("Leitung", "I2", 51, "Chefin"),
        ],
    )
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told(file.project) == {"I1": {"Alter": "34"}, "I2": {"Alter": "51", "Rolle": "Chefin"}}
    assert [len(each.sources) for each in file.project.sets] == [2]
    (loss,) = file.losses
    assert (loss.held, loss.kept, loss.dropped) == (3, 2, 1)


def test_descriptors_are_cases_with_their_media(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "descriptors.xlsx",
        {"Participants": [("ID", "Age", "Linked Media"), ("P1", 34, "I1; I2"), ("P2", 51, "I3")]},
    )
    assert is_this(path, path.read_bytes()[:4096])
    project = read(path).project
    assert told(project)["P1"] == {"Age": "34"}
    names = {source.guid: source.name for source in project.sources}
    assert [[names[guid] for guid in case.sources] for case in project.cases] == [
        ["I1", "I2"], ["I3"],
    ]  # fmt: skip


def test_a_sheet_of_answers_is_a_survey(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "answers.xlsx", [("id", "age"), ("ann", 34), ("ben", 51)])
    assert not is_this(path, path.read_bytes()[:4096])
    with pytest.raises(SourceError, match="holds no attributes") as fault:
        read(path)
    assert "survey" in fault.value.hint


def test_a_table_of_whole_numbers_may_be_counts(tmp_path: Path) -> None:
    for last, is_doubted in ((2, True), ("two", False)):
        rows = [("", "A : Trust", "B : Time"), ("1 : Ana", 3, 0), ("2 : Ben", 0, last)]
        path = write_workbook(tmp_path / "matrix.xlsx", rows)
        assert is_this(path, path.read_bytes()[:4096])
        assert any("count codings" in note for note in read(path).notes) == is_doubted
        path.unlink()
