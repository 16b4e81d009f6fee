"""Opening ``study.db``: pragmas, migrations, the write lock, and one transaction a step."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from interviewkit.errors import UNFIT, StudyBusyError, StudyError
from interviewkit.model.file_identity import identify_file
from interviewkit.store.backups import MIGRATION, Backups, forget_logs
from interviewkit.store.faults import describe_damage, describe_fault, describe_unwritable
from interviewkit.store.health import find_damage
from interviewkit.store.opening import HEAD, read_revision
from interviewkit.store.private import choose_file_mode, make_private
from interviewkit.store.remembered import Remembered
from interviewkit.store.shelves import Shelves

BUSY_MILLISECONDS = 10_000


class Store:
    """The database of a study. ``writing()`` locks it, ``reading()`` does not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock_path = path.with_name(".interviewkit.lock")
        self._lock = FileLock(self._lock_path, timeout=0)
        self.remembered = Remembered()
        self._file: tuple[int, int] | None = None

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
        changed meanwhile: look again in here. Once this has ended, the work outlives a power cut.

        Raises:
            StudyBusyError: another process kept the database for longer than ten seconds.
        """
        with self._told(), self._transaction(durable=True) as connection:
            yield Shelves(connection)

    @contextmanager
    def reading(self) -> Iterator[Shelves]:
        """A look that changes nothing."""
        with self._told(), self._engine.connect() as connection:
            yield Shelves(connection)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the study for this process; held again by the same process it costs nothing.

        A database that cannot be used is refused before the lock leaves a file behind.
        """
        self._check()
        with self.held():
            yield

    @contextmanager
    def held(self) -> Iterator[None]:
        """The lock alone, whatever becomes of the database: to put another one in its place."""
        try:
            make_private(self._lock_path)
            self._lock.acquire()
        except Timeout:
            raise StudyBusyError(
                f"another interviewkit process is writing to {self.path.parent}",
                hint="wait until it has finished, then try again",
            ) from None
        except OSError as fault:
            raise describe_unwritable(self.path, fault) from fault
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def _transaction(self, *, durable: bool = False) -> Iterator[Connection]:
        """Everything or nothing; from its beginning nobody else writes."""
        writer = self._engine.execution_options(writes=True, durable=durable)
        with writer.begin() as connection:
            yield connection
        if identify_file(self.path) != self._file:
            raise StudyError(
                f"{self.path} was taken away or replaced while it was written",
                hint="see that the right one is in its place, then do it again",
            )

    @cached_property
    def backups(self) -> Backups:
        """Copies of the database, made before steps that take the place of something."""
        return Backups(self.path)

    def _check(self) -> str:
        """The migration at which the database stands; nothing is written to find it out.

        Raises:
            StudyError: the file is no database of this version or an older one.
        """
        if "_engine" in self.__dict__:
            return HEAD
        return read_revision(self.path)

    @cached_property
    def _engine(self) -> Engine:
        if self._check() != HEAD:
            with self.held(), self._told():
                self._bring_up()
        with self._told():
            self._keep_private()
            engine = create_engine(f"sqlite:///{self.path}")
            event.listen(engine, "connect", _set_up)
            event.listen(engine, "begin", _begin)
            self._file = identify_file(self.path)
            return engine

    def _bring_up(self) -> None:
        """Make the database, or migrate it, unless another process did while this one waited."""
        before = read_revision(self.path)
        if before == HEAD:
            return
        if before:
            self.backups.make(MIGRATION)
            _migrate(self.path)
        else:
            _create(self.path)

    def damage(self) -> StudyError | None:
        """What is broken inside the database, as it is told; ``None`` where all is well."""
        found = find_damage(self.path)
        return describe_damage(self.path, found) if found else None

    def close(self) -> None:
        """Let go of the file; the next use opens it anew."""
        engine = self.__dict__.pop("_engine", None)
        if engine is not None:
            engine.dispose()

    def _keep_private(self) -> None:
        """The database is its owner's alone; SQLite gives its rights to the files beside it."""
        try:
            for name in (self.path.name, f"{self.path.name}-wal", f"{self.path.name}-shm"):
                path = self.path.with_name(name)
                if path == self.path or path.exists():
                    make_private(path)
        except OSError as fault:
            raise describe_unwritable(self.path, fault.strerror or fault) from fault

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell faults of the database as what is wrong and what to do.

        What a broken cell sets off looks like a mistake of the program. So damage is looked for
        before it is taken for one: where there is none, the exception goes on as it came.
        """
        try:
            yield
        except DBAPIError as fault:
            raise describe_fault(self.path, fault.orig or fault) from fault
        except (sqlite3.Error, SQLAlchemyError) as fault:
            raise describe_fault(self.path, fault) from fault
        except UNFIT as fault:
            if damage := self.damage():
                raise damage from fault
            raise


def _leave_transactions(connection: Any, _record: object) -> None:
    # Python's driver would end a transaction at every change of a table; we begin our own.
    connection.isolation_level = None


def _set_up(connection: Any, record: object) -> None:
    _leave_transactions(connection, record)
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin(connection: Connection) -> None:
    # Who reads first and writes later would find the database changed in between: he asks at once.
    writes = connection.get_execution_options().get("writes")
    if writes:
        # What a person did is on the disk before it is shown as saved. What a step made can be made
        # again, so it is not waited for.
        durable = connection.get_execution_options().get("durable")
        connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _create(path: Path) -> None:
    """A new database with all of its tables, or none: no empty file is ever left in its place."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, choose_file_mode(part.parent))
        with os.fdopen(handle, "wb") as file:
            file.write(_blank(HEAD))
            file.flush()
            os.fsync(handle)
        part.chmod(choose_file_mode(part.parent))  # whatever the process would take from it
        forget_logs(path)
        part.replace(path)
    except OSError as fault:
        raise describe_unwritable(path, fault) from fault
    finally:
        part.unlink(missing_ok=True)


@cache
def _blank(revision: str) -> bytes:
    """A database with nothing in it, as the migrations leave it; made in memory, once a process."""
    engine = create_engine("sqlite://")
    try:
        _upgrade(engine, revision)
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            content: bytes = raw.serialize()
            return content
    finally:
        engine.dispose()


def _migrate(path: Path) -> None:
    """Bring the tables of a file to ``HEAD``."""
    from alembic.util import CommandError

    engine = create_engine(f"sqlite:///{path}")
    try:
        _upgrade(engine, HEAD)
    except CommandError as fault:
        raise StudyError(
            f"{path} was written by another version of interviewkit ({fault})",
            hint="install the newest interviewkit",
        ) from fault
    finally:
        engine.dispose()


def _upgrade(engine: Engine, revision: str) -> None:
    """Carry out the migrations that are lacking, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    event.listen(engine, "connect", _leave_transactions)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
