"""Writing a file whole or not at all."""

from __future__ import annotations

from pathlib import Path

from interviewkit.errors import StudyError


def write_whole(path: Path, content: bytes) -> None:
    """A file that is open elsewhere never stands there half-written.

    Raises:
        StudyError: the file cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise StudyError(
            f"{path} cannot be written ({fault.strerror})",
            hint="see that the disk has room and that you may write there",
        ) from fault
