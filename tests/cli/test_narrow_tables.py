"""Tables in a narrow window: words are cut before figures, and spare columns go first."""

from __future__ import annotations

import pytest

from interviewkit.cli.show import show_rows

ROWS = [
    {
        "theme": "a theme with a name of some length",
        "segment": "a segment with a name of some length",
        "difference": "−21 (−38 to +7)",
        "of them": "12/20 60%",
        "could see": "±45",
    }
]


@pytest.fixture(params=[80, 100, 200])
def columns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def test_an_interval_is_never_cut_while_a_name_can_be(
    columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    show_rows(ROWS, "table")
    out = capsys.readouterr().out
    assert "−21 (−38 to +7)" in out
    assert "12/20 60%" in out
    assert "±45" in out
    assert max(map(len, out.splitlines())) <= columns


def test_spare_columns_give_room_and_are_named(
    columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = [{**row, "more": "+30 (−26 to +66)", "less": "0.7 / 0.72"} for row in ROWS]
    show_rows(wide, "table", spare=("less", "could see"))
    out, said = capsys.readouterr()
    assert "+30 (−26 to +66)" in out
    assert "−21 (−38 to +7)" in out
    assert max(map(len, out.splitlines())) <= columns
    assert ("no room for: less" in said) == (columns == 80) == ("0.7 / 0.72" not in out)


def test_quotes_keep_their_words_in_a_narrow_window(
    columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    quote = "Honestly it is the first thing that I open in the morning, before my mail."
    row = {
        "transcript": "2025/a group with a long name", "turn": 12, "code": "self_efficacy",
        "polarity": "+", "coder": "machine", "status": "proposed", "score": 0.873,
        "quote": quote, "evidence": ["pattern: first thing → the first thing"],
    }  # fmt: skip
    show_rows([row, {**row, "quote": "Yes.", "evidence": []}], "table")
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= columns
    assert " ".join(out.split()).count("Honestly it is the first thing") == 1
    assert "0.873" in out
    assert "Yes." in out
