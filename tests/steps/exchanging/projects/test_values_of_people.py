"""What a project says of a person, and of the talk that they are in, is not mixed up."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import handmade_reader
from builders_projects import as_file, nurses
from interviewkit import Study
from interviewkit.exchange.refi.reading import read
from interviewkit.exchange.refi.writing import write_project
from interviewkit.model.project import Project, ProjectCase


def with_ward(**changes: object) -> Project:
    """Ana, who is 41, in a talk of a ward; the ward is a case of the whole talk, of age 7."""
    project = nurses()
    ward = ProjectCase("ward", "Ward 3", values={"v-age": "7", "v-site": "South"}, sources=("s1",))
    return replace(project, cases=(*project.cases, ward), **changes)


def bring(folder: Path, project: Project) -> Study:
    Study.init(folder / "study")
    study = Study.open(folder / "study")
    with handmade_reader.plugged():
        study.import_project(handmade_reader.write(folder / "in.hm", as_file(project)))
    return study


def list_ages(study: Study) -> dict[str, object]:
    """What the participants file says of everyone's age; it is the same in all of their rows."""
    text = (study.root / "participants.csv").read_text("utf-8")
    ages: dict[str, object] = {}
    for row in csv.DictReader(text.splitlines()):
        if row["age"]:
            name = row["participant"] or row["speaker"]
            assert ages.setdefault(name, row["age"]) == row["age"]
    return ages


def test_a_person_keeps_their_own_value_beside_that_of_the_talk(tmp_path: Path) -> None:
    study = bring(tmp_path, with_ward())
    assert list_ages(study) == {"Ana": "41", "Ben": "7"}


def test_a_person_keeps_their_own_value_in_talks_of_which_their_case_says_nothing(
    tmp_path: Path,
) -> None:
    project = nurses()
    talk = project.sources[0]
    first = replace(talk, guid="s0", name="Another", text="Ben: Yes.\nAna: No.\n", selections=(),
                    notes=(), values={"v-age": "12"})  # fmt: skip
    study = bring(tmp_path, replace(project, sources=(first, *project.sources)))
    assert list_ages(study) == {"Ana": "41", "Ben": "12"}


def test_what_is_told_of_a_whole_talk_makes_no_new_cases(tmp_path: Path) -> None:
    path = tmp_path / "ward.qdpx"
    with path.open("wb") as stream:
        write_project(with_ward(), stream, {"board.png": b"\x89PNG"})
    Study.init(tmp_path / "study")
    study = Study.open(tmp_path / "study")
    study.import_project(path, new_coder=True)
    study.export(tmp_path / "back.qdpx")
    before, after = read(path).project, read(tmp_path / "back.qdpx").project
    assert after.cases == before.cases
    assert after.variables == before.variables


def test_a_value_that_everyone_has_of_their_own_is_told(tmp_path: Path) -> None:
    project = with_ward()
    ben = ProjectCase("c2", "Ben", values={"v-age": "30"}, sources=("s1",))
    study = bring(tmp_path, replace(project, cases=(*project.cases, ben)))
    [values] = [each for each in study.project("Nurses").losses
                if each.kind == "values of variables"]  # fmt: skip
    assert (values.changed, values.names) == (1, ("7",))
    assert list_ages(study)["Ben"] == "30"


def test_negative_numbers_are_values(tmp_path: Path) -> None:
    project = nurses()
    ana = replace(project.cases[0], values={"v-age": "-1.75"})
    study = bring(tmp_path, replace(project, cases=(ana,)))
    assert list_ages(study)["Ana"] == "-1.75"
