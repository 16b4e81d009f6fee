"""What QualCoder's importer takes for granted is there.

Its importer was run beside this by hand; it cannot be installed. These tests follow its ``refi.py``
step by step: what it reads without asking whether it is there, and how it cuts words out of a text.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given, settings

from builders_refi_projects import projects
from interviewkit.exchange.refi.writing import write_project
from interviewkit.model.project import PDF, PICTURE, TEXT, Project

NS = "{urn:QDA-XML:project:1.0}"
MEDIA = {"internal://a.bin": b"a"}


def write(project: Project) -> tuple[ElementTree.Element, dict[str, str]]:
    stream = io.BytesIO()
    write_project(project, stream, MEDIA)
    with zipfile.ZipFile(stream) as archive:
        texts = {
            name: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.endswith(".txt")
        }
        return ElementTree.fromstring(archive.read("project.qde")), texts


def find_file(path: str) -> str:
    """``load_text_source`` goes to the file without asking which scheme a path has."""
    return "sources" + path.split("internal:/")[1]


def each_text(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for name in ("TextSource", "PDFSource/Representation"):
        yield from root.iterfind(f"{NS}Sources/" + "/".join(NS + each for each in name.split("/")))


@settings(max_examples=20)
@given(project=projects())
def test_it_finds_every_file_it_opens(project: Project) -> None:
    root, texts = write(project)
    for element in each_text(root):
        assert find_file(element.attrib["plainTextPath"]) in texts
        assert element.attrib["name"] is not None
    for element in root.iter(f"{NS}Transcript"):
        assert element.attrib["plainTextPath"].startswith("internal://")
        assert element.attrib["name"] is not None
    for element in root.iterfind(f"{NS}Sources/*"):
        path = element.get("path") or element.attrib["plainTextPath"]
        assert path.startswith(("internal://", "relative://"))
        assert element.get("richTextPath", "internal://").startswith("internal://")


@settings(max_examples=20)
@given(project=projects())
def test_everything_it_dates_has_a_date(project: Project) -> None:
    root, _ = write(project)
    for name in ("Note", "Transcript", "PictureSelection"):
        for element in root.iter(NS + name):
            assert element.get("creationDateTime") or element.get("modifiedDateTime")


@settings(max_examples=20)
@given(project=projects())
def test_it_cuts_the_words_that_we_mean(project: Project) -> None:
    root, texts = write(project)
    found: Counter[tuple[str, str]] = Counter()
    for element in each_text(root):
        text = texts[find_file(element.attrib["plainTextPath"])]
        assert "\r" not in text  # it would add a sign to each line
        for selection in element.iterfind(f"{NS}PlainTextSelection"):
            start, end = (int(selection.attrib[f"{each}Position"]) for each in ("start", "end"))
            for coding in selection.iterfind(f"{NS}Coding"):
                found[text[start:end], next(iter(coding)).attrib["targetGUID"]] += 1
    assert found == Counter(
        (source.text[each.start or 0 : each.end or 0], coding.code)
        for source, each in project.each_selection()
        if source.kind in (TEXT, PDF) and each.kind == TEXT and not source.part_of
        for coding in each.codings
    )


@settings(max_examples=10)
@given(project=projects())
def test_a_relative_path_has_a_base(project: Project) -> None:
    moved = tuple(
        replace(each, media="relative:///a.png") if each.kind == PICTURE else each
        for each in project.sources
    )
    root, _ = write(replace(project, sources=moved))
    if any(each.get("path", "").startswith("relative://") for each in root.iter()):
        assert root.get("basePath") is not None
    assert root.get("origin")
