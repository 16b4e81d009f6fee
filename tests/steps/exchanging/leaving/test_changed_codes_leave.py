"""What was done to codes and texts here since a project came in, when it leaves or comes again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builders_projects import nurses, select, with_new_guids
from interviewkit import Study
from interviewkit.exchange.refi.reading import read
from interviewkit.exchange.refi.writing import write_project
from interviewkit.model.project import (
    PICTURE,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSelection,
    ProjectSet,
)


def write(path: Path, project: Project) -> Path:
    with path.open("wb") as stream:
        write_project(project, stream, {"board.png": b"\x89PNG"})
    return path


def bring(folder: Path, project: Project) -> tuple[Study, Path]:
    Study.init(folder / "study")
    study, path = Study.open(folder / "study"), write(folder / "in.qdpx", project)
    study.import_project(path, new_coder=True)
    return study, path


def leave(study: Study, folder: Path) -> Project:
    study.export(folder / "out.qdpx")
    return read(folder / "out.qdpx").project


def list_holding(study: Study) -> list[tuple[str, str, str]]:
    return sorted((c.coder, c.code, c.passage.quote) for c in study.codings() if c.holds)


def list_dangling(project: Project) -> set[str]:
    """What codings and cases name that is not in the project."""
    codes = {each.guid for each in project.codes}
    marks = {each.guid for _, each in project.each_selection()}
    named = {coding.code for source in project.sources for coding in source.each_coding()}
    return (named - codes) | {s for each in project.cases for s in each.selections} - marks


def with_area() -> Project:
    """The nurses, with a stretch of the picture that is coded by *tools*."""
    project = nurses()
    area = ProjectSelection(
        "area", None, None, "corner", kind=PICTURE, codings=(ProjectCoding("c9", "tools", "u1"),),
        xml='<PictureSelection firstX="1" firstY="2" secondX="3" secondY="4"/>',
    )  # fmt: skip
    talk, board = project.sources
    return replace(project, sources=(talk, replace(board, selections=(area,))))


def test_a_renamed_code_leaves_as_the_code_that_it_was(tmp_path: Path) -> None:
    study, path = bring(tmp_path, with_area())
    study.rename_code("alone", "lonely", by="Kim", label="Lonely")
    before, after = read(path).project, leave(study, tmp_path)
    renamed = replace(before.codes[1], name="Lonely")
    assert after.codes == (before.codes[0], renamed, *before.codes[2:])
    assert [each.selections for each in after.sources] == [e.selections for e in before.sources]


def test_merged_codes_leave_as_one(tmp_path: Path) -> None:
    study, path = bring(tmp_path, with_area())
    study.merge_codes(["ties", "tools"], "ties", by="Kim")
    after = leave(study, tmp_path)
    assert [each.name for each in after.codes] == ["People", "Alone", "Ties"]
    assert list_dangling(after) == set()
    given = {c.guid: c.code for source in read(path).project.sources for c in source.each_coding()}
    assert {c.guid for source in after.sources for c in source.each_coding()} == given.keys()


def test_what_was_renamed_or_merged_here_does_not_come_again(tmp_path: Path) -> None:
    study, path = bring(tmp_path, with_area())
    study.rename_code("alone", "lonely", by="Kim", label="Lonely")
    study.merge_codes(["ties", "tools"], "ties", by="Kim")
    own = study.marking("Kim")
    own.withdraw(next(c.id or 0 for c in study.codings(coders=["Kim"]) if c.code == "lonely"))
    held, codes = list_holding(study), study.codebook()[0].code_ids
    study.import_project(path)
    assert (list_holding(study), study.codebook()[0].code_ids) == (held, codes)


def test_a_code_below_another_by_now_leaves_there(tmp_path: Path) -> None:
    study, _ = bring(tmp_path, nurses())
    study.move_code("tools", parent="ties", by="Kim")
    study.move_code("alone", parent="", by="Kim")
    codes = {each.guid: each for each in leave(study, tmp_path).codes}
    above = {e.name: codes[e.parent].name if e.parent else "" for e in codes.values()}
    assert above == {"People": "", "Alone": "", "Ties": "People", "Tools": "Ties"}


def test_a_removed_code_stays_where_a_picture_is_coded_by_it(tmp_path: Path) -> None:
    study, _ = bring(tmp_path, with_area())
    study.remove_code("tools", by="Kim")
    study.remove_code("alone", by="Kim")
    after = leave(study, tmp_path)
    assert [each.name for each in after.codes] == ["People", "Ties", "Tools"]
    assert list_dangling(after) == set()


def test_a_case_names_no_selection_that_is_gone(tmp_path: Path) -> None:
    project = nurses()
    ana = replace(project.cases[0], selections=("x", "j"))
    study, _ = bring(tmp_path, replace(project, cases=(ana,)))
    study.remove_code("ties", by="Kim")
    after = leave(study, tmp_path)
    assert list_dangling(after) == set()
    assert len(after.cases[0].selections) == 1


def test_a_withdrawn_coding_stays_out_where_its_talk_was_mended(tmp_path: Path) -> None:
    study, _ = bring(tmp_path, nurses())
    kims = [c.id or 0 for c in study.codings(coders=["Kim"]) if c.code == "alone"]
    study.marking("Kim").withdraw(kims[0])
    study.edit_turn("Nurses one", 2, old="hardly", new="rarely", coder="Kim")
    project = leave(study, tmp_path)
    users = {each.guid: each.name for each in project.users}
    codes = {each.guid: each.name for each in project.codes}
    said = {(codes[c.code], users[c.user]) for c in project.sources[0].each_coding()}
    assert ("Alone", "Lee") in said
    assert ("Alone", "Kim") not in said


def test_a_described_selection_stays_when_its_code_goes(tmp_path: Path) -> None:
    project = nurses()
    talk = project.sources[0]
    told = replace(select(talk.text, "hardly", ("tools", "u1")), description="Why so?")
    project = replace(project, sources=(replace(talk, selections=(told,)), *project.sources[1:]))
    study, _ = bring(tmp_path, project)
    study.remove_code("tools", by="Kim")
    [left] = leave(study, tmp_path).sources[0].selections
    assert (left.description, left.codings) == ("Why so?", ())


def test_new_guids_of_a_renamed_code_are_that_code(tmp_path: Path) -> None:
    study, _ = bring(tmp_path, nurses())
    study.rename_code("alone", "lonely", by="Kim", label="Lonely")
    held, codes = list_holding(study), study.codebook()[0].code_ids
    study.import_project(write(tmp_path / "anew.qdpx", with_new_guids(nurses())))
    assert (list_holding(study), study.codebook()[0].code_ids) == (held, codes)


def test_many_sets_become_themes(tmp_path: Path) -> None:
    project = nurses()
    more = tuple(ProjectCode(f"c{n}", f"More {n}") for n in range(30))
    sets = tuple(ProjectSet(f"s{n}", f"Set {n}", codes=(f"c{n}", "alone")) for n in range(30))
    study, _ = bring(tmp_path, replace(project, codes=(*project.codes, *more), sets=sets))
    themes = study.codebook()[0].themes
    assert [each.codes for each in themes] == [("alone", f"More_{n}".lower()) for n in range(30)]
