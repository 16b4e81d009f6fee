"""Faults of the database in words that a researcher can act on: the one place for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from interviewkit.errors import StudyBusyError, StudyError

LOOK = "see what is wrong with: interviewkit check"
BACK = "put a backup in its place: interviewkit restore (it lists them)"
MEND = f"{LOOK}; then {BACK}"

SQL_FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second where it quotes a damaged table that is no text any more."""


def describe_fault(path: Path, fault: BaseException) -> StudyError:
    """A fault of SQLite as what is wrong and what to do about just that."""
    if isinstance(fault, UnicodeDecodeError):
        return describe_unusable(path, "what it says of its tables is no text")
    name = getattr(fault, "sqlite_errorname", "") or ""
    what = str(fault)
    for begins, describe in _KINDS:
        if name.startswith(begins):
            return describe(path, what)
    for begins, (message, hint) in _MESSAGES.items():
        if name.startswith(begins):
            return StudyError(message.format(path=path, what=what), hint=hint)
    if "no such table" in what or "no such column" in what:
        return StudyError(f"{path} is incomplete: {what}", hint=MEND)
    if "decode" in what.lower():
        return StudyError(f"{path} holds text that is no text: {what}", hint=MEND)
    return StudyError(f"{path} cannot be used: {what}", hint=MEND)


def describe_damage(path: Path, damage: str) -> StudyError:
    """Some cell, row or page of a database is not what it should be."""
    return StudyError(f"{path} is damaged: {damage}", hint=MEND)


def describe_unwritable(path: Path, fault: object) -> StudyError:
    return StudyError(
        f"{path.parent} cannot be written ({fault})",
        hint="copy the study to a folder of your own, or ask for the right to write there",
    )


def describe_unusable(path: Path, what: str) -> StudyError:
    """The file is no database that can be used."""
    return StudyError(
        f"{path} is damaged or not a study database ({what})",
        hint=f"{BACK}. Without a backup, move it away and run again: transcripts are read anew, "
        "but what people coded is only in that file",
    )


def _busy(path: Path, _what: str) -> StudyError:
    return StudyBusyError(f"{path} is in use by another program", hint="close it and try again")


_NOT_READ = (
    "{path} cannot be read from the disk ({what})",
    "the disk or the connection to it may fail: copy the study to another one and "
    "look it over there with: interviewkit check",
)
_INCONSISTENT = ("{path} holds what does not fit together ({what})", MEND)
_MESSAGES = {
    "SQLITE_FULL": (
        "there is no room left to write {path}",
        "free some space and run it again: the last finished step is kept",
    ),
    "SQLITE_IOERR_READ": _NOT_READ,
    "SQLITE_IOERR_SHORT_READ": _NOT_READ,
    "SQLITE_IOERR_CORRUPTFS": _NOT_READ,
    "SQLITE_IOERR": (
        "{path} cannot be written to the disk ({what})",
        "see that the disk has room and works; the last finished step is kept",
    ),
    "SQLITE_CONSTRAINT": _INCONSISTENT,
    "SQLITE_MISMATCH": _INCONSISTENT,
}
"""Beginning of a fault's name → what it is, and what to do; the first that fits."""
_KINDS: tuple[tuple[str, Callable[[Path, str], StudyError]], ...] = (
    ("SQLITE_READONLY", describe_unwritable),
    ("SQLITE_CANTOPEN", describe_unwritable),
    ("SQLITE_PERM", describe_unwritable),
    ("SQLITE_BUSY", _busy),
    ("SQLITE_LOCKED", _busy),
    ("SQLITE_PROTOCOL", _busy),
    ("SQLITE_NOTADB", describe_unusable),
    ("SQLITE_CORRUPT", describe_unusable),
    ("SQLITE_FORMAT", describe_unusable),
)
