"""Which file stands at a path: a database that was replaced is another one under an old name."""

from __future__ import annotations

from pathlib import Path


def identify_file(path: Path) -> tuple[int, int] | None:
    """The device and number of the file at ``path``; ``None`` where there is none.

    What is written into a file that was taken away or replaced meanwhile is lost.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
