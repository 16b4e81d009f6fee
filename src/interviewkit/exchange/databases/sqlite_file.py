"""A SQLite file of another tool, opened so that nothing in it can act, hang or be changed.

What is a threat in a foreign database: views and virtual tables in place of tables, generated
columns, expressions that run long, cells of a gigabyte, and damage. None of it gets to run.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.exchange.databases.tool_row import ToolRow
from interviewkit.exchange.foreign_bytes import explain_unreadable, read_head
from interviewkit.model.limits import DEFAULT_LIMITS, MEGABYTE, LimitSettings, build_limit_error

MAGIC = b"SQLite format 3\x00"
HEADER = 100
"""Bytes of a database's header."""

WAL = "-wal"
"""What a tool keeps beside a database that it has not closed: changes that are not in it yet."""

JOURNAL, HOT = "-journal", bytes.fromhex("d9d505f920a163d7")
"""The way back from a change that was never finished, and how one begins that is in force."""

STEPS = 20_000
"""The clock is read once in so many steps of SQLite's machine."""

_AGAIN = "open it in the program that wrote it and save it again, or take its last backup"
_HARMLESS = (
    "ok",
    "NULL value in ",
    "CHECK constraint failed",
    "NUMERIC value in ",
    "TEXT value in ",
)
"""What a check may say of cells that a tool filled against its own rules; the pages are whole."""


