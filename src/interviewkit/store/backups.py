"""Copies of ``study.db``: made before destructive steps, looked through, rotated, put back."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.model.keeping import Backup
from interviewkit.store.faults import SQL_FAULTS
from interviewkit.store.opening import list_tables, open_read_only, read_revision
from interviewkit.store.private import choose_file_mode, make_folder

FOLDER = "backups"
MIGRATION = "migration"
DAMAGED = "damaged"

KEPT, DAYS, KEPT_MIGRATIONS = 10, 14, 3
"""How many stay: the newest, the newest of each of so many days, and the newest of migrations."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(?:-\d+)? before-([\w-]+)\.db")

_WORK = {
    "codings": """SELECT coder.name, count(*) FROM coding JOIN coder ON coder.id = coding.coder_id
        WHERE coder.kind = 'person' AND coding.retired_run_id IS NULL GROUP BY coder.name""",
    "read": """SELECT coder.name, count(DISTINCT coverage.turn_id) FROM coverage
        JOIN coder ON coder.id = coverage.coder_id
        WHERE coder.kind = 'person' GROUP BY coder.name""",
    "log": """SELECT coder.name, count(*) FROM judgement
        JOIN coder ON coder.id = judgement.coder_id GROUP BY coder.name""",
    "inferences": "SELECT author, count(*) FROM inference GROUP BY author",
    "topic_names": "SELECT named_by, count(*) FROM topic WHERE name <> '' GROUP BY named_by",
}

_ANY_WORK = (
    "SELECT 1 FROM coding WHERE coder_id IN (SELECT id FROM coder WHERE kind = 'person') LIMIT 1",
    "SELECT 1 FROM coverage WHERE coder_id IN (SELECT id FROM coder WHERE kind = 'person') LIMIT 1",
    "SELECT 1 FROM judgement LIMIT 1",
    "SELECT 1 FROM assignment LIMIT 1",
    "SELECT 1 FROM inference LIMIT 1",
    "SELECT 1 FROM topic WHERE name <> '' LIMIT 1",
)


