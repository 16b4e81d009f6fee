"""``init``: the folders of a new study and a ``study.toml`` that explains itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.steps.whole_file import whole_files
from interviewkit.store.private import make_folder

FOLDERS = ("transcripts", "codebooks", "surveys")
TEMPLATES = {"study.toml": "study.toml", "codebook.yaml": "codebooks/codebook.yaml"}


def init(folder: Path) -> Sequence[Path]:
    """Make what is not there; what is there stays as it is.

    Raises:
        StudyError: the folder is a study already, or cannot be written.
    """
    if (folder / "study.toml").exists():
        raise StudyError(
            f"{folder} is a study already", hint="edit its study.toml, or name another folder"
        )
    try:
        return _make(folder)
    except OSError as fault:
        raise StudyError(
            f"{folder} cannot be written ({fault.strerror})", hint="name a folder of your own"
        ) from fault


def _make(folder: Path) -> Sequence[Path]:
    new = []
    for name in FOLDERS:
        if not (folder / name).is_dir():
            make_folder(folder / name)
            new.append(folder / name)
    for template, place in TEMPLATES.items():
        if not (folder / place).exists():
            text = files("interviewkit.steps").joinpath("templates", template).read_text("utf-8")
            with whole_files({folder / place: text.encode()}):
                new.append(folder / place)
    return new
