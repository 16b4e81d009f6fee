"""A look at ``study.db`` before it is opened, which changes nothing, whatever the file is."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.store.faults import BACK, MEND, SQL_FAULTS, describe_fault, describe_unusable
from interviewkit.store.schema import metadata

HEAD = "0011"
"""The newest migration; a test holds it against the scripts."""

OURS = frozenset({"transcript", "turn", "coder", "run"})
"""Tables that every study database has had from the first."""


def read_revision(path: Path) -> str:
    """The migration at which a study database stands; empty where there is no file.

    Raises:
        StudyError: it is no study database, a newer interviewkit wrote it, or it lacks tables.
    """
    if not path.exists():
        return ""
    _refuse_what_is_no_database(path)
    try:
        with open_read_only(path) as connection:
            return _revision(path, connection)
    except SQL_FAULTS as fault:
        if getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            raise describe_unusable(path, "it is a file of another kind") from fault
        raise describe_fault(path, fault) from fault


@contextmanager
def open_read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that writes nothing: no lock, no log, not even an access beside the file.

    Only where another process has changes in its log, SQLite has to join in to see them.
    """
    log = path.with_name(f"{path.name}-wal")
    live = log.is_file() and log.stat().st_size > 0
    address = f"{path.absolute().as_uri()}?mode=ro{'' if live else '&immutable=1'}"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


def _refuse_what_is_no_database(path: Path) -> None:
    if path.is_dir():
        raise StudyError(
            f"{path} is a folder, not a study database", hint=f"move it away; {BACK}, or run again"
        )
    # It is never opened as a mere file: closing it would take from this process every lock that
    # SQLite holds on it, and another process would then clear away the log that is written here.
    if not os.access(path, os.R_OK):
        raise StudyError(
            f"{path} cannot be read (Permission denied)",
            hint="ask its owner for the right to read it",
        )
    if not path.stat().st_size:
        raise describe_unusable(path, "the file is empty: nothing is left in it")


def _revision(path: Path, connection: sqlite3.Connection) -> str:
    tables = list_tables(connection)
    if "alembic_version" not in tables or not tables >= OURS:
        raise _foreign(path, tables)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = str(row[0]) if row else ""
    if not (revision.isdigit() and len(revision) == len(HEAD)):
        raise describe_unusable(path, "it does not say by which version it was written")
    if revision > HEAD:
        raise StudyError(
            f"{path} was written by another version of interviewkit, a newer one "
            f"(tables {revision}; this one knows {HEAD})",
            hint="install the newest interviewkit; nothing was changed",
        )
    if revision == HEAD:
        lacking = list_lacking(connection)
        if lacking:
            raise StudyError(f"{path} is incomplete: it lacks {', '.join(lacking[:5])}", hint=MEND)
    return revision


def _foreign(path: Path, tables: set[str]) -> StudyError:
    known = tables & metadata.tables.keys()
    if not tables:
        return describe_unusable(path, "it has no tables")
    if len(known) * 2 > len(metadata.tables):
        lacking = sorted((OURS | {"alembic_version"}) - tables)
        return StudyError(f"{path} is incomplete: it lacks {', '.join(lacking)}", hint=MEND)
    return StudyError(
        f"{path} is a database of another program (its tables: {', '.join(sorted(tables)[:4])} …)",
        hint=f"move it out of the study; then {BACK}, or run again",
    )


def list_tables(connection: sqlite3.Connection) -> set[str]:
    """The names of the tables of a database."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {str(name) for (name,) in rows if not str(name).startswith("sqlite_")}


def list_lacking(connection: sqlite3.Connection) -> list[str]:
    """Tables and columns (``table.column``) of this version that a database lacks."""
    tables = list_tables(connection)
    lacking = []
    for name, wanted in sorted(metadata.tables.items()):
        if name not in tables:
            lacking.append(f"the table {name}")
            continue
        rows = connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
        there = {column for (column,) in rows}
        lacking += [f"the column {name}.{c.name}" for c in wanted.columns if c.name not in there]
    return lacking
