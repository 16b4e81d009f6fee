"""Tables in a narrow window: words are cut before figures, and spare columns go first."""

from __future__ import annotations

import pytest

from interviewkit.model.table import FIGURE, NUMBER, ORDINAL, PROSE, TEXT, Column, ResultTable, Row
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.terminal import render

CELLS = {
    "theme": "a theme with a name of some length",
    "segment": "a segment with a name of some length",
    "difference": "−21 (−38 to +7)",
    "of them": "12/20 60%",
    "could see": "±45",
}
WIDTHS = pytest.mark.parametrize("width", [80, 100, 200])


def draw(cells: dict[str, object], width: int, spare: tuple[str, ...] = ()) -> str:
    columns = (
        Column(
            key,
            TEXT if key in ("theme", "segment") else FIGURE,
            spare=spare.index(key) + 1 if key in spare else 0,
        )
        for key in cells
    )
    return render(ResultTable("narrow", tuple(columns), (Row(cells),)), Drawing(width=width))


@WIDTHS
def test_an_interval_is_never_cut_while_a_name_can_be(width: int) -> None:
    out = draw(dict(CELLS), width)
    assert "−21 (−38 to +7)" in out
    assert "12/20 60%" in out
    assert "±45" in out
    assert max(map(len, out.splitlines())) <= width


@WIDTHS
def test_spare_columns_give_room_and_are_named(width: int) -> None:
    wide = {**CELLS, "more": "+30 (−26 to +66)", "less": "0.7 / 0.72"}
    out = draw(wide, width, spare=("less", "could see"))
    assert "+30 (−26 to +66)" in out
    assert "−21 (−38 to +7)" in out
    assert max(map(len, out.splitlines())) <= width
    assert ("no room for: less" in out) == (width == 80) == ("0.7 / 0.72" not in out)


@WIDTHS
def test_quotes_keep_their_words_in_a_narrow_window(width: int) -> None:
    quote = "Honestly it is the first thing that I open in the morning, before my mail."
    columns = (
        Column("transcript", TEXT),
        Column("turn", ORDINAL),
        *(Column(key, TEXT) for key in ("code", "polarity", "coder", "status")),
        Column("score", NUMBER, places=3),
        Column("quote", PROSE),
        Column("evidence", PROSE),
    )
    row = {
        "transcript": "2025/a group with a long name", "turn": 12, "code": "self_efficacy",
        "polarity": "+", "coder": "machine", "status": "proposed", "score": 0.873,
        "quote": quote, "evidence": "pattern: first thing → the first thing",
    }  # fmt: skip
    rows = (Row(row), Row({**row, "quote": "Yes.", "evidence": ""}))
    out = render(ResultTable("narrow", columns, rows), Drawing(width=width))
    assert max(map(len, out.splitlines())) <= width
    assert " ".join(out.split()).count("Honestly it is the first thing") == 1
    assert "0.873" in out
    assert "Yes." in out


def test_a_table_of_endless_cells_is_drawn_at_once() -> None:
    row = Row({"quote": "word " * 2_000_000})
    out = render(ResultTable("endless", (Column("quote", PROSE),), (row,)), Drawing())
    assert max(map(len, out.splitlines())) <= 100
