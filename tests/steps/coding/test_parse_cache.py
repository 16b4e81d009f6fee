"""Parses are made of what rules ask for, once; passages of earlier versions stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from builders import SMALL_TALK, SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.language.parses import pack_parses
from interviewkit.steps.coding.speech import ParseCache, build_cut_key, gather_speech
from interviewkit.store.cache import hash_text

ONLY_RULES = SMALL_TOML + '[coding]\ncoders = ["rules"]\n'


def coded(folder: Path) -> Study:
    study = Study.open(small_study(folder, ONLY_RULES))
    study.ingest()
    study.code()
    return study


def execute(study: Study, sql: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(study.root / "study.db")) as connection, connection:
        return connection.execute(sql, values).fetchall()


def test_the_same_text_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parses = ParseCache(coded(tmp_path / "study")._site)
    texts = ["It never judges me.", "They say it does.", "It never judges me."]
    first = [doc.to_json() for doc in parses.get(texts)]
    again = ParseCache(parses.site)
    monkeypatch.setattr(again, "_make", pytest.fail)
    assert [doc.to_json() for doc in again.get(texts)] == first
    assert [doc["text"] for doc in first] == texts
    assert first[0] == first[2]
    assert again.get([]) == []


def test_only_what_words_leave_open_is_parsed(tmp_path: Path) -> None:
    study = coded(tmp_path / "study")
    assert [each.passage.turn.position for each in study.codings(coders=["rules"])] == [2, 3]
    # In turn 3 nothing could deny anything; in turn 2 something might, so its first sentence is.
    asked = hash_text("I hardly talk to my colleagues any more.")
    assert list(ParseCache(study._site)._bundles) == [asked]


def test_parses_of_whole_transcripts_make_room(tmp_path: Path) -> None:
    parses = ParseCache(coded(tmp_path / "study")._site)
    study = Study.open(parses.site.root)
    kept = pack_parses([parses.nlp("As an earlier version kept it.")])
    execute(study, "INSERT INTO parse VALUES (?, 'of a transcript', ?)", parses.key, kept)
    assert [doc.text for doc in parses.get(["It is new."])] == ["It is new."]
    models = execute(study, "SELECT DISTINCT model FROM parse")
    assert models == [(f"{parses.key}:texts",)]


def test_turns_keep_the_passages_of_an_earlier_version(tmp_path: Path) -> None:
    study = coded(tmp_path / "study")
    parses = ParseCache(study._site)
    assert build_cut_key(study._site, parses) == f"sentence:senter:{parses.key}"
    for table in ("passage", "cutting"):
        execute(study, f"UPDATE {table} SET cut = ? WHERE cut <> ''", f"sentence:{parses.key}")
    turn, end = SMALL_TALK.splitlines()[1].removeprefix("Ana: "), 20
    where = "(SELECT id FROM turn WHERE text = ?) AND start = 0"
    execute(study, f'UPDATE passage SET "end" = ? WHERE turn_id = {where}', end, turn)
    before = [passage.place for passage in gather_speech(study._site)[0].passages]
    assert min(place[-1] for place in before) == end  # cut as nobody would cut it now
    (study.root / "transcripts" / "more.txt").write_text("Eve: I work at home. It is quiet.")
    again = Study.open(study.root)
    again.ingest()
    again.code()
    after = [passage.place for passage in gather_speech(again._site)[0].passages]
    assert [place for place in after if place[0] == "talk"] == before
    assert len([place for place in after if place[0] == "more"]) == 2
    assert len(execute(study, "SELECT DISTINCT cut FROM cutting")) == 2
