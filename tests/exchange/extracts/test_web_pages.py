"""Tables of a web page keep their columns and their words, whatever stands in and over them."""

from __future__ import annotations

from interviewkit.exchange.extracts.contents import ForeignTable
from interviewkit.exchange.extracts.web_pages import read_web_blocks


def read_table(page: str) -> ForeignTable:
    (table,) = (each for each in read_web_blocks(page) if isinstance(each, ForeignTable))
    return table


def test_a_caption_names_its_table() -> None:
    table = read_table(
        "<p>Study</p><table><caption>Codes</caption><tr><th>Code</th><th>Memo</th></tr></table>"
    )
    assert table.title == "Codes"
    assert [row.cells for row in table.rows] == [("Code", "Memo")]


def test_words_of_cells_within_a_cell_stay_apart() -> None:
    inner = "<table><tr><td>one</td><td>two</td></tr><tr><td>three</td></tr></table>"
    table = read_table(f"<table><tr><td>{inner}</td><td>four</td></tr></table>")
    assert [row.cells for row in table.rows] == [("one two\nthree", "four")]


def test_every_block_ends_a_paragraph() -> None:
    page = "<address>a</address><figcaption>b</figcaption><summary>c</summary><form>d</form>"
    assert [getattr(each, "text", "") for each in read_web_blocks(page)] == ["a", "b", "c", "d"]
