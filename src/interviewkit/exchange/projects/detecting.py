"""Which tool's file it is: told by what it holds, not by what it is called."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from interviewkit import parts
from interviewkit.errors import GuestError
from interviewkit.exchange.foreign_bytes import read_head

FAMILY = "project_reader"

Test = Callable[[Path, bytes], bool]


def detect_format(path: Path) -> str:
    """The first reader that knows a file, or folder, for its own; empty where none does.

    Raises:
        SourceError: it is absent or cannot be opened.
    """
    head = read_head(path)
    return next((name for name, is_this in _list_tests() if is_this(path, head)), "")


def load_reader(name: str) -> Any:
    """The reader of that name: ``read(path) -> ForeignFile``.

    Raises:
        UnknownPartError: there is none.
        GuestError: it is another package's and cannot be loaded.
    """
    return parts.load_part(FAMILY, name)


def _list_tests() -> Iterator[tuple[str, Test]]:
    """Each reader's name and its look at a file; the house's first."""
    for name, place in parts.HOUSE[FAMILY].items():
        yield name, import_module(place.partition(":")[0]).is_this
    for guest in parts.list_guests(FAMILY):
        if guest.name not in parts.HOUSE[FAMILY]:
            yield guest.name, _find_guest_test(guest)


def _find_guest_test(guest: parts.GuestPart) -> Test:
    """What stands beside a guest's reader as ``is_this``.

    Raises:
        GuestError: nothing does.
    """
    read = guest.load()
    is_this: Test | None = getattr(sys.modules.get(read.__module__), "is_this", None)
    if is_this is None:
        raise GuestError(
            f"{guest} does not say which files are its own",
            hint="its module needs is_this(path, head) beside the reader",
        )
    return is_this
