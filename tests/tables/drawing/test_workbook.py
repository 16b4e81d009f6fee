"""What a workbook cannot hold is told in it."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from interviewkit.model.table import TEXT, Column, ResultTable, Row
from interviewkit.tables.drawing import draw_table


def test_a_text_longer_than_a_cell_is_cut_and_told() -> None:
    rows = (Row({"said": "a" * 40_000}), Row({"said": "b" * 32_767}))
    drawn = draw_table(ResultTable("turns", (Column("said", TEXT),), rows), "xlsx")
    assert isinstance(drawn, bytes)
    book = load_workbook(io.BytesIO(drawn))
    for name in ("table", "data"):
        long, fitting = (str(book[name].cell(row, 1).value) for row in (2, 3))
        assert (len(long), long[-2:]) == (32_767, "a…")
        assert fitting == "b" * 32_767
    notes = [str(cell.value) for cell in book["notes"]["A"]]
    assert "1\u00a0text cut at the 32,767 signs of a cell: CSV has all" in notes
