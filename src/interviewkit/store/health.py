"""Looking a database over: whether every table, cell and reference is what it should be."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, String, Table

from interviewkit.errors import StudyError
from interviewkit.store.faults import SQL_FAULTS
from interviewkit.store.opening import list_lacking, open_read_only, read_revision
from interviewkit.store.schema import metadata
from interviewkit.store.search_index import find_index_fault

FEW = 5
"""So many examples of one fault are named."""

_STORED = {
    Boolean: ("integer",),
    Integer: ("integer",),
    Float: ("real", "integer"),
    LargeBinary: ("blob",),
    JSON: ("text",),
    String: ("text",),
}

_SHAPES: dict[str, dict[str, type]] = {
    "run": {"inputs": dict, "packages": dict, "outcome": dict},
    "source": {"problems": list},
    "transcript": {"attributes": dict},
    "participant": {"attributes": dict},
    "coding": {"evidence": list},
    "draw": {"codes": list},
    "assignment": {"codes": list},
    "judgement": {"change": dict},
    "certificate": {"body": dict},
    "topic_fit": {"measures": dict, "settings": dict},
    "topic": {"keywords": list, "representatives": list},
    "respondent": {"answers": dict},
}
"""What a JSON cell holds, where code relies on it."""

DERIVED = ("vector", "parse")
"""Caches: made again at any time from what stands elsewhere."""

MACHINE_TABLES = ("score", "coder_state", "segment", "segment_member", "estimate", "contrast")
"""Tables of machine work, which the next run makes again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong in the database, and the table that it concerns."""

    kind: str
    what: str
    table: str = ""


def find_damage(path: Path) -> str:
    """The first thing that is wrong inside a database, in words; empty where all is well."""
    try:
        if not read_revision(path):
            return ""
        with open_read_only(path) as connection:
            return next((fault.what for fault in list_faults(connection)), "")
    except StudyError as fault:
        return fault.message
    except SQL_FAULTS as fault:
        return str(fault)


def look_over_database(path: Path) -> list[Fault]:
    """All that is wrong inside a database that can be opened."""
    try:
        with open_read_only(path) as connection:
            return list(list_faults(connection))
    except SQL_FAULTS as fault:
        return [Fault("integrity", f"it cannot be read to its end ({fault})")]


def list_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """All that is wrong, the most basic first; what rests on a broken part is not looked at."""
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    broken = False
    for look in (_integrity, _lacking):
        for fault in look(connection):
            broken = True
            yield fault
    if broken:
        return
    for table in metadata.sorted_tables:
        yield from _cells(connection, table)
    for find in (_references, _quotes, _positions, _search_index):
        yield from find(connection)


def _integrity(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (what,) in connection.execute("PRAGMA integrity_check(5)"):
        if what != "ok":
            yield Fault("integrity", f"pages are damaged: {what.strip()}")


def _lacking(connection: sqlite3.Connection) -> Iterator[Fault]:
    for what in list_lacking(connection):
        yield Fault("tables", f"{what} is missing")


# -- cells ---------------------------------------------------------------------------------------


def _cells(connection: sqlite3.Connection, table: Table) -> Iterator[Fault]:
    """Cells of another type than their column's, and texts that are no JSON or no text."""
    for column in table.columns:
        yield from _mistyped(connection, table, column)
        if isinstance(column.type, JSON):
            yield from _broken_json(connection, table, column)


def _mistyped(
    connection: sqlite3.Connection, table: Table, column: Column[object]
) -> Iterator[Fault]:
    allowed = [*_stored(column), *(["null"] if column.nullable else [])]
    marks = ", ".join(f"'{each}'" for each in allowed)
    where = f'typeof("{column.name}") NOT IN ({marks})'
    if isinstance(column.type, Boolean):
        where += f' OR "{column.name}" NOT IN (0, 1)'
    kinds = f'SELECT rowid, typeof("{column.name}") FROM "{table.name}" WHERE {where}'
    rows = connection.execute(f"{kinds} LIMIT {FEW}").fetchall()
    if rows:
        (row, kind), more = rows[0], len(rows) - 1
        also = f", and in {more} more rows" if more else ""
        what = f"{table.name}.{column.name} holds {kind} in row {row}{also}"
        yield Fault("cells", f"{what}; it should be {' or '.join(allowed)}", table.name)


