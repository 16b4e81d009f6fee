"""A described table: what it takes, what it refuses, and all that is wrong at once."""

from __future__ import annotations

import csv
import doctest
import io
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model import table as noun
from interviewkit.model.table import COUNT, LIST, POINTS, SHARE, TEXT, Column, P, ResultTable, Row
from interviewkit.tables.drawing import Drawing, draw_table, safe_text, written
from interviewkit.tables.drawing.safe_text import guard_cell, unguard_cell
from interviewkit.tables.drawing.written import write_table


@pytest.mark.parametrize("module", [noun, written, safe_text])
def test_examples_in_docstrings_run(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted > 0
    assert found.failed == 0


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(ValueError) as fault:
        ResultTable(
            "shares",
            (Column("share", SHARE), Column("n", COUNT)),
            (Row({"share": "12%", "n": 3.0}), Row({"shair": 0.1, "n": True})),
        )
    for words in (
        "the table 'shares'",
        "row 1, 'share': '12%' (str) is no share",
        "row 1, 'n': 3.0 (float) is no count",
        "row 2 has 'shair', which is no column; did you mean 'share'?",
        "row 2 lacks 'share'",
        "row 2, 'n': True (bool) is no count",
    ):
        assert words in str(fault.value)


def test_columns_that_do_not_fit_are_named() -> None:
    with pytest.raises(ValueError) as fault:
        ResultTable(
            "x",
            (
                Column("a", "shares"),
                Column("b", SHARE, ends=("low", "high")),
                Column("b", COUNT, out_of="name"),
                Column("name", TEXT),
            ),
        )
    for words in (
        "column 'a' has the kind 'shares'; did you mean 'share'?",
        "two columns are called 'b'",
        "column 'b' names 'low', which is no column of numbers",
        "column 'b' names 'name', which is no column of numbers",
    ):
        assert words in str(fault.value)


def test_tables_of_the_same_are_equal() -> None:
    columns = (Column("p", P),)
    one, other = (ResultTable("x", columns, (Row({"p": float("nan")}),)) for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (SHARE, 0.0, "0%"),
        (SHARE, 0.0004, "<0.1%"),
        (SHARE, 0.076, "7.6%"),
        (SHARE, 0.125, "13%"),
        (SHARE, 0.995, ">99%"),
        (SHARE, 1.0, "100%"),
        (POINTS, 0.003, "+0.3"),
        (POINTS, -0.21, "−21"),
        (POINTS, -0.0001, "−0.0"),
        (P, 0.0004, "<.001"),
        (P, 0.0412, ".041"),
        (COUNT, 14495, "14,495"),
        (COUNT, None, "–"),
    ],
)
def test_a_number_is_written_one_way(kind: str, value: float | None, written: str) -> None:
    table = ResultTable("x", (Column("x", kind),), (Row({"x": value}),))
    [[cell]] = write_table(table, Drawing()).rows
    assert cell.text == written


def test_spanners_stand_over_their_columns() -> None:
    columns = (Column("theme", TEXT), Column("a", SHARE, spanner="2024"),
               Column("b", SHARE, spanner="2024"), Column("c", SHARE, spanner="2025"))  # fmt: skip
    row = Row({"theme": "trust in others", "a": 0.5, "b": 0.25, "c": 1.0})
    table = ResultTable("x", columns, (row,))
    assert str(draw_table(table, "text", Drawing(width=60))).splitlines() == [
        "                 2024      2025",
        "theme              a    b     c",
        "---------------  ---  ---  ----",
        "trust in others  50%  25%  100%",
    ]
    assert "| Theme | 2024: a | 2024: b | 2025: c |" in str(draw_table(table, "md"))
    assert '<th scope="colgroup" colspan="2">2024</th>' in str(draw_table(table, "html"))


VALUES = st.none() | st.floats(allow_infinity=False)


@given(st.lists(st.tuples(st.text(), VALUES, st.integers() | st.none()), max_size=5))
def test_csv_and_json_give_every_value_back(
    rows: list[tuple[str, float | None, int | None]],
) -> None:
    columns = (Column("what", TEXT), Column("share", SHARE), Column("n", COUNT))
    made = tuple(Row(dict(zip(("what", "share", "n"), row, strict=True))) for row in rows)
    table = ResultTable("x", columns, made)
    read = list(csv.DictReader(io.StringIO(str(draw_table(table, "csv")), newline="")))
    for row, cells_, item in zip(
        made, read, json.loads(str(draw_table(table, "json"))), strict=True
    ):
        assert item == row.values
        assert unguard_cell(cells_["what"]) == row.values["what"]
        assert (float(cells_["share"]) if cells_["share"] else None) == row.values["share"]
        assert (int(cells_["n"]) if cells_["n"] else None) == row.values["n"]


@given(st.text(alphabet="'=+-@\t\r\n＝a", max_size=6))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert unguard_cell(guard_cell(text)) == text
    assert len(guard_cell(text)) < 2 or guard_cell(text)[0] not in "=+-@\t\r\n＝"


def test_an_endless_figure_is_no_number_in_data() -> None:
    table = ResultTable("x", (Column("x", P), Column("l", LIST)), (Row({"x": math.inf, "l": ()}),))
    assert draw_table(table, "csv") == "x,l\n,\n"
    assert json.loads(str(draw_table(table, "json"))) == [{"x": None, "l": []}]


def test_spare_columns_go_first_and_are_named() -> None:
    columns = (
        Column("theme", TEXT),
        *(Column(f"a_long_head_{i}", SHARE, spanner="all", spare=3 - i) for i in range(3)),
    )
    row = Row({"theme": "trust in others", **{f"a_long_head_{i}": 0.5 for i in range(3)}})
    drawn = str(draw_table(ResultTable("x", columns, (row,)), "text", Drawing(width=55)))
    assert max(map(len, drawn.split("\n\n")[0].splitlines())) <= 55
    assert "no room for: a long head 2; a wider window or CSV has it" in drawn
    assert drawn.splitlines()[0].strip() == "all"
