"""Finds the files of a study by shell patterns, and tells what lies among them and is not read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatch, fnmatchcase
from pathlib import Path

from interviewkit.errors import Problem, StudyError

SKIPPED = (".*", "~$*", "*.lock", "*.tmp", "*.bak", "README*", "LICENSE*", "participants.csv")
"""Names of files that lie among transcripts without being any."""

SIGNS = frozenset("*?[")
"""What makes a piece of a path a pattern."""

TRANSCRIPTS = "[transcripts] files"
"""The setting that mostly says what to look for."""

RECORDINGS = frozenset(
    [
        ".mp3",
        ".m4a",
        ".wav",
        ".wave",
        ".aif",
        ".aiff",
        ".flac",
        ".ogg",
        ".oga",
        ".opus",
        ".wma",
        ".aac",
        ".amr",
        ".mp4",
        ".m4v",
        ".mov",
        ".mkv",
        ".avi",
        ".webm",
        ".wmv",
        ".3gp",
        ".mpg",
        ".mpeg",
        ".ds2",
        ".dss",
    ]
)
"""How names of recordings end."""

ALLOW = "copy it into the study, or say in study.toml: [study] allow_outside = true"


def find_files(
    root: Path,
    patterns: Iterable[str],
    exclude: Collection[Path] = (),
    *,
    outside: bool = False,
    problems: list[Problem] | None = None,
    setting: str = TRANSCRIPTS,
) -> list[Path]:
    """Files below ``root`` that match any of the globs, sorted, each once.

    Hidden files, lock files, READMEs and ``participants.csv`` are passed over, and so is whatever
    is in ``exclude`` (paths as ``root / …`` gives them). What is left out for what it is goes to
    ``problems``: links that lead out of the study, unless ``outside`` ones may be read; pipes and
    devices; names that are not UTF-8. ``setting`` is where the patterns stand.

    Raises:
        StudyError: a pattern is empty, or leads out of the study and may not.
    """
    found: set[Path] = set()
    for pattern in patterns:
        _refuse_pattern(root, pattern, setting, outside=outside)
        found.update(_find(root, pattern, outside=outside))
    kept = []
    for path in sorted(found - set(exclude)):
        if is_passed_over(_relative(path, root).parts):
            continue
        if fault := _find_path_fault(path, root, outside=outside):
            if problems is not None:
                problems.append(fault)
        else:
            kept.append(path)
    return kept


def is_passed_over(pieces: Sequence[str]) -> bool:
    """Whether a path, piece by piece below the study, is that of no transcript."""
    hidden = any(piece.startswith(".") for piece in pieces)
    return hidden or any(fnmatchcase(pieces[-1], pattern) for pattern in SKIPPED)


def is_recording(path: Path) -> bool:
    """Whether a file is sound or film by its name: nothing to read, but what was transcribed."""
    return path.suffix.lower() in RECORDINGS


def find_way_out(path: Path, root: Path) -> str:
    """Where a path ends that does not lie below ``root``, links followed; else empty."""
    real = os.path.realpath(path)
    return "" if Path(real).is_relative_to(os.path.realpath(root)) else real


def split_pattern(pattern: str) -> tuple[str, tuple[str, ...]]:
    """The part of a pattern that names one folder (or file), and the pieces below it."""
    pieces = Path(pattern).parts
    plain = next((i for i, piece in enumerate(pieces) if SIGNS & set(piece)), len(pieces))
    return str(Path(*pieces[:plain])), pieces[plain:]


def is_match(pieces: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a path, piece by piece, fits a pattern; ``**`` stands for any number of folders."""
    if not pattern:
        return not pieces
    head, *rest = pattern
    if head != "**":
        return bool(pieces) and fnmatch(pieces[0], head) and is_match(pieces[1:], rest)
    while rest[:1] == ["**"]:
        rest = rest[1:]
    if not rest:
        return bool(pieces)
    return any(is_match(pieces[i:], rest) for i in range(len(pieces)))


def _refuse_pattern(root: Path, pattern: str, setting: str, *, outside: bool) -> None:
    hint = "give it relative to the folder of study.toml: transcripts/**/*"
    if not pattern:
        raise StudyError(f"{setting}: a pattern is empty", hint=hint)
    real = find_way_out(root / split_pattern(pattern)[0], root)
    if not outside and (real or ".." in Path(pattern).parts):
        where = f" but at {real}" if real else ""
        what = f"{setting}: {pattern!r} is not below the study{where}"
        raise StudyError(what, hint=f"{hint}; or allow it there: [study] allow_outside = true")


def _find(root: Path, pattern: str, *, outside: bool) -> Iterator[Path]:
    """Whatever fits a pattern and is no folder, and folders that may not be gone into.

    A link to a folder is followed where the pattern names it, or where it leads out of ``root``
    and may. What a link within the study leads to is found where it lies.
    """
    start, below = split_pattern(pattern)
    folder = Path(os.path.normpath(root / start))
    if not below:
        if os.path.lexists(folder) and not folder.is_dir():
            yield folder
        return
    for path in _walk(folder, root, (os.path.realpath(folder),), outside=outside):
        pieces = path.relative_to(folder).parts
        leads_on = _is_folder(path) and ("**" in below or len(pieces) < len(below))
        if leads_on or is_match(pieces, below):
            yield path


def _walk(folder: Path, root: Path, way: tuple[str, ...], *, outside: bool) -> Iterator[Path]:
    """Files below a folder, and folders that are not gone into; ``way`` breaks circles."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        if folder.is_dir():  # one that may not be opened is told like a file
            yield folder
        return
    for path in paths:
        if not _is_folder(path):
            yield path
        elif path.name.startswith("."):
            continue
        elif not path.is_symlink():
            yield from _walk(path, root, (*way, os.path.realpath(path)), outside=outside)
        elif real := find_way_out(path, root):
            if not outside:
                yield path
            elif real not in way:
                yield from _walk(path, root, (*way, real), outside=outside)


def _find_path_fault(path: Path, root: Path, *, outside: bool) -> Problem | None:
    """Why a path that fits a pattern is not opened."""
    name = os.fsencode(_relative(path, root).as_posix())
    shown = name.decode("utf-8", "backslashreplace")
    if (real := find_way_out(path, root)) and not outside:
        real = os.fsencode(real).decode("utf-8", "backslashreplace")
        return Problem(shown, 0, f"it leads out of the study, to {real}; it is not read", ALLOW)
    if _is_shut(path):
        return Problem(shown, 0, "it cannot be opened: you may not read it", "ask for the right")
    if not path.is_file():
        what = "a link to what is not there" if path.is_symlink() else "a pipe or a device"
        return Problem(shown, 0, f"it is no file but {what}; it is not read", "take it away")
    if shown.encode() != name:
        return Problem(shown, 0, "its name is not UTF-8; it is not read", "rename it")
    return None


def _is_folder(path: Path) -> bool:
    """Whether it is a folder as far as one may look."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_shut(path: Path) -> bool:
    """Whether a file or folder is there that may not be read."""
    try:
        return path.exists() and not os.access(path, os.R_OK)
    except OSError:
        return True


def _relative(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