class Backups:
    """The folder of copies beside a database."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.folder = database.parent / FOLDER

    def make(self, reason: str) -> Backup:
        """Copy the database as it is now, and let the oldest copies go.

        Raises:
            StudyError: there is no room, or the folder cannot be written. Nothing is changed then.
        """
        try:
            make_folder(self.folder)
            target = self._place(reason)
            with closing(sqlite3.connect(self.database, timeout=10)) as live:
                _write_whole(live, target)
        except (OSError, *SQL_FAULTS) as fault:
            raise self._not_made(reason, fault) from fault
        self.rotate()
        return self._backup(target)

    def copy_to(self, target: Path) -> None:
        """A consistent copy of the database elsewhere, whoever writes to it meanwhile.

        Raises:
            StudyError: there is no room, or the file cannot be written.
        """
        try:
            with closing(sqlite3.connect(self.database, timeout=10)) as live:
                _write_whole(live, target)
        except (OSError, *SQL_FAULTS) as fault:
            raise self._not_made("a copy", fault) from fault

    def make_if_needed(self, reason: str) -> Backup | None:
        """Copy the database if anything that people made is in it; a run can make the rest again.

        Raises:
            StudyError: as for :meth:`make`.
        """
        return self.make(reason) if self.holds_work() else None

    def holds_work(self) -> bool:
        """Whether people's codings, readings, judgements, names or conclusions are there."""
        if not self.database.is_file():
            return False
        with closing(sqlite3.connect(self.database)) as connection:
            return any(connection.execute(each).fetchone() for each in _ANY_WORK)

    def lost_work(self) -> Backup | None:
        """The newest copy with people's work where the database itself holds none of it."""
        if not self._paths() or self.holds_work():
            return None
        return next((each for each in self.every() if each.work and not each.damage), None)

    def every(self) -> Sequence[Backup]:
        """All copies, the newest first, with what of people's work each of them holds."""
        return [_with_work(self._backup(path), path) for path in self._paths()]

    def find(self, name: str) -> Path:
        """The copy of that name, or of the one name that begins so.

        Raises:
            StudyError: there is none, or several begin so.
        """
        paths = self._paths()
        fits = [p for p in paths if p.name == name] or [p for p in paths if p.name.startswith(name)]
        if len(fits) == 1 and name:
            return fits[0]
        what = "is the beginning of several backups" if fits and name else "is no backup"
        raise StudyError(f"{name!r} {what} in {self.folder}", hint="see them: interviewkit restore")

    # -- putting one back ------------------------------------------------------------------------

    def put_back(self, source: Path) -> Backup | None:
        """Make a copy the database again, whole or not at all; returns a copy of what it replaced.

        Works also where the database is damaged or gone. ``None``: there was nothing to replace.

        Raises:
            StudyError: the copy is damaged, there is no room, or the folder cannot be written.
        """
        self.verify(source)
        try:
            if self._is_sound():
                kept = self.make("restore")
                self._pour(source)
                return kept
            before = self._set_aside()
            with open_read_only(source) as old:
                _write_whole(old, self.database)
            return before
        except (OSError, *SQL_FAULTS) as fault:
            raise self._not_made("restore", fault) from fault

    def verify(self, source: Path) -> None:
        """See that a copy can be put back.

        Raises:
            StudyError: it is damaged, or a newer interviewkit wrote it.
        """
        read_revision(source)
        try:
            with open_read_only(source) as connection:
                found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
        except SQL_FAULTS as fault:
            found = [str(fault)]
        if found != ["ok"]:
            raise StudyError(
                f"the backup {source.name} is damaged ({found[0]})",
                hint="take another one; see them: interviewkit restore",
            )

    def _is_sound(self) -> bool:
        """Whether the present database can be copied and written as a database."""
        try:
            if not read_revision(self.database):
                return False
            with closing(sqlite3.connect(self.database)) as connection:
                return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except (StudyError, *SQL_FAULTS):
            return False

    def _pour(self, source: Path) -> None:
        """Write a copy into the database in one transaction: whoever has it open sees it too."""
        with (
            open_read_only(source) as old,
            closing(sqlite3.connect(self.database, timeout=10)) as new,
        ):
            old.backup(new)

    def _set_aside(self) -> Backup | None:
        """Keep what stands in the place of the database, whatever it is, among the backups."""
        if not self.database.exists():
            return None
        make_folder(self.folder)
        target = self._place(f"restore-{DAMAGED}")
        if self.database.is_dir():
            self.database.rename(target)
            return self._backup(target)
        for suffix in ("", "-wal"):
            path = self.database.with_name(f"{self.database.name}{suffix}")
            if path.is_file():
                kept = target.with_name(f"{target.name}{suffix}")
                shutil.copyfile(path, kept)
                kept.chmod(choose_file_mode(kept.parent))
        return self._backup(target)

    # -- making and keeping ----------------------------------------------------------------------

    def _place(self, reason: str) -> Path:
        """A name that says when and why, and that nothing has yet."""
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
        path, n = self.folder / f"{stamp} before-{reason}.db", 1
        while path.exists():
            n += 1
            path = self.folder / f"{stamp}-{n} before-{reason}.db"
        return path

    def rotate(self) -> None:
        """Let copies go that are neither among the newest nor the newest of a recent day."""
        paths = self._paths()
        kept = {*paths[:KEPT], *self._newest_of_days(paths)}
        kept.update([p for p in paths if _reason(p.name) == MIGRATION][:KEPT_MIGRATIONS])
        for path in paths:
            if path not in kept and path.is_file() and DAMAGED not in path.name:
                path.unlink(missing_ok=True)

    def _newest_of_days(self, paths: Iterable[Path]) -> Iterable[Path]:
        since = (datetime.now(UTC) - timedelta(days=DAYS)).strftime("%Y-%m-%d")
        newest: dict[str, Path] = {}
        for path in paths:
            newest.setdefault(path.name[:10], path)
        return (path for day, path in newest.items() if day >= since)

    def _paths(self) -> list[Path]:
        """The copies, the newest first; other files in the folder are nobody's business here."""
        if not self.folder.is_dir():
            return []
        found = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
        return sorted(found, key=lambda path: _order(path.name), reverse=True)

    def _backup(self, path: Path) -> Backup:
        made = datetime.strptime(path.name[:19], "%Y-%m-%dT%H-%M-%S").replace(tzinfo=UTC)
        size = path.stat().st_size if path.is_file() else 0
        return Backup(path.name, made.isoformat(), _reason(path.name), size)

    def _not_made(self, reason: str, fault: Exception) -> StudyError:
        size = self.database.stat().st_size if self.database.is_file() else 0
        return StudyError(
            f"no backup could be made before {reason}, so nothing was done ({fault})",
            hint=f"it takes {size / 1e6:,.1f} MB and the right to write in {self.folder}; "
            "make room there, or move old backups elsewhere",
        )


def _write_whole(old: sqlite3.Connection, target: Path) -> None:
    """Put a copy in the place of a file, whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        _write(old, part)
        forget_logs(target)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _write(old: sqlite3.Connection, target: Path) -> None:
    """A whole database in a new file that only its owner may read, safely on the disk."""
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, choose_file_mode(target.parent)))
    with closing(sqlite3.connect(target)) as new:
        old.backup(new)
        # Opened alone, a copy needs no log beside it.
        new.execute("PRAGMA journal_mode=DELETE")
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _with_work(backup: Backup, path: Path) -> Backup:
    """What each person did in it, as far as it can be read."""
    work: dict[str, dict[str, int]] = {}
    damage = ""
    try:
        read_revision(path)
        with open_read_only(path) as connection:
            tables = list_tables(connection)
            for what, wanted in _WORK.items():
                table = wanted.split("FROM ")[1].split()[0]
                for name, n in connection.execute(wanted) if table in tables else ():
                    work.setdefault(str(name), {})[what] = n
    except StudyError as fault:
        damage = fault.message
    except SQL_FAULTS as fault:
        damage = str(fault)
    return Backup(backup.name, backup.made, backup.reason, backup.size, work, damage)


def _reason(name: str) -> str:
    found = _NAME.fullmatch(name)
    return found.group(2) if found else ""


def _order(name: str) -> tuple[str, int]:
    """By time; of the copies of one second, by number."""
    number = re.match(r".{19}-(\d+) ", name)
    return name[:19], int(number.group(1)) if number else 1


def forget_logs(path: Path) -> None:
    """Remove what SQLite left beside a database that another one takes the place of.

    A log of the old file would be taken for one of the new, and bring the old contents back.
    """
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
