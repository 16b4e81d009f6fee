"""What came without a name leaves under the name that was given for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builders_projects import nurses
from interviewkit import Study
from interviewkit.exchange.refi.reading import read
from interviewkit.exchange.refi.writing import write_project
from interviewkit.model.project import Project


def begin(folder: Path) -> Study:
    Study.init(folder)
    return Study.open(folder)


def without_users(project: Project) -> Project:
    """The project as tools write it that do not know who coded."""
    sources = tuple(
        replace(
            source,
            selections=tuple(
                replace(each, user="", codings=tuple(replace(c, user="") for c in each.codings))
                for each in source.selections
            ),
        )
        for source in project.sources
    )
    notes = tuple(replace(each, user="") for each in project.notes)
    return replace(project, users=(), user="", sources=sources, notes=notes)


def list_signed(project: Project) -> set[str]:
    names = {each.guid: each.name for each in project.users}
    codings = {c.user for source in project.sources for c in source.each_coding()}
    return {names.get(user, "") for user in codings | {each.user for each in project.notes}}


def test_each_coding_leaves_with_its_coder(tmp_path: Path) -> None:
    study = begin(tmp_path / "study")
    with (tmp_path / "in.qdpx").open("wb") as stream:
        write_project(without_users(nurses()), stream, {"board.png": b"\x89PNG"})
    study.import_project(tmp_path / "in.qdpx", as_coder="Ana", new_coder=True)
    held = sorted((c.coder, c.code, c.passage.quote) for c in study.codings())
    study.export(tmp_path / "out.qdpx")
    assert list_signed(read(tmp_path / "out.qdpx").project) == {"Ana"}
    study.import_project(tmp_path / "out.qdpx")
    assert sorted((c.coder, c.code, c.passage.quote) for c in study.codings()) == held
    other = begin(tmp_path / "other")
    other.import_project(tmp_path / "out.qdpx", new_coder=True)
    assert sorted((c.coder, c.code, c.passage.quote) for c in other.codings()) == held
