from __future__ import annotations

import io
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders_extracts import told_codings, write_workbook
from interviewkit import parts
from interviewkit.errors import SourceError
from interviewkit.exchange import foreign_bytes
from interviewkit.exchange.extracts import maxqda, opening
from interviewkit.exchange.extracts.contents import WORKBOOK, ForeignTable
from interviewkit.exchange.extracts.opening import open_content

MODULES = [
    place.partition(":")[0]
    for place in parts.HOUSE["project_reader"].values()
    if ".extracts." in place
]
ROWS = [("Document name", "Code", "Segment"), ("I1", "Trust", "I trust it.")]


BOOK = write_workbook(Path(tempfile.mkdtemp()) / "s.xlsx", ROWS).read_bytes()
"""Saved once: a workbook holds the time at which it was saved."""


def readers() -> list[Any]:
    return [__import__(name, fromlist=["read"]) for name in MODULES]


def test_values_are_read_and_not_formulas(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "s.xlsx", [*ROWS, ("I1", "Trust", "=1+1")])
    content = open_content(path)
    assert (content.kind, content.tables[0].unvalued) == (WORKBOOK, (3,))
    (loss,) = maxqda.read(path).losses
    assert (loss.held, loss.kept, loss.dropped) == (2, 1, 1)


def test_a_million_empty_rows_cost_nothing(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "s.xlsx", ROWS)
    book = openpyxl.load_workbook(path)
    book["Sheet1"].cell(row=1_000_000, column=1, value="I9")
    book.save(path)
    rows = open_content(path).tables[0].rows
    assert [row.number for row in rows] == [1, 2, 1_000_000]


def test_a_first_look_ends_before_a_row_far_below(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "s.xlsx", ROWS)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(900_000, 1, "far below")
    book.save(path)
    whole = open_content(path).tables
    first = opening.peek_content(path, path.read_bytes()[:4096])
    assert first is not None
    assert [len(table.rows) for table in (*first.tables, *whole)] == [2, 3]


def test_one_file_is_not_another_by_its_name(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "segments.csv", ROWS)
    assert told_codings(maxqda.read(path)) == [("I1", "I trust it.", "Trust", "")]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Office file"),
        (b"%PDF-1.7\n", "PDF cannot be read"),
        (b"PK\x03\x04" + b"\0" * 50, "zip archive that is neither"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "neither a table nor a document"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "s.xlsx"
    path.write_bytes(content)
    assert not maxqda.is_this(path, content)
    with pytest.raises(SourceError, match=what) as fault:
        maxqda.read(path)
    assert fault.value.hint


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "s.xlsx", ROWS)
    stream = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"<c>" + b" " * 60_000_000)
    path.write_bytes(stream.getvalue())
    assert not maxqda.is_this(path, path.read_bytes()[:4096])
    with pytest.raises(SourceError, match="zip bomb"):
        maxqda.read(path)


def test_what_is_absent_or_too_large_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SourceError, match="there is no file"):
        open_content(tmp_path / "none.csv")
    with pytest.raises(SourceError, match="cannot be opened"):
        open_content(tmp_path)
    path = write_workbook(tmp_path / "s.xlsx", ROWS)
    monkeypatch.setattr(foreign_bytes, "MEGABYTE", 4)
    with pytest.raises(SourceError, match="are allowed"):
        open_content(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_workbook_never_ends_in_a_traceback(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "s.xlsx"
    content = bytearray(BOOK)
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(content[: data.draw(st.integers(1, len(content)))]))
    for module in readers():
        try_reading(module, path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), name=st.sampled_from(["s.csv", "s.txt", "s.html"]))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / name
    heads = "Document name,Code,Segment,Definition,tag,zotqdaFormat,Coder,Coded,Codename\n"
    for start in ("", heads, "<html><table><tr><td>Code<td>Memo<tr><td>", "Codebook\n<h1>a</h1>"):
        path.write_text(start + text, encoding="utf-8", errors="replace")
        for module in readers():
            try_reading(module, path)


def try_reading(module: Any, path: Path) -> None:
    """Reads or refuses with a hint; anything else is a traceback that fails the test."""
    module.is_this(path, path.read_bytes()[:4096])
    with suppress(SourceError):
        file = module.read(path)
        assert all(loss.why for loss in file.losses)


def test_a_table_of_a_page_keeps_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "segments.html"
    path.write_text(
        "<html><head><style>td {}</style></head><body><p>Segments<table><tr><th>Document name</th>"
        "<th>Code</th><th>Segment</th></tr><tr><td>I1</td><td></td><td><p>One &amp;</p><p>two</p>"
        "</td></tr></table></body></html>",
        encoding="utf-8",
    )
    content = open_content(path)
    (table,) = [block for block in content.blocks if isinstance(block, ForeignTable)]
    assert (table.title, table.rows[1].cells) == ("Segments", ("I1", "", "One &\ntwo"))
