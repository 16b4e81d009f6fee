"""Databases of other tools, made with the tables that those tools make."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from interviewkit.model.project import ForeignFile, ProjectSelection

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

TALK = "Anna: Heute 🙂 fahre ich Rad.\r\nBen: Ich auch, שלום עולם, immer.\r\nAnna: Gut 👍🏽 so."
"""Emoji (one with a skin tone), CRLF, and words that run from right to left."""


def make_database(path: Path, tables: Sequence[str], rows: Rows) -> Path:
    """A SQLite file with these tables, each cell named."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in tables:
            connection.execute(statement)
        for table, lines in rows.items():
            for line in lines:
                names = ", ".join(f'"{name}"' for name in line)
                marks = ", ".join("?" * len(line))
                sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
                connection.execute(sql, tuple(line.values()))
        connection.commit()
    return path


def change_database(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def count_rows(path: Path) -> dict[str, int]:
    """The rows of each table, as SQLite itself counts them."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names
        }


def look_of(folder: Path) -> dict[str, str]:
    """All files of a folder by what is in them."""
    return {
        str(each.relative_to(folder)): sha256(each.read_bytes()).hexdigest()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def words_of(found: ForeignFile) -> dict[str, list[tuple[str, list[str]]]]:
    """By source: each selection's words and the names of its codes, in the order of the text."""
    names = {code.guid: code.name for code in found.project.codes}
    told: dict[str, list[tuple[str, list[str]]]] = {}
    for source in found.project.sources:
        placed = [each for each in source.selections if each.start is not None]
        placed.sort(key=lambda each: (each.start or 0, each.end or 0))
        told[source.name] = [
            (source.text[each.start : each.end], [names[coding.code] for coding in each.codings])
            for each in placed
        ]
    return told


def coders_of(found: ForeignFile) -> list[tuple[str, str]]:
    """Who gave which code, in the order of the file."""
    names = {code.guid: code.name for code in found.project.codes}
    users = {user.guid: user.name for user in found.project.users}
    return [
        (users.get(coding.user, ""), names[coding.code])
        for _, selection in found.project.each_selection()
        for coding in selection.codings
    ]


def notes_of(found: ForeignFile, guids: Sequence[str]) -> list[str]:
    texts = {note.guid: note.text for note in found.project.notes}
    return [texts[guid] for guid in guids]


def unplaced(found: ForeignFile) -> list[ProjectSelection]:
    return [each for _, each in found.project.each_selection() if each.start is None]
