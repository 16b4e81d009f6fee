"""Projects with flipped bytes, cut off or filled with nonsense: a clear error, or all accounted."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builders_atlas import bundle_file, unit_file
from builders_databases import look_of
from builders_maxqda import full_file
from builders_qualcoder import qualcoder_project
from builders_rqda import rqda_file
from builders_taguette import taguette_file
from interviewkit.errors import SourceError
from interviewkit.exchange.databases import atlas, maxqda, qualcoder, rqda, taguette
from interviewkit.model.project import ForeignFile

Made = tuple[Path, Path, Callable[[Path], ForeignFile]]
"""What is read, the file that is damaged, and the reader."""


def made_qualcoder(folder: Path) -> Made:
    project = qualcoder_project(folder)
    return project, project / "data.qda", qualcoder.read


def made_taguette(folder: Path) -> Made:
    path = taguette_file(folder)
    return path, path, taguette.read


def made_rqda(folder: Path) -> Made:
    path = rqda_file(folder)
    return path, path, rqda.read


def made_maxqda(folder: Path) -> Made:
    path = full_file(folder)
    return path, path, maxqda.read


def made_atlas_unit(folder: Path) -> Made:
    path = unit_file(folder)
    return path, path, atlas.read


def made_atlas_bundle(folder: Path) -> Made:
    path = bundle_file(folder)
    return path, path, atlas.read


DATABASES = {
    "maxqda": made_maxqda, "qualcoder": made_qualcoder, "taguette": made_taguette,
    "rqda": made_rqda,
}  # fmt: skip
MAKERS = DATABASES | {"atlas unit": made_atlas_unit, "atlas bundle": made_atlas_bundle}


@pytest.fixture(params=MAKERS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    return MAKERS[request.param](tmp_path)


def read_or_refuse(made: Made) -> ForeignFile | None:
    what, _, read = made
    try:
        return read(what)
    except SourceError:
        return None


def test_flipped_bytes_never_end_in_a_traceback(made: Made) -> None:
    whole, chance = made[1].read_bytes(), random.Random(7)
    refused = 0
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        made[1].write_bytes(raw)
        before = look_of(made[1].parent)
        refused += read_or_refuse(made) is None
        assert look_of(made[1].parent) == before
    assert 0 < refused <= 150


def test_files_that_are_cut_off_are_refused(made: Made) -> None:
    whole = made[1].read_bytes()
    sizes = {0, 10, 16, 99, 100, 511, 1024, 5000, len(whole) // 2, len(whole) - 1}
    for size in sizes & set(range(len(whole))):
        made[1].write_bytes(whole[:size])
        assert read_or_refuse(made) is None, size


@pytest.mark.parametrize("name", DATABASES)
def test_nonsense_in_any_cell_is_read_or_refused(name: str, tmp_path: Path) -> None:
    """SQLite lets any column hold anything, also where a tool put numbers."""
    made = DATABASES[name](tmp_path)
    whole, chance = made[1].read_bytes(), random.Random(8)
    for _ in range(60):
        made[1].write_bytes(whole)
        with closing(sqlite3.connect(made[1])) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
                column = chance.choice([row[1] for row in columns])
                for row in connection.execute(f'SELECT rowid FROM "{table}"').fetchall():
                    if chance.random() < 0.4:
                        cell = chance.choice(
                            ("x", b"\xff\x00", None, -5, 2**62, 1e300, "9" * 30, "١٢", "½", "\0")
                        )
                        sql = f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE rowid = ?'
                        try:
                            connection.execute(sql, (cell, row[0]))
                        except sqlite3.Error:  # the tool's own rules forbid it
                            continue
            connection.commit()
        found = read_or_refuse(made)
        assert found is None or found.project.tool
