"""The index of what was said: two tables of SQLite's FTS5 beside ``turn``, kept by its triggers.

They hold no text of their own and are made again from ``turn`` at any time. The one has words as
they were said, for words, phrases and beginnings of words; the other has English stems. Both take
letters with and without accents for the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

WORDS, STEMS = "spoken_word", "spoken_stem"

_FOLDED = "unicode61 remove_diacritics 2"
TOKENIZERS = {WORDS: _FOLDED, STEMS: f"porter {_FOLDED}"}

SHADOWS = tuple(
    f"{table}{part}" for table in TOKENIZERS for part in ("_config", "_data", "_docsize", "_idx")
)
"""Tables that FTS5 makes for its own use."""


def _index(table: str, row: str) -> str:
    return f"INSERT INTO {table}(rowid, text) VALUES ({row}.id, {row}.text);"


def _forget(table: str, row: str) -> str:
    return f"INSERT INTO {table}({table}, rowid, text) VALUES ('delete', {row}.id, {row}.text);"


def _trigger(name: str, when: str, *acts: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} ON turn BEGIN {' '.join(acts)} END"


_ADDED = [_index(table, "new") for table in TOKENIZERS]
_REMOVED = [_forget(table, "old") for table in TOKENIZERS]

TABLES = {
    table: f"CREATE VIRTUAL TABLE {table} USING fts5"
    f"(text, content='turn', content_rowid='id', tokenize=\"{tokenizer}\")"
    for table, tokenizer in TOKENIZERS.items()
}
TRIGGERS = {
    "turn_said": _trigger("turn_said", "INSERT", *_ADDED),
    "turn_unsaid": _trigger("turn_unsaid", "DELETE", *_REMOVED),
    "turn_reworded": _trigger("turn_reworded", "UPDATE OF id, text", *_REMOVED, *_ADDED),
}


def list_statements() -> Iterator[str]:
    """What makes the index, in a database that has the table ``turn``."""
    yield from TABLES.values()
    yield from TRIGGERS.values()
    for table in TABLES:
        yield f"INSERT INTO {table}({table}) VALUES ('rebuild')"


def list_removals() -> Iterator[str]:
    """What takes the index away, whole or in part."""
    yield from (f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS)
    yield from (f"DROP TABLE IF EXISTS {name}" for name in TABLES)


def find_index_fault(connection: sqlite3.Connection) -> str:
    """What is wrong with the index, in words; empty where all is well."""
    there = {
        str(name): str(made)
        for name, made in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')"
        )
    }
    wanted = {**TABLES, **TRIGGERS}
    lacking = [name for name, made in wanted.items() if there.get(name) != made]
    lacking += [name for name in SHADOWS if name not in there]
    if lacking:
        return f"the index for searching lacks {', '.join(lacking[:3])}"
    [turns] = connection.execute("SELECT count(*) FROM turn").fetchone()
    for table in TABLES:
        [indexed] = connection.execute(
            f"SELECT count(*) FROM {table}_docsize JOIN turn USING (id)"
        ).fetchone()
        [all_indexed] = connection.execute(f"SELECT count(*) FROM {table}_docsize").fetchone()
        if not indexed == all_indexed == turns:
            return f"the index for searching has other turns than there are ({table})"
    return ""


def build_index_anew(connection: sqlite3.Connection) -> None:
    """Make the index from the turns, whatever there was of it."""
    for statement in (*list_removals(), *list_statements()):
        connection.execute(statement)
