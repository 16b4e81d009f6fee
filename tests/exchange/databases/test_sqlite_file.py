"""Databases that are made to harm, or came to harm."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders_databases import change_database, look_of, make_database
from interviewkit.errors import SourceError
from interviewkit.exchange.databases.sqlite_file import list_tables, open_database
from interviewkit.model.limits import LimitSettings

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n"


def small(folder: Path, *statements: str) -> Path:
    path = make_database(folder / "a.db", ("CREATE TABLE t (id integer, name text)",), {
        "t": [{"id": 1, "name": "eins"}, {"id": 2.0, "name": None}, {"id": "3", "name": b"\xff!"}]
    })  # fmt: skip
    change_database(path, *statements)
    return path


def test_cells_are_what_is_asked_for(tmp_path: Path) -> None:
    with open_database(small(tmp_path)) as database:
        rows = database.rows("T")
        assert [row.number("ID") for row in rows] == [1, 2, 3]
        assert [row.text("name") for row in rows] == ["eins", "", "\ufffd!"]
        assert [row.text("id") for row in rows] == ["1", "2", "3"]
        assert rows[0].raw("missing") is None
        assert rows[0].text("missing", "name") == "eins"
        assert rows[0].key("name") == -1
        assert (database.count("t"), database.count("u"), database.rows("u")) == (3, 0, [])
        assert database.columns("t") == ("id", "name")


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        (f"CREATE VIEW u AS {ENDLESS}", "a view"),
        ("CREATE VIRTUAL TABLE u USING fts5(a)", "a virtual table"),
        ("CREATE TABLE u (a, b AS (zeroblob(a)))", "a table with computed columns"),
    ],
)
def test_what_is_no_table_is_never_asked(tmp_path: Path, statement: str, kind: str) -> None:
    path = small(tmp_path, statement)
    with open_database(path) as database:
        assert not database.has("u")
        with pytest.raises(SourceError, match=f"u is {kind}, where a table is expected"):
            database.rows("u")
    assert "u" not in list_tables(path)


def test_triggers_never_fire(tmp_path: Path) -> None:
    path = small(tmp_path, "CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM t; END")
    with open_database(path) as database:
        assert len(database.rows("t")) == 3


def test_time_size_and_cells_have_an_end(tmp_path: Path) -> None:
    fill = f"INSERT INTO t SELECT id, 'x' FROM ({ENDLESS} LIMIT 60000)"
    path = small(tmp_path, fill)
    with (
        pytest.raises(SourceError, match=r"reading a\.db took too long"),
        open_database(path, LimitSettings(seconds=0)) as database,
    ):
        database.rows("t")
    with (
        pytest.raises(SourceError, match="cells or more"),
        open_database(path, LimitSettings(cells=1000)) as database,
    ):
        database.rows("t")
    change_database(path, "UPDATE t SET name = zeroblob(2000000) WHERE rowid = 1")
    with (
        pytest.raises(SourceError, match="too big"),
        open_database(path, LimitSettings(unpacked_mb=1)) as database,
    ):
        database.rows("t")


def test_large_cells_stay_where_they_are(tmp_path: Path) -> None:
    path = small(tmp_path, "UPDATE t SET name = zeroblob(2000000) WHERE rowid = 1")
    with open_database(path) as database:
        rows = database.rows("t", most_bytes=1000)
        assert [row.raw("name") for row in rows] == [None, None, b"\xff!"]
        assert [row.number("id") for row in rows] == [1, 2, 3]


def test_what_a_tool_had_not_written_yet_is_read(tmp_path: Path) -> None:
    path = small(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO t VALUES (4, 'spät')")
        connection.commit()
        before = look_of(tmp_path)
        assert any(name.endswith("-wal") for name in before)
        with open_database(path) as database:
            assert [row.text("name") for row in database.rows("t")][-1] == "spät"
        assert look_of(tmp_path) == before


def test_a_broken_change_is_told_and_never_undone(tmp_path: Path) -> None:
    path = small(tmp_path)
    journal = tmp_path / "a.db-journal"
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(504))
    before = look_of(tmp_path)
    with pytest.raises(SourceError, match="was broken off") as fault, open_database(path):
        pass
    assert "close it there" in fault.value.hint
    assert look_of(tmp_path) == before
    journal.write_bytes(bytes(512))  # what a tool leaves that keeps its journal
    with open_database(path) as database:
        assert database.count("t") == 3


def test_files_that_are_no_database_say_so(tmp_path: Path) -> None:
    path = tmp_path / "a.mx24"
    path.write_bytes(b"locked away" * 100)
    with pytest.raises(SourceError, match="not a SQLite database") as fault, open_database(path):
        pass
    assert ".qdpx" in fault.value.hint
    with pytest.raises(SourceError, match="there is no file"), open_database(tmp_path / "none"):
        pass
    assert list_tables(path) == {}


def test_a_lost_page_is_told_not_passed_over(tmp_path: Path) -> None:
    path = small(tmp_path, f"INSERT INTO t SELECT id, 'word' FROM ({ENDLESS} LIMIT 5000)")
    raw = bytearray(path.read_bytes())
    raw[4096 * 4 : 4096 * 5] = bytes(4096)
    path.write_bytes(raw)
    with (
        pytest.raises(SourceError, match=r"a\.db (is damaged|cannot be read)"),
        open_database(path) as database,
    ):
        database.rows("t")
