"""Another implementation of the standard opens what we write, and says the same of it."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from builders_refi import put
from builders_refi_projects import projects
from interviewkit.exchange.refi.reading import open_media, read
from interviewkit.exchange.refi.writing import write_codebook, write_project
from interviewkit.model.project import TEXT, Project

pyrefiqda = pytest.importorskip("pyrefiqda")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pyrefiqda")


def load(content: bytes, folder: Path) -> Any:
    return pyrefiqda.RefiProject.load(put(folder, content), str(folder / "unpacked"))


def list_codes(codes: Any, parent: str = "") -> list[tuple[str, str, bool, str]]:
    found = []
    for each in codes:
        found.append((each.guid, each.name, each.is_codable, parent))
        found += list_codes(each.code, each.guid)
    return found


def list_ours(project: Project) -> dict[str, Any]:
    texts = [each for each in project.sources if each.kind == TEXT and not each.part_of]
    return {
        "users": [(each.guid, each.name) for each in project.users],
        "codes": [(each.guid, each.name, each.is_codable, each.parent) for each in project.codes],
        "sources": [(each.guid, each.name, each.text) for each in texts],
        "selections": [
            (each.guid, each.start or 0, each.end or 0)
            for source in texts
            for each in source.selections
        ],
        "codings": Counter(
            (each.guid, coding.code, coding.user or None)
            for source in texts
            for each in source.selections
            for coding in each.codings
        ),
        "cases": [(each.guid, each.name) for each in project.cases],
        "sets": [(each.guid, each.name) for each in project.sets],
    }


def list_theirs(project: Any, folder: Path) -> dict[str, Any]:
    texts = project.sources.text_source if project.sources else []
    selections = [each for source in texts for each in source.plain_text_selection]
    return {
        "users": [(each.guid, each.name) for each in (project.users.user if project.users else ())],
        "codes": list_codes(project.code_book.codes.code if project.code_book else ()),
        "sources": [
            (each.guid, each.name, read_text(each.plain_text_path, folder)) for each in texts
        ],
        "selections": [(each.guid, each.start_position, each.end_position) for each in selections],
        "codings": Counter(
            (each.guid, coding.code_ref.target_guid, coding.creating_user)
            for each in selections
            for coding in each.coding
        ),
        "cases": [(each.guid, each.name) for each in (project.cases.case if project.cases else ())],
        "sets": [(each.guid, each.name) for each in (project.sets.set if project.sets else ())],
    }


def read_text(path: str, folder: Path) -> str:
    found = pyrefiqda.RefiProject.resolve_source_path(path, folder / "unpacked")
    return Path(found).read_bytes().decode("utf-8")


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(project=projects())
def test_it_says_the_same_of_any_project(project: Project, folder: Path) -> None:
    stream = io.BytesIO()
    write_project(project, stream)
    assert list_theirs(load(stream.getvalue(), folder), folder) == list_ours(project)


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    ["qualitative-coding/demo", "qualitative-coding/nvivo_project", "qdapy/sample"],
)
def test_it_says_the_same_of_published_projects(name: str, shared: Path, folder: Path) -> None:
    path = shared / "refi_qda" / f"{name}.qdpx"
    project = read(path).project
    stream = io.BytesIO()
    with open_media(path) as media:
        write_project(project, stream, media)
    assert list_theirs(load(stream.getvalue(), folder), folder) == list_ours(project)


@settings(max_examples=10)
@given(project=projects())
def test_it_reads_our_codebooks(project: Project, folder: Path) -> None:
    stream = io.BytesIO()
    write_codebook(project.codes, stream)
    found = pyrefiqda.RefiCodebook.load(put(folder, stream.getvalue(), "codes.qdc"))
    if project.codes:
        assert list_codes(found.codes.code) == list_ours(project)["codes"]
