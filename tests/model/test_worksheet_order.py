"""Workbooks whose cells stand in an order of their own: every word of them is read."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from contextlib import closing

import pytest
from openpyxl import Workbook

from interviewkit.errors import SourceError
from interviewkit.model.archives import find_merged_areas, open_workbook
from interviewkit.model.worksheet_order import put_in_order

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SAID = [("Ana", "sound", "1"), ("Ben", "yes", "2")]


def make_book(rows: str, prefix: str = "") -> bytes:
    """A workbook with these rows; strings stand in their cells."""
    book, out, changed = Workbook(), io.BytesIO(), io.BytesIO()
    book.save(out)
    name = f"{prefix}:" if prefix else ""
    begin = f'<{name}worksheet xmlns{name and ":" + prefix}="{SPACE}"><{name}sheetData>'
    xml = f"{begin}{rows.replace('<', '<' + name).replace('<' + name + '/', '</' + name)}"
    xml += f"</{name}sheetData></{name}worksheet>"
    with zipfile.ZipFile(out) as made, zipfile.ZipFile(changed, "w") as archive:
        for member in made.namelist():
            archive.writestr(member, xml if member == SHEET else made.read(member))
    return changed.getvalue()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def read(content: bytes) -> list[tuple[object, ...]]:
    with warnings.catch_warnings(), closing(open_workbook(content)) as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        return [each for each in sheet.iter_rows(values_only=True) if any(each)]


FIRST = row(1, cell("A1", "Ana"), cell("B1", "sound"), cell("C1", "1"))
SECOND = row(2, cell("A2", "Ben"), cell("B2", "yes"), cell("C2", "2"))
ODD = {
    "cells": row(1, cell("B1", "sound"), cell("C1", "1"), cell("A1", "Ana")) + SECOND,
    "rows": SECOND + FIRST,
    "a row in two parts": row(1, cell("A1", "Ana")) + SECOND + row(1, cell("B1", "sound"),
                                                                  cell("C1", "1")),
    "an empty cell in the same place": FIRST.replace("<c r=\"B1\"", '<c r="B1"/><c r="B1"')
    + SECOND,
    "cells without places": FIRST
    + re.sub(' r="[^"]+"', "", SECOND),
    "places that only some cells say": FIRST + SECOND.replace(' r="B2"', ""),
}  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "x"])
@pytest.mark.parametrize("rows", ODD.values(), ids=ODD)
def test_rows_and_cells_in_any_order_are_read(rows: str, prefix: str) -> None:
    assert read(make_book(rows, prefix)) == SAID


@pytest.mark.parametrize(
    "doubled",
    ["<is><t>so</t><t>und</t></is>", "<is><t>so</t></is><is><t>und</t></is>",
     "<is><t/><t>so\nund</t></is>"],
)  # fmt: skip
def test_all_texts_of_a_cell_are_read(doubled: str) -> None:
    rows = FIRST.replace("<is><t>sound</t></is>", doubled) + SECOND
    assert read(make_book(rows))[0] == ("Ana", "so\nund", "1")


def test_two_cells_of_one_place_are_refused() -> None:
    rows = row(1, cell("A1", "Ana"), cell("A1", "odd"), cell("B1", "sound")) + SECOND
    with pytest.raises(SourceError, match=r"two cells of \S+ claim the place A1"):
        open_workbook(make_book(rows))


def test_a_workbook_in_order_stays_as_it_is() -> None:
    sound = make_book(FIRST + SECOND)
    assert put_in_order(sound) is sound
    assert read(sound) == SAID


def test_merged_areas_are_found_below_any_prefix() -> None:
    for begin in (b"<mergeCell", b"<x:mergeCell"):
        assert [each.bottom for each in find_merged_areas(begin + b' ref="A2:A4"/>')] == [4]