def _stored(column: Column[object]) -> tuple[str, ...]:
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column
        return _stored(target)
    return next(stored for kind, stored in _STORED.items() if isinstance(column.type, kind))


def _broken_json(
    connection: sqlite3.Connection, table: Table, column: Column[object]
) -> Iterator[Fault]:
    shape = _SHAPES.get(table.name, {}).get(column.name)
    test = f'NOT json_valid("{column.name}")'
    if shape is not None:
        kind = "object" if shape is dict else "array"
        test = f"CASE WHEN {test} THEN 1 ELSE json_type(\"{column.name}\") <> '{kind}' END"
    rows = connection.execute(
        f'SELECT rowid, "{column.name}" FROM "{table.name}" '
        f"WHERE typeof(\"{column.name}\") = 'text' AND {test}"
    )
    bad = [row for row, cell in rows if not _is_json(cell, shape)]
    if bad:
        also = f" and {len(bad) - 1} more" if len(bad) > 1 else ""
        what = f"{table.name}.{column.name} cannot be read in row {bad[0]}{also}"
        yield Fault("json", f"{what}: it is no such JSON as it should be", table.name)


def _is_json(cell: str, shape: type | None) -> bool:
    """As Python reads it: figures that are not finite are words that SQLite does not know."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return False
    return shape is None or isinstance(found, shape)


# -- what belongs together ---------------------------------------------------------------------


def _references(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Rows that name a row which is not there."""
    counted: dict[tuple[str, str], int] = {}
    for table, _row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        counted[table, parent] = counted.get((table, parent), 0) + 1
    for (table, parent), n in counted.items():
        rows = f"{n} row{'s' * (n != 1)}"
        yield Fault("orphans", f"{rows} of {table} name a {parent} that is not there", table)


def _quotes(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Passages that reach beyond their turn: nobody can have coded what is not there."""
    rows = connection.execute(
        "SELECT count(*) FROM passage JOIN turn ON turn.id = passage.turn_id "
        'WHERE passage.start < 0 OR passage."end" <= passage.start '
        'OR (passage."end" > length(turn.text) AND instr(turn.text, char(0)) = 0)'
    ).fetchone()
    if rows[0]:
        yield Fault("offsets", f"{rows[0]} passages do not fit the text of their turn", "passage")
    bad = [
        row
        for row, text in connection.execute("SELECT id, text FROM turn")
        if not _is_text(str(text))
    ]
    if bad:
        also = f" and {len(bad) - 1} more" if len(bad) > 1 else ""
        yield Fault("cells", f"turn {bad[0]}{also} holds text that is no text", "turn")


def _is_text(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text) if not text.isascii() else True


def _positions(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Current transcripts that are there twice, or whose turns have gaps."""
    twice = connection.execute(
        "SELECT name FROM transcript WHERE current GROUP BY name HAVING count(*) > 1"
    ).fetchall()
    for (name,) in twice:
        yield Fault("transcripts", f"{name} has several current versions", "transcript")
    gaps = connection.execute(
        "SELECT transcript.name FROM transcript JOIN turn ON turn.transcript_id = transcript.id "
        "GROUP BY transcript.id HAVING min(position) <> 1 OR max(position) <> count(*)"
    ).fetchall()
    for (name,) in gaps[:FEW]:
        yield Fault("transcripts", f"turns of {name} are missing", "turn")


def _search_index(connection: sqlite3.Connection) -> Iterator[Fault]:
    if what := find_index_fault(connection):
        yield Fault("search", what)


CHECKS: dict[str, str] = {
    "integrity": "pages are whole",
    "tables": "tables and columns are those of this version",
    "cells": "every cell holds what its column promises",
    "json": "every JSON cell can be read",
    "orphans": "nothing refers to what is not there",
    "offsets": "every passage fits its turn",
    "transcripts": "transcripts are whole and there once",
    "search": "every turn can be searched for",
}
"""What is looked at, in words for where it is well."""
