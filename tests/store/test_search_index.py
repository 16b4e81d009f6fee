"""The index for searching: it follows the turns, and is made anew where it is damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from builders import transcript
from interviewkit.store.database import Store
from interviewkit.store.health import look_over_database
from interviewkit.store.repair import can_repair, repair
from interviewkit.store.search_index import TABLES, TRIGGERS, WORDS

TURNS = (("Ana", "I work alone in a café."), ("Ben", "Nobody judges me."))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    store = Store(tmp_path / "study.db")
    with store.writing() as shelves:
        shelves.transcripts.add(transcript(*TURNS))
    store.close()
    return store.path


def find(database: Path, word: str, table: str = WORDS) -> list[int]:
    with sqlite3.connect(database) as connection:
        wanted = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"
        return [key for (key,) in connection.execute(wanted, (word,))]


def change(database: Path, *statements: str) -> None:
    with sqlite3.connect(database) as connection:
        for statement in statements:
            connection.execute(statement)


def test_the_index_follows_every_change(database: Path) -> None:
    assert find(database, "cafe") == [1]
    change(database, "UPDATE turn SET text = 'I work with others.' WHERE id = 1")
    assert find(database, "cafe") == []
    assert find(database, "others") == [1]
    change(database, "DELETE FROM turn WHERE id = 2")
    assert find(database, "nobody") == []


def test_stems_are_found_by_any_form(database: Path) -> None:
    assert find(database, "judging", "spoken_stem") == [2]
    assert find(database, "judging") == []


@pytest.mark.parametrize(
    "harm",
    [
        *(f"DROP TABLE {name}" for name in TABLES),
        *(f"DROP TRIGGER {name}" for name in TRIGGERS),
        "INSERT INTO spoken_word(spoken_word, rowid, text) VALUES ('delete', 1, 'I work alone')",
        "INSERT INTO spoken_stem(rowid, text) VALUES (9, 'nobody said this')",
    ],
)
def test_a_damaged_index_is_told_and_made_anew(database: Path, harm: str) -> None:
    assert look_over_database(database) == []
    change(database, harm)
    [fault] = look_over_database(database)
    assert fault.kind == "search"
    assert can_repair(fault)
    assert repair(database) == ["the index for searching was made anew"]
    assert look_over_database(database) == []
    assert find(database, "cafe") == [1]
