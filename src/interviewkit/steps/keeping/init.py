"""``init``: the folders of a new study and a ``study.toml`` that explains itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from importlib.resources import files
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.steps.writing.whole_file import write_whole_files

FOLDERS = ("transcripts", "codebooks", "surveys")
TEMPLATES = {"codebook.yaml": "codebooks/codebook.yaml", "study.toml": "study.toml"}
"""What is written where. ``study.toml`` comes last: with it a folder is a study."""


def init(folder: Path) -> Sequence[Path]:
    """Make what is not there, all of it or nothing; what is there stays as it is.

    One that was stopped half-way may be called again.

    Raises:
        StudyError: the folder is a study already, or cannot be written.
    """
    if (folder / "study.toml").exists():
        raise StudyError(
            f"{folder} is a study already", hint="edit its study.toml, or name another folder"
        )
    here = files("interviewkit.steps.keeping") / "templates"
    texts = {place: (here / name).read_bytes() for name, place in TEMPLATES.items()}
    with ExitStack() as undo:
        try:
            new = _make(folder, texts, undo)
        except OSError as fault:
            place = fault.filename or folder
            raise StudyError(
                f"{place} cannot be made ({fault.strerror}); nothing is left of the new study",
                hint="name a folder of your own",
            ) from fault
        undo.pop_all()
    return new


def _make(folder: Path, texts: dict[str, bytes], undo: ExitStack) -> Sequence[Path]:
    new = [path for name in FOLDERS if (path := folder / name) and _make_folder(path, undo)]
    for place, text in texts.items():
        path = folder / place
        if not path.exists():
            undo.callback(path.unlink, missing_ok=True)
            _write(path, text)
            new.append(path)
    return new


def _write(path: Path, text: bytes) -> None:
    with write_whole_files({path: text}):
        pass


def _make_folder(path: Path, undo: ExitStack) -> bool:
    """Make a folder and those above it; whether it was not there."""
    if path.is_dir():
        return False
    _make_folder(path.parent, undo)
    path.mkdir(mode=0o700)
    undo.callback(_remove_folder, path)
    return True


def _remove_folder(path: Path) -> None:
    with suppress(OSError):  # what somebody has put into it meanwhile is theirs
        path.rmdir()
