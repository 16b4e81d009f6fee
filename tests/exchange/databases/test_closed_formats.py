"""Files that cannot be read tell the export that can."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_atlas import bundle_file
from builders_maxqda import full_file
from interviewkit.errors import SourceError
from interviewkit.exchange.databases import atlas
from interviewkit.exchange.databases.closed_formats import FORMATS, is_this, read
from interviewkit.exchange.projects.detecting import detect_format


@pytest.mark.parametrize(
    ("name", "tool", "export"),
    [
        ("a.nvp", "NVivo", "REFI-QDA"), ("a.nvpx", "NVivo", "REFI-QDA"),
        ("A.NVCX", "NVivo", "REFI-QDA"), ("a.mx5", "MAXQDA", "REFI-QDA"),
        ("a.mx24", "MAXQDA", "REFI-QDA"), ("a.hpr7", "ATLAS.ti", "REFI-QDA"),
        ("a.atlproj22", "ATLAS.ti", "REFI-QDA"), ("a.f4a", "f4analyse", "REFI-QDA"),
        ("a.qrk", "Quirkos", "REFI-QDA"), ("a.hs3", "HyperRESEARCH", "table"),
        ("a.ddx", "Dedoose", "Excel"), ("a.wpj", "QDA Miner", "REFI-QDA"),
        ("a.catma", "CATMA", "CSV"),
    ],
)  # fmt: skip
def test_each_tool_tells_what_to_choose(tmp_path: Path, name: str, tool: str, export: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x13\x37closed" * 20)
    assert is_this(path, path.read_bytes()[:64])
    with pytest.raises(SourceError, match=f"a file of {tool} that only {tool} can read") as fault:
        read(path)
    assert export in fault.value.hint


@pytest.mark.parametrize(
    ("name", "content", "what", "advice"),
    [
        ("a.ods", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument."
         b"spreadsheet", "spreadsheet of LibreOffice", "save it as .xlsx"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file", ".xlsx"),
        ("a.xmi", b'<?xml version="1.0"?><xmi:XMI xmlns:cas="http:///uima/cas.ecore"/>',
         "INCEpTION", "WebAnno TSV"),
        ("a.cas", b"\x13\x37closed", "INCEpTION", "WebAnno TSV"),
        ("a.xml", b'<?xml version="1.0"?><TEI><teiHeader><fsdDecl xml:id="CATMA_7"/></teiHeader>',
         "CATMA", "CSV"),
        ("a.html", b"<!DOCTYPE html><style>.highlight {} .taglist {}</style><body>I trust it "
         b'<span class="taglist">[trust]</span></body>', "highlights drawn into it", "SQLite3"),
    ],
)  # fmt: skip
def test_what_is_no_table_here_tells_how_to_bring_it(
    tmp_path: Path, name: str, content: bytes, what: str, advice: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert detect_format(path) == "closed"
    with pytest.raises(SourceError, match=what) as fault:
        read(path)
    assert advice in fault.value.hint


def test_an_old_office_file_with_a_tools_ending_is_the_tools(tmp_path: Path) -> None:
    path = tmp_path / "project.hpr5"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(SourceError, match=r"of ATLAS\.ti"):
        read(path)


def test_a_database_of_nvivo_is_known_without_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "project"
    path.write_bytes(b"\x01\x0f\x00\x00\x90\x01\x00\x00" + bytes(100))
    with pytest.raises(SourceError, match="of NVivo"):
        read(path)


def test_files_that_can_be_read_are_left_alone(tmp_path: Path) -> None:
    maxqda, bundle = full_file(tmp_path), bundle_file(tmp_path)
    assert not is_this(maxqda, maxqda.read_bytes()[:64])
    assert atlas.is_this(bundle, bundle.read_bytes()[:64])
    assert not is_this(tmp_path / "a.txt", b"Anna: Hallo")
    assert not is_this(tmp_path / "empty.nvp", b"")
    (tmp_path / "a.txt").write_text("Anna: Hallo", "utf-8")
    with pytest.raises(SourceError, match="not of a tool that is known"):
        read(tmp_path / "a.txt")
    with pytest.raises(SourceError, match="there is no file"):
        read(tmp_path / "missing.nvp")


def test_no_ending_belongs_to_two_tools() -> None:
    endings = [ending for each in FORMATS for ending in each.endings]
    assert len(endings) == len(set(endings))
