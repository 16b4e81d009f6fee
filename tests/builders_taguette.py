"""Databases of Taguette, with the tables of version 1.5; places as its own source counts them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builders_databases import make_database

TABLES = (
    "CREATE TABLE users (login VARCHAR(30) NOT NULL, created DATETIME NOT NULL, "
    "hashed_password VARCHAR(192), email VARCHAR(256), PRIMARY KEY (login))",
    "CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "
    "name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL)",
    "CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL, "
    "privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login))",
    "CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "
    "name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, "
    "created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, "
    "contents TEXT NOT NULL)",
    "CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "
    "date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, "
    "document_id INTEGER, payload TEXT NOT NULL)",
    "CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "
    "project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL, "
    "UNIQUE (project_id, path))",
    "CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "
    "document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, "
    "snippet TEXT NOT NULL)",
    "CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, "
    "PRIMARY KEY (highlight_id, tag_id))",
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, PRIMARY KEY (version_num))",
)

PAGE = (
    "<h1>Anna &amp; Ben</h1>\n<p>Heute 🙂 fahre ich <b>Rad</b>.<br>Ja!</p>"
    "<p>Ich auch, שלום עולם, <i>im</i>mer.</p>"
    "<table><tbody><tr><td>a</td><td>b &lt; c</td></tr></tbody></table>"
    "<ul><li>Gut 👍🏽 so</li></ul>"
)
WORDS = "Anna & Ben\nHeute 🙂 fahre ich Rad.Ja!Ich auch, שלום עולם, immer.ab < cGut 👍🏽 so"
"""The words of the page as a browser's text nodes hold them, one behind the other."""

TEXT = (
    "Anna & Ben\n\nHeute 🙂 fahre ich Rad.\nJa!\nIch auch, שלום עולם, immer.\n"
    "a\tb < c\nGut 👍🏽 so\n"
)  # fmt: skip
"""The same as people read them."""

DAY = "2026-03-01 10:11:12.345678"

MARKED = (
    ("fahre ich Rad", "fahre ich <b>Rad</b>"),
    ("Rad.Ja!Ich", "<p><b>Rad</b>.<br/>Ja!</p><p>Ich</p>"),
    ("שלום עולם", "<p>שלום עולם</p>"),
    ("b < cGut 👍🏽", "<table><tr><td>b &lt; c</td></tr></table><ul><li>Gut 👍🏽</li></ul>"),
)  # fmt: skip


def place(words: str) -> tuple[int, int]:
    start = WORDS.encode().index(words.encode())
    return start, start + len(words.encode())


def command(number: int, who: str, **payload: Any) -> dict[str, Any]:
    return {
        "id": number, "date": f"2026-03-0{number} 10:00:00", "user_login": who, "project_id": 1,
        "payload": json.dumps(payload),
    }  # fmt: skip


def rows_of(key: str = "highlight_id") -> dict[str, list[dict[str, Any]]]:
    """Four highlights of two coders; ``key`` is how older versions call a highlight's number."""
    return {
        "users": [
            {"login": "kim", "created": DAY, "hashed_password": "x", "email": "k@example.org"},
            {"login": "lee", "created": DAY},
        ],
        "projects": [{"id": 1, "name": "Wege", "description": "Testfahrt", "created": DAY}],
        "project_members": [
            {"project_id": 1, "user_login": "kim", "privileges": "ADMIN"},
            {"project_id": 1, "user_login": "lee", "privileges": "TAG"},
        ],
        "documents": [
            {"id": 1, "name": "Anna", "description": "im Park", "filename": "anna.html",
             "created": DAY, "project_id": 1, "text_direction": "LEFT_TO_RIGHT", "contents": PAGE},
        ],
        "tags": [
            {"id": 1, "project_id": 1, "path": "rad", "description": ""},
            {"id": 2, "project_id": 1, "path": "rad.gern", "description": "mit Freude"},
            {"id": 3, "project_id": 1, "path": "rad.x.y", "description": ""},
        ],
        "highlights": [
            {"id": number, "document_id": 1, "start_offset": place(words)[0],
             "end_offset": place(words)[1], "snippet": snippet}
            for number, (words, snippet) in enumerate(MARKED, 1)
        ] + [{"id": 9, "document_id": 7, "start_offset": 0, "end_offset": 1, "snippet": "weg"}],
        "highlight_tags": [
            {"highlight_id": 1, "tag_id": 1}, {"highlight_id": 1, "tag_id": 2},
            {"highlight_id": 2, "tag_id": 2}, {"highlight_id": 3, "tag_id": 3},
            {"highlight_id": 9, "tag_id": 1},
        ],
        "commands": [
            command(1, "kim", type="highlight_add", tags=[1], **{key: 1}),
            command(2, "lee", type="highlight_add", tags=[1, 2], **{key: 1}),
            command(3, "lee", type="highlight_add", tags=[8], **{key: 2}),
            command(4, "kim", type="tag_merge", src_tag_id=8, dest_tag_id=2),
            command(5, "kim", type="highlight_add", tags=[2], **{key: 2}),
            command(6, "kim", type="project_meta", project_name="Wege"),
        ],
        "alembic_version": [{"version_num": "db5e31a0233d"}],
    }  # fmt: skip


def taguette_file(folder: Path, key: str = "highlight_id") -> Path:
    return make_database(folder / "wege.sqlite3", TABLES, rows_of(key))
