"""Files that appear whole or not at all, and only for their owner's eyes."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.steps.record import hash_file
from interviewkit.store.private import choose_file_mode, make_folder

Content = bytes | str | Callable[[Path], object]
"""What a file is to hold (a text as UTF-8), or what writes it to the path that it is given."""

PART = ".interviewkit-"
"""What names of half-written files begin with; the number of the process that writes follows."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def write_whole_files(contents: Mapping[Path, Content]) -> Iterator[dict[Path, str]]:
    """Write files beside their places; when the block ends well, they are put there.

    Gives the block the SHA-256 of each. What was made on the way is gone again if anything fails.

    Raises:
        StudyError: one cannot be written.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            with explain_write_faults(path):
                make_folder(path.parent)
                parts[path] = _new_part(path.parent)
                _fill(parts[path], content)
        yield {path: hash_file(part) for path, part in parts.items()}
        for path, part in parts.items():
            with explain_write_faults(path):
                part.replace(path)
                _sync(path.parent)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _new_part(folder: Path) -> Path:
    """An empty file beside the one to come, for nobody else to read."""
    _remove_dead_parts(folder)
    prefix = f"{PART}{os.getpid()}-"
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=folder)
    os.close(handle)
    return Path(name)


def _remove_dead_parts(folder: Path) -> None:
    """Remove what processes that were killed have left half-written."""
    for part in folder.glob(f"{PART}*-*.part"):
        number = part.name.removeprefix(PART).partition("-")[0]
        if number.isdecimal() and not _is_running(int(number)):
            part.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    """Whether there is such a process; Windows cannot be asked without ending it."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _fill(part: Path, content: Content) -> None:
    if isinstance(content, bytes | str):
        part.write_bytes(content if isinstance(content, bytes) else content.encode())
    else:
        content(part)
    part.chmod(choose_file_mode(part.parent))
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
def explain_write_faults(path: Path) -> Iterator[None]:
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
