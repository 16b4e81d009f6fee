"""A copy without voices: no word of anybody stays in the file, every length and place does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.store.masking import list_unruled_columns, mask_database, mask_texts, mask_words
from study.example import FILES, example_study


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("masking")
    example_study(folder)
    whole, masked = folder / "whole.db", folder / "masked.db"
    with closing(sqlite3.connect(folder / "study.db")) as live:
        for path in (whole, masked):
            with closing(sqlite3.connect(path)) as copy:
                live.backup(copy)
    mask_database(masked, ["id"])
    return whole, masked


def read(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def test_every_column_has_a_rule(copies: tuple[Path, Path]) -> None:
    assert list_unruled_columns(copies[0]) == set()


def test_no_word_stays_in_the_file(copies: tuple[Path, Path]) -> None:
    whole, masked = (path.read_bytes() for path in copies)
    said = [text for (text,) in read(copies[0], "SELECT text FROM turn")]
    longest = {max(str(text).split(), key=len) for text in said}
    codebook = FILES["codebook.yaml"]
    for word in longest:
        assert word.encode() in whole
        assert word in codebook or word.encode() not in masked


def test_lengths_and_places_stay(copies: tuple[Path, Path]) -> None:
    shape = "SELECT id, length(text), position FROM turn"
    assert read(copies[0], shape) == read(copies[1], shape)
    places = "SELECT * FROM passage ORDER BY id"
    assert read(copies[0], places) == read(copies[1], places)


def test_speakers_stay_apart(copies: tuple[Path, Path]) -> None:
    who = "SELECT transcript_id, count(DISTINCT speaker) FROM turn GROUP BY 1"
    assert read(copies[0], who) == read(copies[1], who)
    assert {label for (label,) in read(copies[1], "SELECT label FROM speaker")} <= {
        f"Speaker {n}" for n in range(1, 10)
    }


@given(st.text())
def test_masks_keep_shape(text: str) -> None:
    masked = mask_words(text)
    assert len(masked) == len(text)
    assert [c.isspace() for c in masked] == [c.isspace() for c in text]
    assert mask_words(masked) == masked


def test_scripts_without_case_are_masked() -> None:
    assert mask_words("我不 カナ abc") == "某某 ノノ xxx"


def test_keys_and_numbers_stay() -> None:
    assert mask_texts({"what": ["Ana", 3]}) == {"what": ["Xxx", 3]}
