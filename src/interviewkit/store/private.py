"""Files and folders that only their owner may read: what people said is confidential."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def choose_file_mode(folder: Path) -> int:
    """The rights of a file that is made in a folder: its owner's alone.

    A folder that was given to a group on purpose (``chmod g+ws``) is one that several people work
    in: there the group may read and write too. The rights of all others are never given.
    """
    return 0o660 if _is_shared(folder) else 0o600


def _is_shared(folder: Path) -> bool:
    mode = folder.stat().st_mode if folder.is_dir() else 0
    return bool(mode & stat.S_ISGID and mode & stat.S_IWGRP)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; each new one is its owner's alone.

    Raises:
        OSError: it cannot be made, or a file stands there.
    """
    for each in [*reversed(folder.parents), folder]:
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)
            if _is_shared(each.parent):
                each.chmod(0o2770)


def make_private(path: Path) -> None:
    """Make an empty file, or take from one that is there the rights that others have to it.

    What belongs to another user is left as it is: only they may change it.

    Raises:
        OSError: it cannot be made.
    """
    mode = choose_file_mode(path.parent)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, mode))
        path.chmod(mode)  # what the umask took from a group that shares the folder
    if os.name == "nt":
        return
    status = path.stat()
    had = stat.S_IMODE(status.st_mode)
    if had & ~mode & 0o077 and status.st_uid == os.geteuid():
        path.chmod(had & (mode | 0o700))
