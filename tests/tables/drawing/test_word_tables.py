"""Tables in Word: columns as wide as their words, and nothing broken that fits."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.table import COUNT, SHARE, TEXT, Column, ResultTable, Row
from interviewkit.tables.drawing import Drawing, draw_table
from interviewkit.tables.drawing.word_fields import name_bookmarks, reads_leftward
from interviewkit.tables.drawing.word_styles import measure_text_width, open_document
from interviewkit.tables.drawing.word_tables import LETTER, needs_breadth, share_width
from interviewkit.tables.drawing.written import write_table

WIDTH = measure_text_width(open_document().sections[0])


def build(
    *rows: tuple[str, float, int], groups: tuple[str, ...] = (), heads=("code", "share", "n")
):
    kinds = zip(heads, (TEXT, SHARE, COUNT), strict=True)
    columns = tuple(Column(key, kind) for key, kind in kinds)
    named = groups or ("",) * len(rows)
    lines = (dict(zip(heads, row, strict=True)) for row in rows)
    return ResultTable("t", columns, tuple(map(Row, lines, named)), title="shares")


def written(table: ResultTable):
    return write_table(table, Drawing(), capital=True)


def test_columns_fill_the_page_and_words_get_what_is_left():
    words, share, n = share_width(written(build(("trust", 0.25, 40))), WIDTH)
    assert WIDTH - 3 <= words + share + n <= WIDTH
    assert words > 3 * share
    assert share > len("Share") * LETTER


def test_a_long_text_takes_lines_and_numbers_stay_whole():
    words, share, n = share_width(written(build(("so many words " * 40, 0.25, 123456))), WIDTH)
    assert words + share + n <= WIDTH
    assert n >= len("123,456") * LETTER
    assert not needs_breadth(written(build(("so many words " * 40, 0.25, 4))), WIDTH)


def test_many_columns_need_a_page_that_lies_across():
    columns = tuple(Column(f"column_{i}", COUNT, "Freelancers") for i in range(12))
    row = Row({column.key: 1 for column in columns})
    assert needs_breadth(written(ResultTable("t", columns, (row,))), WIDTH)


@given(st.lists(st.tuples(st.text(max_size=90), st.just(0.5), st.integers(0, 10**9)), max_size=4))
def test_widths_never_exceed_the_page(rows):
    widths = share_width(written(build(*rows)), WIDTH)
    assert sum(widths) <= WIDTH
    assert all(width > 0 for width in widths)


def test_headings_of_groups_go_over_the_whole_width():
    content = draw_table(build(("a", 0.1, 1), ("b", 0.2, 2), groups=("One", "Two")), "docx")
    [table] = Document(BytesIO(content)).tables
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[1] == ["One"] * 3  # one cell over three columns
    assert texts[2] == ["a", "10%", "1"]


@pytest.mark.parametrize(
    ("text", "leftward"),
    [("שלום AI", True), ("AI שלום", False), ("12 … مرحبا", True), ("…", False)],
)
def test_direction_is_that_of_the_first_letter(text, leftward):
    assert reads_leftward(text) is leftward


@given(st.lists(st.text(max_size=60), max_size=8))
def test_bookmarks_have_names_that_word_takes(anchors):
    named = name_bookmarks(anchors)
    assert set(named) == set(anchors)
    folded = {name.casefold() for name in named.values()}
    assert len(folded) == len(named)
    for name in named.values():
        assert len(name) <= 40
        assert name[0].isalpha()
        assert name.replace("_", "").isalnum()
        assert name.isascii()
