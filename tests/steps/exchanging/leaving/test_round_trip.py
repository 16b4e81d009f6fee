"""Out, in and out again: the project that comes back is the project that left."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from builders import SMALL_TOML, small_study
from builders_projects import TALK, nurses, select, with_new_guids
from builders_taguette import taguette_file
from interviewkit import Study
from interviewkit.exchange.refi.reading import read
from interviewkit.exchange.refi.writing import write_project
from interviewkit.model.project import Project, ProjectCase, ProjectCoding, ProjectSource
from study.example import example_study


def read_project(path: Path) -> Project:
    """A project without what its reader says of how places are counted."""
    project = read(path).project
    plain = [replace(each, offsets="", evidence="") for each in project.sources]
    return replace(project, sources=tuple(plain))


def open_fresh(folder: Path) -> Study:
    Study.init(folder)
    return Study.open(folder)


def write_foreign(path: Path, project: Project | None = None) -> Path:
    """The nurses' project as a tool would write it, its GUIDs as the standard has them."""
    stream = BytesIO()
    write_project(project or nurses(), stream, {"board.png": b"\x89PNG"})
    path.write_bytes(stream.getvalue())
    return path


def test_our_own_project_comes_back_to_the_byte(tmp_path: Path) -> None:
    study = example_study(tmp_path / "one")
    study.write_memo("code:isolation", "Who says it first?", coder="kim")
    study.write_memo("turn:April/leaders#2", "Strong.", coder="lee", quote="hardly talk")
    study.export(tmp_path / "one.qdpx")
    fresh = open_fresh(tmp_path / "two")
    fresh.import_project(tmp_path / "one.qdpx", new_coder=True)
    fresh.export(tmp_path / "two.qdpx")
    assert (tmp_path / "two.qdpx").read_bytes() == (tmp_path / "one.qdpx").read_bytes()


def test_turns_and_codings_come_back_as_they_were(tmp_path: Path) -> None:
    study = example_study(tmp_path / "one")
    study.export(tmp_path / "one.qdpx")
    fresh = open_fresh(tmp_path / "two")
    fresh.import_project(tmp_path / "one.qdpx", new_coder=True)

    def list_said(of: Study) -> list[tuple[object, ...]]:
        labels = {each.id: each.label for each in of.codebook()[0].codes}
        return sorted(
            (c.passage.turn.speaker, c.passage.turn.text, c.passage.quote, labels[c.code],
             c.polarity, c.coder)
            for c in of.codings(coders=["kim", "lee"]) if c.holds
        )  # fmt: skip

    assert list_said(fresh) == list_said(study)


def test_another_tools_project_leaves_as_it_came(tmp_path: Path) -> None:
    path = write_foreign(tmp_path / "nurses.qdpx")
    fresh = open_fresh(tmp_path / "study")
    fresh.import_project(path, new_coder=True)
    fresh.export(tmp_path / "back.qdpx")
    assert read_project(tmp_path / "back.qdpx") == read_project(path)
    with zipfile.ZipFile(tmp_path / "back.qdpx") as archive:
        assert archive.read("sources/board.png") == b"\x89PNG"


def test_what_people_do_since_leaves_beside_what_came(tmp_path: Path) -> None:
    path = write_foreign(tmp_path / "nurses.qdpx")
    fresh = open_fresh(tmp_path / "study")
    fresh.import_project(path, new_coder=True)
    turn = fresh.transcript("Nurses one").turns[3]
    fresh.marking("Kim").code(turn.id or 0, (0, 14), "ties")
    fresh.export(tmp_path / "back.qdpx")
    before, after = read_project(path).sources[0], read_project(tmp_path / "back.qdpx").sources[0]
    assert after.selections[: len(before.selections)] == before.selections
    [new] = after.selections[len(before.selections) :]
    assert after.text == before.text
    assert after.text[new.start : new.end] == "And the tools?"


def test_an_export_that_came_anew_leaves_once(tmp_path: Path) -> None:
    first = write_foreign(tmp_path / "nurses.qdpx")
    newer = with_new_guids(nurses())
    [talk, *rest] = newer.sources
    user, code = newer.users[0].guid, newer.codes[2].guid
    more = select(TALK, "hardly", (code, user), guid="more")
    newer = replace(newer, sources=(replace(talk, selections=(*talk.selections, more)), *rest))
    fresh = open_fresh(tmp_path / "study")
    fresh.import_project(first, new_coder=True)
    fresh.import_project(write_foreign(tmp_path / "newer.qdpx", newer))
    fresh.export(tmp_path / "back.qdpx")
    before, after = read_project(first), read_project(tmp_path / "back.qdpx")
    [new] = after.sources[0].selections[len(before.sources[0].selections) :]
    assert TALK[new.start : new.end] == "hardly"
    assert [(each.code, each.user) for each in new.codings] == [
        (before.codes[2].guid, before.users[0].guid)
    ]
    held = replace(after.sources[0], selections=before.sources[0].selections)
    assert replace(after, sources=(held, *after.sources[1:])) == before


def test_copies_of_a_text_leave_each_with_its_own_codings(tmp_path: Path) -> None:
    project = nurses()
    talk = project.sources[0]
    kim, lee = talk.selections[1], talk.selections[2]
    copies = (
        replace(talk, selections=(kim,), notes=()),
        replace(talk, guid="s3", name="Nurses one (Lee)", selections=(lee,), notes=()),
    )
    project = replace(project, sources=(*copies, *project.sources[1:]))
    path = write_foreign(tmp_path / "nurses.qdpx", project)
    fresh = open_fresh(tmp_path / "study")
    fresh.import_project(path, new_coder=True)
    assert {each.coder for each in fresh.codings()} == {"Kim", "Lee"}
    fresh.export(tmp_path / "back.qdpx")
    before, after = read_project(path), read_project(tmp_path / "back.qdpx")
    assert {each.guid: each for each in after.sources} == {
        each.guid: each for each in before.sources
    }


