"""What came from a tool's own file leaves as a project of the exchange standard and comes back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from builders_annotated import brat_file, label_studio_file
from builders_atlas import bundle_file, unit_file
from builders_databases import coders_of, words_of
from builders_maxqda import full_file
from builders_qualcoder import qualcoder_project
from builders_rqda import rqda_file
from builders_taguette import taguette_file
from interviewkit import parts
from interviewkit.exchange.refi.reading import read
from interviewkit.exchange.refi.writing import write_project
from interviewkit.model.project import ForeignFile

MAKERS = {
    "maxqda": full_file, "qualcoder": qualcoder_project, "taguette": taguette_file,
    "rqda": rqda_file, "atlas": bundle_file, "atlas unit": unit_file,
    "brat": brat_file, "label-studio": label_studio_file,
}  # fmt: skip


def come_in(name: str, make: Callable[[Path], Path], folder: Path) -> ForeignFile:
    found = parts.load_part("project_reader", name.split()[0])(make(folder))
    assert isinstance(found, ForeignFile)
    return found


def even(told: dict[str, list[tuple[str, list[str]]]]) -> dict[str, list[tuple[str, list[str]]]]:
    """Ends of lines as the standard has them."""
    return {
        name: [(words.replace("\r\n", "\n"), codes) for words, codes in said]
        for name, said in told.items()
    }


@pytest.mark.parametrize("name", MAKERS)
def test_words_codes_and_coders_survive_the_way_out(tmp_path: Path, name: str) -> None:
    found = come_in(name, MAKERS[name], tmp_path)
    path = tmp_path / "out.qdpx"
    with path.open("wb") as stream:
        write_project(found.project, stream)
    again = read(path)
    assert words_of(again) == even(words_of(found))
    assert sorted(coders_of(again)) == sorted(coders_of(found))
    for kind in ("codes", "cases", "variables", "sets", "links"):
        ours, theirs = getattr(found.project, kind), getattr(again.project, kind)
        assert sorted(each.name for each in ours) == sorted(each.name for each in theirs), kind
    assert {note.text for note in found.project.notes} <= {n.text for n in again.project.notes}
    parents = {code.guid: code.parent for code in found.project.codes}
    assert {code.guid: code.parent for code in again.project.codes} == parents


@pytest.mark.shared
@pytest.mark.parametrize("name", MAKERS)
def test_what_leaves_is_valid(tmp_path: Path, name: str, shared: Path) -> None:
    stream = io.BytesIO()
    write_project(come_in(name, MAKERS[name], tmp_path).project, stream)
    with zipfile.ZipFile(stream) as archive:
        root = etree.fromstring(archive.read("project.qde"))
    schema = etree.XMLSchema(etree.parse(shared / "refi_qda" / "pyrefiqda" / "Project.xsd"))
    assert schema.validate(root), schema.error_log
