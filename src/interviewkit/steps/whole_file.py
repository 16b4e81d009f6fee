"""Files that appear whole or not at all, and only for their owner's eyes."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.steps.record import file_hash
from interviewkit.store.private import file_mode, make_folder

Content = bytes | Callable[[Path], object]
"""What a file is to hold, or what writes it to the path that it is given."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def whole_files(contents: Mapping[Path, Content]) -> Iterator[dict[Path, str]]:
    """Write files beside their places; when the block ends well, they are put there.

    Gives the block the SHA-256 of each. What was made on the way is gone again if anything fails.

    Raises:
        StudyError: one cannot be written.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            with in_words(path):
                make_folder(path.parent)
                parts[path] = _new_part(path.parent)
                _fill(parts[path], content)
        yield {path: file_hash(part) for path, part in parts.items()}
        for path, part in parts.items():
            with in_words(path):
                part.replace(path)
                _sync(path.parent)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _new_part(folder: Path) -> Path:
    """An empty file beside the one to come, for nobody else to read."""
    handle, name = tempfile.mkstemp(prefix=".interviewkit-", suffix=".part", dir=folder)
    os.close(handle)
    return Path(name)


def _fill(part: Path, content: Content) -> None:
    if isinstance(content, bytes):
        part.write_bytes(content)
    else:
        content(part)
    part.chmod(file_mode(part.parent))
    _sync(part)


def _sync(path: Path) -> None:
    """What is on the disk now stays there when the power goes; folders cannot on Windows."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """What keeps a file from being written, and what to do about it, as a ``StudyError``."""
    try:
        yield
    except OSError as fault:
        if fault.errno in FULL:
            raise StudyError(
                f"there is no room left to write {path}",
                hint="free some space and try again; what was there before is as it was",
            ) from fault
        raise StudyError(
            f"{path} cannot be written ({fault.strerror or fault})",
            hint="see that you may write there, or name another place",
        ) from fault