def test_a_value_that_no_table_can_hold_leaves_again(tmp_path: Path) -> None:
    project = nurses()
    ben = ProjectCase("c2", "Ben", values={"v-age": "=1+1"}, sources=("s1",))
    project = replace(project, cases=(*project.cases, ben))
    path = write_foreign(tmp_path / "nurses.qdpx", project)
    fresh = open_fresh(tmp_path / "study")
    outcome = fresh.import_project(path, new_coder=True)
    [values] = [each for each in outcome.facts["losses"]  # type: ignore[attr-defined]
                if each["kind"] == "values of variables"]  # fmt: skip
    assert values["changed"] == 1
    fresh.export(tmp_path / "back.qdpx")
    assert read_project(tmp_path / "back.qdpx").cases == read_project(path).cases


def test_a_coding_of_a_whole_text_leaves_once(tmp_path: Path) -> None:
    project = nurses()
    whole = ProjectCoding("whole", "tools", "u2", "2024-05-01T10:00:00Z")
    talk = replace(project.sources[0], codings=(whole,))
    project = replace(project, sources=(talk, *project.sources[1:]))
    path = write_foreign(tmp_path / "nurses.qdpx", project)
    fresh = open_fresh(tmp_path / "study")
    fresh.import_project(path, new_coder=True)
    fresh.export(tmp_path / "back.qdpx")
    assert read_project(tmp_path / "back.qdpx") == read_project(path)


def test_a_database_has_no_files_to_lose(tmp_path: Path) -> None:
    fresh = open_fresh(tmp_path / "study")
    fresh.import_project(taguette_file(tmp_path), as_coder="kim", new_coder=True)
    outcome = fresh.export(tmp_path / "back.qdpx")
    assert not [each for each in outcome.problems if "do not go along" in each.what]
    assert any(each.what.endswith("did not come with them: anna.html") for each in outcome.problems)


def test_a_lost_copy_is_told_and_the_rest_leaves(tmp_path: Path) -> None:
    path = write_foreign(tmp_path / "nurses.qdpx")
    fresh = open_fresh(tmp_path / "study")
    fresh.import_project(path, new_coder=True)
    for copy in (fresh.root / "imported").iterdir():
        copy.unlink()
    outcome = fresh.export(tmp_path / "back.qdpx")
    assert any("do not go along" in each.what for each in outcome.problems)
    assert read_project(tmp_path / "back.qdpx").sources[0].name == "Nurses one"


@pytest.mark.parametrize(
    "text", ["מנחה: שלום?\nדנה: כן.\nמנחה: טוב.\nדנה: נכון. 👍", "Just one line."]
)
def test_odd_talks_come_back_as_they_were(tmp_path: Path, text: str) -> None:
    toml = SMALL_TOML.replace('[codebook]\nfile = "codebook.yaml"\n', "")
    study = Study.open(small_study(tmp_path / "one", toml, talk=text))
    study.ingest()
    study.export(tmp_path / "one.qdpx")
    fresh = open_fresh(tmp_path / "two")
    fresh.import_project(tmp_path / "one.qdpx")
    said = [[(t.speaker, t.text) for t in each.transcript("talk").turns] for each in (study, fresh)]
    assert said[0] == said[1]


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "refi_qda/qualitative-coding/demo.qdpx",
        "refi_qda/qualitative-coding/nvivo_project.qdpx",
        "refi_qda/qdapy/sample.qdpx",
    ],
)
def test_public_projects_leave_as_they_came(tmp_path: Path, shared: Path, name: str) -> None:
    fresh = open_fresh(tmp_path / "study")
    fresh.import_project(shared / name, new_coder=True)
    fresh.export(tmp_path / "back.qdpx")
    before, after = read_project(shared / name), read_project(tmp_path / "back.qdpx")
    assert replace(after, sources=drop_media(after)) == replace(before, sources=drop_media(before))


def drop_media(project: Project) -> tuple[ProjectSource, ...]:
    """The sources without the names of files that never came with the project."""
    return tuple(replace(each, media="", xml="") for each in project.sources)


@pytest.mark.shared
def test_an_export_is_valid_and_opens_in_pyrefiqda(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # it unpacks where it is
    etree = pytest.importorskip("lxml.etree")
    pyrefiqda = pytest.importorskip("pyrefiqda")
    study = example_study(tmp_path / "one")
    study.write_memo("turn:April/leaders#2", "Strong.", coder="lee", quote="hardly talk")
    path = tmp_path / "one.qdpx"
    study.export(path, machines=True, answers=True)
    schema = etree.XMLSchema(etree.parse(str(shared / "refi_qda/pyrefiqda/Project.xsd")))
    with zipfile.ZipFile(path) as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))
    opened = pyrefiqda.RefiProject.load(path)
    assert opened.name == "Six people"
    codebook = tmp_path / "one.qdc"
    study.export(codebook)
    schema = etree.XMLSchema(etree.parse(str(shared / "refi_qda/pyrefiqda/Codebook.xsd")))
    schema.assertValid(etree.parse(str(codebook)))
