"""The whole study as JSON: all of it is described by the schema, and nothing is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builders_leaving import leaving_study
from builders_schema import list_faults
from interviewkit.exchange.leaving.whole_json import read_schema, write_study_json
from interviewkit.model import Respondent, Segment, Variable


def written(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_study_json(leaving_study(**changes)))
    return found


def answered() -> dict[str, Any]:
    return {
        "variables": (Variable("burnout", "number", "Burned out"),),
        "answers": {"P3": Respondent("E7", "April", 1.5, {"burnout": 4.0, "mood": None})},
        "segments": ((Segment("tired", "burnout >= 4"), ("P3",)),),
    }


@pytest.mark.parametrize("changes", [{}, answered(), {"transcripts": (), "codings": ()}])
def test_the_schema_describes_all_of_it(changes: dict[str, Any]) -> None:
    schema = read_schema()
    assert list(list_faults(written(**changes), schema, schema)) == []


def test_the_schema_tells_what_does_not_fit() -> None:
    schema, study = read_schema(), written()
    study["codings"][0]["polarity"] = "?"
    del study["memos"]
    study["passages"][0]["start"] = "0"
    study["new"] = 1
    assert list(list_faults(study, schema, schema)) == [
        ": lacks memos",
        ".passages[0].start: '0' is no ['integer']",
        ".codings[0].polarity: '?' is not one of those",
        ": new is not described",
    ]


def test_passages_say_what_stands_at_their_place() -> None:
    study = written()
    turns = {(t["name"], u["turn"]): u["text"] for t in study["transcripts"] for u in t["turns"]}
    for each in study["passages"]:
        assert turns[each["transcript"], each["turn"]][each["start"] : each["end"]] == each["quote"]


def test_every_coding_is_there_with_its_passage() -> None:
    study = written()
    quotes = {each["id"]: each["quote"] for each in study["passages"]}
    told = [(quotes[e["passage"]], e["code"], e["coder"], e["status"]) for e in study["codings"]]
    assert told == [(e.passage.quote, e.code, e.coder, e.status) for e in leaving_study().codings]


def test_answers_are_there_only_where_they_were_asked_for() -> None:
    plain, whole = written(segments=answered()["segments"]), written(**answered())
    assert all("answers" not in each for each in plain["participants"])
    assert plain["segments"][0]["participants"] is None
    assert whole["participants"][3]["answers"] == {"burnout": 4.0, "mood": None}
    assert whole["segments"][0]["participants"] == ["P3"]


def test_a_mended_turn_keeps_what_its_file_says() -> None:
    talk = leaving_study().transcripts[1]
    mended = type(talk)(**{**{f: getattr(talk, f) for f in talk.__dataclass_fields__},
                           "amended": {"2": ["Cleo", "They judge me."]}})  # fmt: skip
    turns = written(transcripts=(mended,), codings=(), speakers=())["transcripts"][0]["turns"]
    assert turns[1]["as_read"] == {"speaker": "Cleo", "text": "They judge me."}
    assert "as_read" not in turns[0]


def test_the_same_study_is_the_same_bytes() -> None:
    assert write_study_json(leaving_study()) == write_study_json(leaving_study())
