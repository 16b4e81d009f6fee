"""What is written is read again as the same, is valid, and is always the same file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from builders_refi import make_guid, pack_project, put
from builders_refi_everything import EVERYTHING
from builders_refi_projects import projects, wild_projects
from interviewkit.exchange.refi.reading import open_media, read
from interviewkit.exchange.refi.writing import write_codebook, write_project
from interviewkit.model.limits import LimitSettings
from interviewkit.model.project import Project, ProjectCode, ProjectSelection, ProjectSource

Validate = Callable[[bytes], list[str]]


def as_data(project: Project) -> Project:
    """A project without what its reader found out of the file that it was in."""
    plain = (replace(each, offsets="", evidence="") for each in project.sources)
    return replace(project, sources=tuple(plain))


def write(project: Project, media: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    write_project(project, stream, media)
    return stream.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


@pytest.fixture(scope="module")
def validate(request: pytest.FixtureRequest) -> Validate:
    """What the published schema of projects has against a file."""
    etree = pytest.importorskip("lxml.etree")
    shared: Path = request.getfixturevalue("shared")
    schema = etree.XMLSchema(etree.parse(shared / "refi_qda" / "pyrefiqda" / "Project.xsd"))

    def find_faults(content: bytes) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = etree.fromstring(archive.read("project.qde"))
        return [] if schema.validate(root) else [str(each) for each in schema.error_log]

    return find_faults


@settings(max_examples=30)
@given(project=projects())
def test_a_project_comes_back_as_it_left(project: Project, folder: Path) -> None:
    path = put(folder, write(project, {"internal://a.bin": b"a"}))
    assert as_data(read(path).project) == project


@settings(max_examples=10)
@given(project=projects())
def test_a_project_always_makes_the_same_file(project: Project) -> None:
    assert write(project) == write(project)


@pytest.mark.shared
@settings(max_examples=30)
@given(project=projects())
def test_what_is_written_is_valid(project: Project, validate: Validate) -> None:
    assert validate(write(project)) == []


@pytest.mark.shared
@settings(max_examples=50)
@given(project=wild_projects())
def test_whatever_a_project_holds_it_is_valid(
    project: Project, validate: Validate, folder: Path
) -> None:
    content = write(project)
    assert validate(content) == []
    read(put(folder, content, "wild.qdpx"))


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    ["qualitative-coding/demo", "qualitative-coding/nvivo_project", "qdapy/sample"],
)
def test_a_published_project_comes_back_as_it_left(
    name: str, shared: Path, tmp_path: Path, validate: Validate
) -> None:
    path = shared / "refi_qda" / f"{name}.qdpx"
    project = read(path).project
    stream = io.BytesIO()
    with open_media(path) as media:
        write_project(project, stream, media)
    ours = put(tmp_path, stream.getvalue())
    assert as_data(read(ours).project) == as_data(project)
    assert validate(stream.getvalue()) == []


def test_everything_that_is_kept_unread_survives(tmp_path: Path) -> None:
    marks = ("Graph", "PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection",
             "Link", "Edge", "SyncPoint", "TranscriptSelection", "Representation")  # fmt: skip
    upper = EVERYTHING.replace('guid="r"', f'guid="{make_guid(0xABC, 0xDEF).upper()}"')
    project = read(put(tmp_path, pack_project(upper))).project
    content = write(project)
    assert as_data(read(put(tmp_path, content)).project) == as_data(project)
    xml = zipfile.ZipFile(io.BytesIO(content)).read("project.qde").decode()
    assert [mark for mark in marks if f"<{mark} " not in xml] == []


def test_line_ends_and_marks_are_evened_out(tmp_path: Path) -> None:
    text = "\ufeffOne 😀 two\r\nthree\rfour"
    start = text.index("three")
    selection = ProjectSelection("1", start, start + 5)
    source = ProjectSource("2", "talk", text=text, selections=(selection,))
    content = write(Project("P", sources=(source,)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = (each for each in archive.namelist() if each.startswith("sources/"))
        assert archive.read(name).decode("utf-8") == "One 😀 two\nthree\nfour"
    (read_again,) = read(put(tmp_path, content)).project.sources
    (found,) = read_again.selections
    assert read_again.text[found.start : found.end] == "three"


def test_no_place_is_written_outside_of_a_text(tmp_path: Path) -> None:
    lost = ProjectSelection("1", None, None, "s", quote="words", unresolved="not found")
    beyond = ProjectSelection("2", 3, 99)
    source = ProjectSource("3", "talk", text="short", selections=(lost, beyond))
    content = write(Project("P", sources=(source,)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("project.qde").decode()
    assert xml.count('startPosition="0" endPosition="0"') == 2
    project = read(put(tmp_path, content)).project
    assert [each.start for each in project.sources[0].selections] == [None, None]
    assert project.sources[0].selections[0].quote == "words"
    assert project.notes == ()


def test_files_that_came_along_leave_again(tmp_path: Path) -> None:
    source = ProjectSource("1", "talk", text="a", media="internal://talk.docx")
    stream = io.BytesIO()
    recording = tmp_path / "long.mp3"
    recording.write_bytes(b"sound")
    media: dict[str, bytes | Path] = {"internal://talk.docx": b"PK"}
    media["relative:///long.mp3"] = recording
    sources = (source, ProjectSource("2", "sound", "audio", media="relative:///long.mp3"))
    told = write_project(Project("P", sources=sources), stream, media)
    assert told.missing == ()
    path = put(tmp_path, stream.getvalue())
    found = [each.media for each in read(path).project.sources]
    assert found == ["internal://talk.docx", "internal://long.mp3"]
    with open_media(path) as files:
        assert [files[each] for each in found] == [b"PK", b"sound"]


def test_a_recording_too_large_to_carry_is_told(tmp_path: Path) -> None:
    inside = '<Sources><AudioSource guid="1" path="internal://a.wav"/></Sources>'
    path = put(tmp_path, pack_project(inside, {"sources/a.wav": bytes(3 * 2**20)}))
    stream = io.BytesIO()
    with open_media(path, LimitSettings(unpacked_mb=2)) as media:
        told = write_project(read(path).project, stream, media)
    assert told.missing == ("internal://a.wav",)


def test_a_word_document_that_is_not_there_is_not_named(tmp_path: Path) -> None:
    source = ProjectSource("1", "talk", text="a", media="internal://talk.docx")
    stream = io.BytesIO()
    assert write_project(Project("P", sources=(source,)), stream).missing == (
        "internal://talk.docx",
    )
    assert b"richTextPath" not in zipfile.ZipFile(stream).read("project.qde")


def test_codes_below_themselves_are_written_once(tmp_path: Path) -> None:
    codes = (ProjectCode("a", "A", parent="b"), ProjectCode("b", "B", parent="a"))
    found = read(put(tmp_path, write(Project("P", codes=codes)))).project.codes
    assert sorted(each.name for each in found) == ["A", "B"]


@pytest.mark.shared
@settings(max_examples=30)
@given(project=wild_projects())
def test_every_codebook_is_valid(project: Project, shared: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(shared / "refi_qda" / "pyrefiqda" / "Codebook.xsd"))
    stream = io.BytesIO()
    write_codebook(project.codes, stream, project.sets, project.tool)
    assert schema.validate(etree.fromstring(stream.getvalue())), schema.error_log


@settings(max_examples=15)
@given(project=projects())
def test_a_codebook_comes_back_as_it_left(project: Project, folder: Path) -> None:
    stream = io.BytesIO()
    write_codebook(project.codes, stream, tool=project.tool)
    found = read(put(folder, stream.getvalue(), "codes.qdc")).project
    assert found.codes == tuple(replace(each, notes=()) for each in project.codes)
    assert found.tool == project.tool
