"""By what a file is known: its suffix, and what it holds.

Readers of one family say so in ``kinds.py`` of their folder; :data:`KINDS` of
:mod:`interviewkit.readers.files` lists them all. What a file holds comes before what it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file, and the part of the family ``reader`` that reads it.

    ``suffixes`` are written small and with their dot. ``fits`` looks at the decoded beginning of a
    text (:data:`HEAD` characters) and says whether it is certainly of this kind; a kind without it
    is known by its suffix alone. ``magic`` looks at the first bytes of what is no text, and
    ``member`` names what a zip archive of this kind holds. A kind that is no ``is_text`` gets bytes
    (``Source.raw``) and no text. Files of the suffixes in ``yields`` are left to the kind of their
    suffix, though they fit; those in ``also`` are another kind's, and it is nothing to tell
    where this one comes under them. ``fits`` must be quick, and must never take speech for its own:
    somebody's words may begin with anything.
    """

    reader: str
    suffixes: tuple[str, ...] = ()
    fits: Callable[[str], bool] | None = None
    magic: Callable[[bytes], bool] | None = None
    member: str = ""
    is_text: bool = True
    yields: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


HEAD = 4096
"""So many characters from the beginning of a text are looked at."""


def look_by(place: str) -> Callable[[Any], bool]:
    """A look at the beginning of a file, written ``folder.module:function`` below the readers.

    Its module is imported with the first look, so that commands that read nothing load no reader.
    """
    module, _, name = place.partition(":")

    @cache
    def load() -> Callable[[Any], bool]:
        found: Callable[[Any], bool] = getattr(import_module(f"{__package__}.{module}"), name)
        return found

    return lambda head: load()(head)
