"""The same table is the same file, whatever the clock says."""

from __future__ import annotations

import time
from zipfile import ZipFile

import pytest

from interviewkit.model.table import COUNT, SHARE, TEXT, Column, ResultTable, Row
from interviewkit.tables.drawing import draw_table

TABLE = ResultTable(
    "shares",
    (Column("code", TEXT), Column("share", SHARE), Column("n", COUNT)),
    (Row({"code": "trust", "share": 0.25, "n": 40}),),
    title="how common codes are",
)


@pytest.mark.parametrize("shape", ["xlsx", "docx"])
def test_an_office_file_is_the_same_on_another_day(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = draw_table(TABLE, shape)
    now, asked = time.time(), []

    def later(seconds: float | None = None) -> time.struct_time:
        asked.append(seconds)
        return time.gmtime((now if seconds is None else seconds) + 400 * 86400)

    monkeypatch.setattr("zipfile.time.localtime", later)
    assert draw_table(TABLE, shape) == once
    assert asked  # the library looked at the clock


def test_no_time_of_day_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    from io import BytesIO

    for shape in ("xlsx", "docx"):
        drawn = draw_table(TABLE, shape)
        assert isinstance(drawn, bytes)
        with ZipFile(BytesIO(drawn)) as package:
            assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = package.read("docProps/core.xml").decode()
        assert core.count("1980-01-01T00:00:00Z") == 2


@pytest.mark.parametrize("shape", ["sav", "dta"])
def test_a_stat_file_names_no_day(shape: str) -> None:
    drawn = draw_table(TABLE, shape)
    assert isinstance(drawn, bytes)
    assert (b"01 Jan 80" if shape == "sav" else b"01 Jan 1980 00:00") in drawn[:400]
    assert time.strftime("%b %Y").encode() not in drawn[:400]
