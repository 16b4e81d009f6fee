"""``init``: the folders of a new study and a ``study.toml`` that explains itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from importlib.resources import files
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.steps.keeping.example_files import EXAMPLE
from interviewkit.steps.keeping.example_files import FOLDER as EXAMPLE_FOLDER
from interviewkit.steps.writing.whole_file import write_whole_files

FOLDERS = ("transcripts", "codebooks", "surveys")
TEMPLATES = {"codebook.yaml": "codebooks/codebook.yaml", SETTINGS_FILE: SETTINGS_FILE}
"""What is written where. ``study.toml`` comes last: with it a folder is a study."""


def init(folder: Path) -> Sequence[Path]:
    """Make what is not there, all of it or nothing; what is there stays as it is.

    One that was stopped half-way may be called again.

    Raises:
        StudyError: the folder is a study already, or cannot be written.
    """
    if (folder / SETTINGS_FILE).exists():
        raise StudyError(
            f"{folder} is a study already", hint="edit its study.toml, or name another folder"
        )
    here = files("interviewkit.steps.keeping") / "templates"
    return _make_study(folder, {p: (here / name).read_bytes() for name, p in TEMPLATES.items()})


def init_example(folder: Path) -> Sequence[Path]:
    """Write the example study into a folder of its own, all of it or nothing.

    Raises:
        StudyError: something lies in the folder, it cannot be written, or the example is lost.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise StudyError(
            f"{folder} is not empty", hint="name a folder that is new: the example stands alone"
        )
    home = find_example()
    sources = [path for name in EXAMPLE for path in _list_files(home / name)]
    return _make_study(
        folder, {path.relative_to(home).as_posix(): path.read_bytes() for path in sources}
    )


def find_example() -> Path:
    """Where the example study lies: in the package, or around it where its code is worked on.

    Raises:
        StudyError: it is in neither place.
    """
    package = Path(str(files("interviewkit")))
    for home in (package / EXAMPLE_FOLDER, package.parents[1]):
        if all((home / name).exists() for name in EXAMPLE):
            return home
    raise StudyError(
        "the example study does not lie beside the package", hint="install interviewkit anew"
    )


def _list_files(place: Path) -> Sequence[Path]:
    found = [place] if place.is_file() else sorted(place.rglob("*"))
    return [path for path in found if path.is_file() and not path.name.startswith(".")]


def _make_study(folder: Path, texts: dict[str, bytes]) -> Sequence[Path]:
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
        _make_folder(path.parent, undo)
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
