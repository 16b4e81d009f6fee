"""A tool of our own for tests: its files are projects as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewkit import parts
from interviewkit.errors import SourceError
from interviewkit.exchange.projects.detecting import FAMILY
from interviewkit.model.project import ForeignFile, Project
from interviewkit.model.project_json import from_plain, losses_from_plain, losses_to_plain, to_plain

MARK = b'{"handmade":'


def is_this(path: Path, head: bytes) -> bool:
    return head.startswith(MARK)


def read(path: Path) -> ForeignFile:
    try:
        plain = json.loads(path.read_text("utf-8"))
    except ValueError as fault:
        raise SourceError(f"{path.name} is damaged", hint="export it again") from fault
    losses = losses_from_plain(plain["losses"])
    return ForeignFile(from_plain(Project, plain["handmade"]), "handmade", losses)


def write(path: Path, file: ForeignFile) -> Path:
    plain = {"handmade": to_plain(file.project), "losses": losses_to_plain(file.losses)}
    path.write_text(json.dumps(plain), "utf-8")
    return path


@contextmanager
def plugged() -> Iterator[None]:
    """The reader among the parts of the house, as long as the block lasts."""
    parts.HOUSE[FAMILY]["handmade"] = "handmade_reader:read"
    try:
        yield
    finally:
        del parts.HOUSE[FAMILY]["handmade"]
