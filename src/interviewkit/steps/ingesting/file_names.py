"""Names of files that every system takes and that lead nowhere else."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from interviewkit.errors import StudyError

MOST_FOLDERS = 5
MOST_BYTES = 120
"""Of one piece of a path; file systems take 255, and some programs far fewer for all of it."""

_ODD = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def clean_name(name: str) -> str:
    """A path that every system takes and that leads nowhere else: letters stay, tricks go.

    Raises:
        StudyError: nothing is left of it.
    """
    text = unicodedata.normalize("NFC", name).encode("utf-8", "ignore").decode()
    pieces = [_clean(piece) for piece in re.split(r"[/\\]+", text)]
    kept = [piece for piece in pieces if piece][-MOST_FOLDERS:]
    if not kept or not kept[-1]:
        raise StudyError(f"{name!r} is no name of a file", hint="give it another name")
    return str(PurePosixPath(*kept))


def _clean(piece: str) -> str:
    """One piece of a path; empty where nothing of it may stay."""
    plain = "".join(sign for sign in piece if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    plain = _ODD.sub("_", plain).strip().lstrip("~$.").rstrip(". ")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    stem, dot, suffix = plain.rpartition(".")
    while len(plain.encode()) > MOST_BYTES:
        stem = stem[:-1] if dot and stem else ""
        plain = f"{stem}.{suffix}" if stem else plain[:-1]
    return plain
