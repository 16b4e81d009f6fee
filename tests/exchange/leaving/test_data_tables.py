"""A study as tables of data: rows that can be tied together again."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest

from builders_leaving import leaving_study
from interviewkit.exchange.leaving.data_tables import build_codings_table, build_study_tables
from interviewkit.model import Respondent, Segment, Variable
from interviewkit.tables.drawing import draw_table


def rows(name: str, **changes: Any) -> list[dict[str, Any]]:
    return [dict(row.values) for row in build_study_tables(leaving_study(**changes))[name].rows]


def test_a_coding_is_tied_to_its_turn_and_person() -> None:
    turns = {each["doc_id"]: each for each in rows("turns")}
    for each in rows("codings"):
        turn = turns[each["doc_id"]]
        assert each["participant"] == turn["participant"]
        assert each["quote"] is None or turn["text"][each["start"] : each["end"]] == each["quote"]


def test_a_turn_read_in_vain_has_a_row_without_a_code() -> None:
    empty = [each for each in rows("codings") if each["code"] is None]
    assert [(e["coder"], e["doc_id"], e["quote"]) for e in empty] == [
        ("kim", "April/group#4", None)
    ]


def test_answers_are_columns_where_they_were_asked_for() -> None:
    more = {
        "variables": (Variable("burnout", "number"),),
        "answers": {"P3": Respondent("E7", "April", 1.0, {"burnout": 4.0})},
        "segments": ((Segment("tired", "burnout >= 4"), ("P3",)),),
    }
    assert "survey_burnout" not in rows("people")[0]
    told = {
        e["participant"]: (e["survey_burnout"], e["segment_tired"]) for e in rows("people", **more)
    }
    assert told["P3"] == (4.0, True)
    assert told["P1"] == (None, False)


def test_what_was_said_is_no_formula_in_a_spreadsheet() -> None:
    drawn = draw_table(build_study_tables(leaving_study())["turns"], "csv")
    assert isinstance(drawn, str)
    said = [each["text"] for each in csv.DictReader(StringIO(drawn))]
    assert said[3] == "'=1+1 is what <b>it</b> says."


def test_parquet_keeps_types_and_texts() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    drawn = draw_table(build_codings_table(leaving_study()), "parquet")
    assert isinstance(drawn, bytes)
    table = parquet.read_table(BytesIO(drawn))
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["turn"], types["score"], types["quote"]) == ("int64", "double", "string")
    given = [dict(row.values) for row in build_codings_table(leaving_study()).rows]
    assert table.to_pylist() == given


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from interviewkit.errors import StudyError

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(StudyError) as told:
        draw_table(build_codings_table(leaving_study()), "parquet")
    assert told.value.hint == "pip install 'interviewkit[parquet]', or write .csv or .xlsx"
