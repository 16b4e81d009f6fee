"""Tables for SPSS and Stata: what is written is read back, labels and gaps included."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from interviewkit.errors import StudyError
from interviewkit.model.table import COUNT, LIST, NUMBER, TEXT, TRUTH, Column, ResultTable, Row
from interviewkit.tables.drawing import draw_table
from interviewkit.tables.drawing.stat_file import shorten_names

VOICED: dict[str | float, str] = {0: "not voiced", 1: "voiced"}
TABLE = ResultTable(
    "people",
    (
        Column("participant", TEXT, head="Participant"),
        Column("theme-1", COUNT, head="Thème isolé", labels=VOICED),
        Column("words", COUNT, note="in turns that were read"),
        Column("rate", NUMBER),
        Column("leads", TRUTH),
        Column("segments", LIST),
    ),
    tuple(
        Row(dict(zip(("participant", "theme-1", "words", "rate", "leads", "segments"), row,
                     strict=True)))
        for row in (
            ("Ana", 1, 120, 8.25, True, ("north", "lead")),
            ("=1+1", 0, 30, 0.0, False, ()),
            (None, None, 0, math.inf, None, ()),
        )
    ),
)  # fmt: skip


def read_back(folder: Path, data: str | bytes, shape: str) -> tuple[Any, Any]:
    assert isinstance(data, bytes)
    (folder / f"t.{shape}").write_bytes(data)
    read = pyreadstat.read_sav if shape == "sav" else pyreadstat.read_dta
    frame, meta = read(str(folder / f"t.{shape}"))
    return frame, meta


@pytest.mark.parametrize("shape", ["sav", "dta"])
def test_labels_and_gaps_are_read_back(tmp_path: Path, shape: str) -> None:
    people, meta = read_back(tmp_path, draw_table(TABLE, shape), shape)
    assert list(people.columns) == ["participant", "theme_1", "words", "rate", "leads", "segments"]
    assert meta.column_names_to_labels["theme_1"] == "Thème isolé"
    assert meta.column_names_to_labels["words"] == "words: in turns that were read"
    assert meta.variable_value_labels["theme_1"] == VOICED
    assert meta.variable_value_labels["leads"] == {0: "no", 1: "yes"}
    assert people["theme_1"].tolist()[:2] == [1, 0]
    assert people[["theme_1", "rate", "leads"]].iloc[2].isna().all()
    assert people["rate"][0] == 8.25
    assert people["participant"][1] == "=1+1"
    assert people["segments"][0] == "north; lead"


@pytest.mark.parametrize("shape", ["sav", "dta"])
def test_a_long_name_keeps_its_value_labels(tmp_path: Path, shape: str) -> None:
    column = Column("satisfied_" * 9, COUNT, labels={1: "no", 2: "yes"})
    rows = tuple(Row({column.key: value}) for value in (1, 2))
    drawn = draw_table(ResultTable("x", (column,), rows), shape)
    _, meta = read_back(tmp_path, drawn, shape)
    assert list(meta.variable_value_labels.values()) == [{1: "no", 2: "yes"}]


@pytest.mark.parametrize("shape", ["sav", "dta"])
def test_a_table_without_rows_keeps_its_columns(tmp_path: Path, shape: str) -> None:
    empty = ResultTable("people", TABLE.columns)
    people, _ = read_back(tmp_path, draw_table(empty, shape), shape)
    assert len(people.columns) == 6


def test_stata_gets_long_texts_whole(tmp_path: Path) -> None:
    said = ["so " * 3000, None, "", "yes"]
    rows = tuple(Row({"text": text}) for text in said)
    drawn = draw_table(ResultTable("turns", (Column("text", TEXT),), rows), "dta")
    turns, _ = read_back(tmp_path, drawn, "dta")
    assert turns["text"].tolist() == [text or "" for text in said]


def test_names_are_made_to_fit_and_stay_different() -> None:
    names = ["1st", "BY", "a-b", "A_B", "x" * 40, "x" * 41, "…"]
    found = shorten_names(names, 32)
    assert found[:4] == ["v_1st", "v_BY", "a_b", "A_B_2"]
    assert len({name.lower() for name in found}) == len(names)
    assert max(map(len, found)) <= 32


def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(StudyError, match=r"the \.sav file cannot be written"):
        draw_table(TABLE, "sav")
