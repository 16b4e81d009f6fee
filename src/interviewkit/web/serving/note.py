"""The private note of a served study: at which port, by which process, and its key.

It stands in the study's own folder, for its owner's eyes alone. By it a second ``serve`` finds the
first and proves that it may ask it for an entrance; and as the key outlives the server, a page that
was left open goes on after a restart.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from interviewkit.model.study_files import PRIVATE_FOLDER

FILE = "serving.json"
OLDEST = 30 * 24 * 3600
"""After so many seconds a key is made anew."""

MOST_PORT = 65535


@dataclass(frozen=True)
class ServingNote:
    """``pid`` 0 says that the server of this note has ended."""

    key: str
    made: int
    port: int = 0
    pid: int = 0


def make_note() -> ServingNote:
    """A note with a new key."""
    return ServingNote(secrets.token_hex(32), int(time.time()))


def read_note(root: Path) -> ServingNote | None:
    """The note of a study; ``None`` where there is none that can be used."""
    try:
        said = json.loads((root / PRIVATE_FOLDER / FILE).read_text("utf-8"))
        note = ServingNote(**{name: said[name] for name in ServingNote.__dataclass_fields__})
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    numbers = (note.made, note.port, note.pid)
    if not all(type(each) is int for each in numbers) or not 0 <= note.port <= MOST_PORT:
        return None
    return note if isinstance(note.key, str) and len(note.key) == 64 else None


def renew_key(note: ServingNote | None) -> ServingNote:
    """The note with its key; one that is too old, or lacking, is made anew."""
    if note is None or not 0 <= time.time() - note.made < OLDEST:
        return replace(make_note(), port=note.port if note else 0)
    return note


def write_note(root: Path, note: ServingNote) -> None:
    """Write it, whole or not at all, its owner's alone.

    A folder that cannot be written is served without: then a second ``serve`` does not find it.
    """
    path = root / PRIVATE_FOLDER / FILE
    part = path.with_name(f".{FILE}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(note), file)
        part.replace(path)
    with suppress(OSError):
        part.unlink(missing_ok=True)
