"""Projects of QualCoder, of the versions whose tables differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_databases import (
    TALK,
    change_database,
    coders_of,
    count_rows,
    look_of,
    notes_of,
    unplaced,
    words_of,
)
from builders_qualcoder import VERSIONS, qualcoder_project
from interviewkit.errors import SourceError
from interviewkit.exchange.databases.qualcoder import KINDS, is_this, read
from interviewkit.model.project import AUDIO, PDF, PICTURE, TEXT, ForeignFile

ALL = tuple(VERSIONS)


@pytest.fixture(params=ALL)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def found(tmp_path: Path, version: str) -> ForeignFile:
    return read(qualcoder_project(tmp_path, version))


def losses_of(found: ForeignFile) -> dict[str, tuple[int, int, int, int]]:
    return {each.kind: (each.held, each.kept, each.changed, each.dropped) for each in found.losses}


def test_every_selection_stands_on_its_words(found: ForeignFile) -> None:
    assert words_of(found)["Anna.txt"] == [
        ("Anna", []),
        ("fahre ich Rad", ["gern", "oft"]),
        ("Rad.\r\nBen: Ich", ["frei"]),
        ("Ben", []),
        ("Ich auch, שלום עולם", ["oft"]),
        ("Gut 👍🏽 so", ["gern"]),
    ]


def test_places_tell_how_they_were_counted(found: ForeignFile) -> None:
    source = found.project.sources[0]
    assert source.offsets == "UTF-16 units, the end of a line as one"
    assert source.evidence == ("3 of 4 quoted texts stand where it says, 1 counted another way")


def test_each_coding_keeps_its_coder(found: ForeignFile) -> None:
    assert sorted(coders_of(found)) == [
        ("kim", "frei"), ("kim", "gern"), ("kim", "gern"),
        ("lee", "frei"), ("lee", "gern"), ("lee", "oft"), ("lee", "oft"),
    ]  # fmt: skip


def test_categories_stand_above_codes(found: ForeignFile, version: str) -> None:
    codes = {code.name: code for code in found.project.codes}
    above = {name: code.parent for name, code in codes.items()}
    assert above["Verkehr"] == ""
    assert above["Rad"] == codes["Verkehr"].guid
    assert above["gern"] == codes["Rad"].guid
    assert above["frei"] == (codes["oft"].guid if version == "v17" else "")
    assert [name for name, code in codes.items() if not code.is_codable] == ["Verkehr", "Rad"]
    assert codes["gern"].color == "#FF0000"
    assert codes["gern"].description == "mit Freude"


def test_sources_tell_their_kind_and_recording(found: ForeignFile, version: str) -> None:
    told = {each.name: (each.kind, each.media) for each in found.project.sources}
    assert told["plan.png"] == (PICTURE, "images/plan.png")
    assert told["a.mp3"] == (AUDIO, "/home/kim/a.mp3")
    assert told["b.pdf"] == (PDF, "docs/b.pdf")
    if version != "v1":
        [recording, spoken] = [each for each in found.project.sources if "mp3" in each.name]
        assert (spoken.kind, spoken.text, spoken.part_of) == (TEXT, "gesprochen", recording.guid)
    assert found.project.sources[0].text == TALK
    assert found.project.sources[0].description == "im Park"


def test_memos_annotations_and_journal_become_notes(found: ForeignFile, version: str) -> None:
    anna = found.project.sources[0]
    by_words = {anna.text[each.start : each.end]: each for each in anna.selections}
    memo = notes_of(found, by_words["fahre ich Rad"].codings[0].notes)
    assert memo == (["sehr"] if version == "v1" else ["sehr", "marked as important"])
    assert notes_of(found, by_words["Anna"].notes) == ["lacht"]
    assert notes_of(found, by_words["Ben"].notes) == ["nur er"]
    assert ("Tag 1", "Es regnet.") in [(each.name, each.text) for each in found.project.notes]
    assert found.project.description == "Wege"
    if version in ("v11", "v17"):
        paper = next(each for each in found.project.sources if each.name == "b.pdf")
        assert notes_of(found, paper.notes) == ["TY  - BOOK\nTI  - Weg"]


def test_cases_hold_sources_places_and_values(found: ForeignFile) -> None:
    age, town = found.project.variables
    assert (age.name, age.type, age.description) == ("Alter", "Float", "Jahre")
    anna, ben = found.project.cases
    paper = next(each for each in found.project.sources if each.name == "b.pdf")
    assert (anna.name, anna.description, anna.values) == ("Anna", "Schwester", {age.guid: "34"})
    assert (anna.sources, anna.selections) == ((paper.guid,), ())
    talk = found.project.sources[0]
    words = {each.guid: talk.text[each.start : each.end] for each in talk.selections}
    assert [words[each] for each in ben.selections] == ["Ben"]
    assert (ben.values, ben.sources) == ({}, ())
    assert talk.values == {town.guid: "Köln"}


def test_pictures_and_recordings_keep_what_was_marked(found: ForeignFile) -> None:
    assert [each.xml for each in unplaced(found)] == [
        '<PictureSelection firstX="5" firstY="6" secondX="15" secondY="26"/>',
        '<AudioSelection begin="1000" end="2500"/>',
    ]
    assert all(each.unresolved == "it marks no words" for each in unplaced(found))
    assert [each.kind for each in unplaced(found)] == [PICTURE, AUDIO]


def test_losses_add_up_to_the_rows_of_the_tables(tmp_path: Path, version: str) -> None:
    project = qualcoder_project(tmp_path, version)
    found, held = read(project), count_rows(project / "data.qda")
    lost = losses_of(found)
    plain: dict[str, int] = {}
    for table, rows in held.items():
        kind = KINDS.get(table, f"rows of the table {table}")
        plain[kind] = plain.get(kind, 0) + rows
    for kind, (rows, *parts) in lost.items():
        assert rows == sum(parts) == plain[kind]
    project_holds = {
        "codes": sum(each.is_codable for each in found.project.codes),
        "sources": len(found.project.sources),
        "cases": len(found.project.cases),
        "journal entries": 1,
    }
    for kind, rows in project_holds.items():
        assert rows + lost.get(kind, (0, 0, 0, 0))[3] == plain[kind], kind
    codings = sum(len(each.codings) for _, each in found.project.each_selection())
    marked = plain["codings of text"] + plain["codings of pictures and pages"]
    marked += plain["codings of recordings"]
    assert codings == marked - lost["codings of text"][3]
    assert lost["codings of text"] == (6, 5 if version == "v1" else 4, int(version != "v1"), 1)
    assert lost["values of attributes"] == (4, 3, 0, 1)
    if version == "v17":
        assert lost["coders"] == (3, 2, 1, 0)
        assert lost["parts of graphs"] == (2, 0, 0, 2)
        assert found.project.sets[0].codes == (found.project.codes[2].guid,)


def test_the_same_project_gives_the_same_guids(tmp_path: Path) -> None:
    project = qualcoder_project(tmp_path)
    assert read(project) == read(project / "data.qda")
    moved = project.rename(tmp_path / "Anders.qda")
    assert read(moved).project.codes == read(moved).project.codes
    assert read(moved).project.name == "Anders"


def test_reading_changes_nothing(tmp_path: Path, version: str) -> None:
    project = qualcoder_project(tmp_path, version)
    before = look_of(tmp_path)
    read(project)
    assert look_of(tmp_path) == before


def test_only_its_own_projects_are_known(tmp_path: Path) -> None:
    project = qualcoder_project(tmp_path)
    head = (project / "data.qda").read_bytes()[:64]
    assert is_this(project, b"")
    assert is_this(project / "data.qda", head)
    assert not is_this(tmp_path, b"")
    assert not is_this(tmp_path / "missing", b"")
    change_database(project / "data.qda", "DROP TABLE code_cat")
    assert not is_this(project, b"")
    with pytest.raises(SourceError, match="not one of QualCoder"):
        read(project)
    with pytest.raises(SourceError, match=r"holds no data\.qda") as fault:
        read(tmp_path)
    assert "ends in .qda" in fault.value.hint


def test_categories_in_a_circle_are_cut_and_told(tmp_path: Path) -> None:
    project = qualcoder_project(tmp_path)
    change_database(
        project / "data.qda",
        "UPDATE code_cat SET supercatid = 2 WHERE catid = 1",
        "UPDATE code_name SET catid = 55 WHERE cid = 1",
    )
    found = read(project)
    codes = {code.name: code for code in found.project.codes}
    assert "" in {codes["Verkehr"].parent, codes["Rad"].parent}
    assert codes["gern"].parent == ""
    lost = {each.kind: each for each in found.losses}
    assert (lost["categories of codes"].changed, lost["codes"].changed) == (1, 1)
    assert lost["codes"].names == ("gern",)