class ToolDatabase:
    """The tables of an open file, by name with case ignored."""

    def __init__(self, connection: sqlite3.Connection, limits: LimitSettings) -> None:
        self._connection = connection
        self._limits = limits
        self._cells = 0
        self._names: dict[str, str] = {}
        self.strange: dict[str, str] = {}
        """What bears a name like a table and is none, with what it is."""
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
            self._file(str(kind), str(name), str(sql or ""))

    def _file(self, kind: str, name: str, sql: str) -> None:
        low = name.casefold()
        if kind == "view":
            self.strange[low] = "a view"
        elif kind == "table" and not low.startswith("sqlite_") and "\0" not in name:
            if sql.lstrip().upper().startswith("CREATE VIRTUAL"):
                self.strange[low] = "a virtual table"
            elif any(row[6] for row in self._describe(name)):
                self.strange[low] = "a table with computed columns"
            else:
                self._names[low] = name

    def _describe(self, name: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(f"PRAGMA table_xinfo({_quote(name)})").fetchall()

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of all tables, as they are written."""
        return tuple(self._names.values())

    def has(self, *tables: str) -> bool:
        """Whether all these tables are there."""
        return all(each.casefold() in self._names for each in tables)

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns; none where there is no such table."""
        name = self._names.get(table.casefold())
        return tuple(str(row[1]) for row in self._describe(name)) if name else ()

    def count(self, table: str) -> int:
        """How many rows a table has, 0 where it is not there."""
        name = self._names.get(table.casefold())
        if name is None:
            return 0
        rows = self._connection.execute(f"SELECT count(*) FROM {_quote(name)} NOT INDEXED")
        return int(rows.fetchone()[0])

    def count_all(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: self.count(name) for name in self.tables}

    def rows(self, table: str, *, most_bytes: int = 0) -> list[ToolRow]:
        """All rows of a table in the order of the file; none where it is not there.

        With ``most_bytes``, cells that are larger come empty: recordings and PDF files stay where
        they are, and out of memory.

        Raises:
            SourceError: something else bears the name, or the file holds too much.
        """
        low = table.casefold()
        if low in self.strange:
            what = f"{table} is {self.strange[low]}, where a table is expected"
            raise SourceError(f"{what}; it was not opened", hint=_AGAIN)
        if low not in self._names:
            return []
        # an index may tell other rows than the table, and nothing checked it
        names = tuple(each.casefold() for each in self.columns(table))
        wanted = ", ".join(_bound_cell(each, most_bytes) for each in self.columns(table))
        source = _quote(self._names[low])
        cursor = self._connection.execute(f"SELECT {wanted} FROM {source} NOT INDEXED")
        return [ToolRow(dict(zip(names, cells, strict=True))) for cells in self._bound(cursor)]

    def _bound(self, cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
        for cells in cursor:
            self._cells += len(cells)
            if self._cells > self._limits.cells:
                what = f"it has {self._cells:,} cells or more"
                raise build_limit_error(what, "cells", 2 * self._cells, self._limits)
            yield cells


@contextmanager
def open_database(path: Path, limits: LimitSettings = DEFAULT_LIMITS) -> Iterator[ToolDatabase]:
    """Open the file to be read alone; neither it nor anything beside it is written.

    Raises:
        SourceError: it is no SQLite file, is damaged, too large or takes too long.
    """
    with _open_unchecked(path, limits) as connection:
        _check_pages(connection, path)
        yield ToolDatabase(connection, limits)


@contextmanager
def _open_unchecked(path: Path, limits: LimitSettings) -> Iterator[sqlite3.Connection]:
    with ExitStack() as stack, _telling(path):
        if not has_magic(read_head(path, HEADER)):
            what = f"{path.name} is not a SQLite database, or it is locked by a password"
            raise SourceError(what, hint="export it from its program as REFI-QDA project (.qdpx)")
        file = stack.enter_context(_settle(path))
        _check_size(file)
        yield stack.enter_context(closing(_connect(file, limits)))


def has_magic(head: bytes) -> bool:
    """Whether a file that begins so is a SQLite database."""
    return head.startswith(MAGIC)


def list_tables(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Names of tables and of their columns, in lower case; none where it cannot be opened.

    Pages are not checked, since this is but a look at what the file may be.
    """
    try:
        with _open_unchecked(path, DEFAULT_LIMITS) as connection:
            database = ToolDatabase(connection, DEFAULT_LIMITS)
            return {
                each.casefold(): tuple(name.casefold() for name in database.columns(each))
                for each in database.tables
            }
    except SourceError:
        return {}


@contextmanager
def _settle(path: Path) -> Iterator[Path]:
    """The file, or a private copy with what its tool had not yet written into it.

    Raises:
        SourceError: a change was broken off. It is not taken back here: a journal names files that
            SQLite deletes.
    """
    journal, wal = (path.with_name(path.name + end) for end in (JOURNAL, WAL))
    if journal.is_file() and read_head(journal, HEADER).startswith(HOT):
        what = f"a change of {path.name} was broken off: {journal.name} lies beside it"
        raise SourceError(what, hint="open it once in its program and close it there")
    if not (wal.is_file() and wal.stat().st_size):
        yield path
        return
    with TemporaryDirectory(prefix="interviewkit-", ignore_cleanup_errors=True) as folder:
        for each in (path, wal):
            shutil.copyfile(each, Path(folder, each.name))
        copy = Path(folder, path.name)
        with closing(sqlite3.connect(copy)) as connection:  # takes up what lies beside it
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA journal_mode = DELETE")
        yield copy


def _check_size(path: Path) -> None:
    """SQLite reads what is missing at the end as nothing, which would lose words unsaid."""
    head = read_head(path, HEADER)
    size, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    is_told = head[24:28] == head[92:96]  # very old programs do not count their pages
    least = pages * (65536 if size == 1 else size) if is_told else 0
    if path.stat().st_size < max(least, HEADER):
        raise SourceError(f"{path.name} is cut off: its end is missing", hint=_AGAIN)


def _connect(path: Path, limits: LimitSettings) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.text_factory = _decode
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.unpacked_mb * MEGABYTE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    end = monotonic() + limits.seconds
    connection.set_progress_handler(lambda: int(monotonic() > end), STEPS)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA ignore_check_constraints = ON")  # expressions of the file's own
    return connection


def _decode(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """A damaged page would make rows vanish without a word; hence all are looked at."""
    for (said,) in connection.execute("PRAGMA quick_check(10)"):
        if not str(said).startswith(_HARMLESS):
            what = f"{path.name} is damaged: {str(said).splitlines()[-1]}"
            raise SourceError(what, hint=_AGAIN)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as fault:
        if "interrupted" in str(fault):
            what = f"reading {path.name} took too long; it was left"
            raise SourceError(what, hint=_AGAIN) from fault
        raise _damaged(path, fault) from fault
    except sqlite3.Error as fault:
        raise _damaged(path, fault) from fault
    except UnicodeError as fault:  # a name of a column, or what SQLite quotes of the file
        raise _damaged(path, fault) from fault
    except OSError as fault:
        raise explain_unreadable(path, fault) from fault


def _damaged(path: Path, fault: Exception) -> SourceError:
    return SourceError(f"{path.name} cannot be read as a database: {fault}", hint=_AGAIN)


def _bound_cell(column: str, most_bytes: int) -> str:
    name = _quote(column)
    return f"CASE WHEN length({name}) <= {most_bytes:d} THEN {name} END" if most_bytes else name


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
