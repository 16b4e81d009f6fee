"""Opening ``study.db``: pragmas, migrations, the write lock, and one transaction a step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, table, text
from sqlalchemy.exc import DatabaseError

from interviewkit.errors import StudyBusyError, StudyError
from interviewkit.store.private import make_private
from interviewkit.store.shelves import Shelves

HEAD = "0005"
"""The newest migration; a test holds it against the scripts."""

BUSY_MILLISECONDS = 10_000


class Store:
    """The database of a study. ``writing()`` locks it, ``reading()`` does not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock_path = path.with_name(".interviewkit.lock")
        self._lock = FileLock(self._lock_path, timeout=0)

    @contextmanager
    def writing(self) -> Iterator[Shelves]:
        """One transaction: all of a step's work is kept, or none of it.

        Raises:
            StudyBusyError: another process is writing.
            StudyError: the folder cannot be written, or the disk is full.
        """
        with self.locked(), self._told(), self._transaction() as connection:
            yield Shelves(connection)

    @contextmanager
    def jotting(self) -> Iterator[Shelves]:
        """One short transaction that waits its turn and needs no lock.

        So people judge side by side, and while a long step works. What was read before may have
        changed meanwhile: look again in here.

        Raises:
            StudyBusyError: another process kept the database for longer than ten seconds.
        """
        with self._told(), self._transaction() as connection:
            yield Shelves(connection)

    @contextmanager
    def reading(self) -> Iterator[Shelves]:
        """A look that changes nothing."""
        with self._told(), self._engine.connect() as connection:
            yield Shelves(connection)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the study for this process; held again by the same process it costs nothing."""
        try:
            make_private(self._lock_path)
            self._lock.acquire()
        except Timeout:
            raise StudyBusyError(
                f"another interviewkit process is writing to {self.path.parent}",
                hint="wait until it has finished, then try again",
            ) from None
        except OSError as fault:
            raise _not_writable(self.path, fault) from fault
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Everything or nothing; from its beginning nobody else writes."""
        writer = self._engine.execution_options(writes=True)
        with writer.begin() as connection:
            yield connection

    @cached_property
    def _engine(self) -> Engine:
        with self._told():
            self._keep_private()
            engine = create_engine(f"sqlite:///{self.path}")
            event.listen(engine, "connect", _set_up)
            event.listen(engine, "begin", _begin)
            if _revision(engine) != HEAD:
                with self.locked():
                    _bring_up(engine, self.path)
            return engine

    def _keep_private(self) -> None:
        """The database is its owner's alone; SQLite gives its rights to the files beside it."""
        try:
            for name in (self.path.name, f"{self.path.name}-wal", f"{self.path.name}-shm"):
                path = self.path.with_name(name)
                if path == self.path or path.exists():
                    make_private(path)
        except OSError as fault:
            raise _not_writable(self.path, fault.strerror or fault) from fault

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQL faults in words that a researcher can act on."""
        try:
            yield
        except DatabaseError as fault:
            raise _in_words(self.path, fault) from fault


def _set_up(connection: Any, _record: object) -> None:
    # Python's driver would end a transaction at every change of a table; we begin our own.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin(connection: Connection) -> None:
    # Who reads first and writes later would find the database changed in between: he asks at once.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _revision(engine: Engine) -> str:
    """The migration at which the database stands, empty for a new one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        row = connection.execute(select(text("version_num")).select_from(table("alembic_version")))
        return str(row.scalar() or "")


def _bring_up(engine: Engine, path: Path) -> None:
    """Migrate, unless another process did so while this one waited."""
    if _revision(engine) != HEAD:
        _migrate(engine, path)


def _migrate(engine: Engine, path: Path) -> None:
    """Bring the tables to ``HEAD``, with a copy of the old file put beside it first."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    before = _revision(engine)
    if before:
        _copy(engine, path.with_name(f"{path.name}.before-{HEAD}"))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
    except CommandError as fault:
        raise StudyError(
            f"{path} was written by another version of interviewkit ({fault})",
            hint="install the newest interviewkit",
        ) from fault


def _copy(engine: Engine, target: Path) -> None:
    """The whole database in another file, pages that only the log holds included."""
    make_private(target)
    connection = engine.raw_connection()
    try:
        with closing(sqlite3.connect(target)) as copy:
            connection.driver_connection.backup(copy)  # type: ignore[union-attr]
    finally:
        connection.close()


def _in_words(path: Path, fault: DatabaseError) -> StudyError:
    what = str(fault.orig)
    if "full" in what:
        return StudyError(
            f"there is no room left to write {path}",
            hint="free some space and run it again: the last finished step is kept",
        )
    if "readonly" in what or "unable to open" in what:
        return _not_writable(path, what)
    if "locked" in what:
        return StudyBusyError(f"{path} is in use by another program", hint="close it and try again")
    if "not a database" in what or "malformed" in what:
        return StudyError(
            f"{path} is damaged or not a study database ({what})",
            hint="move it away and run again: transcripts are read anew, but codings of people "
            "are only in that file",
        )
    return StudyError(f"{path}: {what}", hint="see that the disk has room and can be written")


def _not_writable(path: Path, fault: object) -> StudyError:
    return StudyError(
        f"{path.parent} cannot be written ({fault})",
        hint="copy the study to a folder of your own, or ask for the right to write there",
    )
