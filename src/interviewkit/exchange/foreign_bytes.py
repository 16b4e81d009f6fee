"""The bytes of a file from outside, and what is said where they cannot be had."""

from __future__ import annotations

from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.model.limits import DEFAULT_LIMITS, MEGABYTE, LimitSettings, build_limit_error

HEAD = 65_536
"""So many bytes are enough to tell what a file is."""


def read_head(path: Path, most: int = HEAD) -> bytes:
    """The first bytes of a file; none of a folder.

    Raises:
        SourceError: it is absent or cannot be opened.
    """
    try:
        if path.is_dir():
            return b""
        with path.open("rb") as stream:
            return stream.read(most)
    except OSError as fault:
        raise explain_unreadable(path, fault) from fault


def read_bounded(path: Path, limit: str, limits: LimitSettings = DEFAULT_LIMITS) -> bytes:
    """All bytes of a file that stays within the limit of that name, which is in MB.

    Raises:
        SourceError: it is absent, no file, cannot be opened, or is too large.
    """
    try:
        size = path.stat().st_size // MEGABYTE
        if size >= getattr(limits, limit):
            raise build_limit_error(f"{path} has {size:,} MB", limit, size + 1, limits)
        return path.read_bytes()
    except OSError as fault:
        raise explain_unreadable(path, fault) from fault


def explain_unreadable(path: Path, fault: OSError) -> SourceError:
    """What to say where the system does not give a file."""
    if isinstance(fault, FileNotFoundError):
        hint = "see that the path is right; nothing was taken in"
        return SourceError(f"there is no file {path}", hint=hint)
    return SourceError(
        f"{path} cannot be opened: {fault.strerror or fault}",
        hint="see that it is a file and may be read",
    )
