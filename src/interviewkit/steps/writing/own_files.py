"""Which files are the study's own: nothing is ever written over them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from interviewkit.coding.codebook_file import find_patterns_of
from interviewkit.errors import StudyError
from interviewkit.model.report_profile import (
    STEMS,
    list_profiles,
    list_report_names,
    name_report_file,
)
from interviewkit.model.settings import Settings, read_settings
from interviewkit.model.study_files import DATABASE_FILE, PRIVATE_FOLDER, SETTINGS_FILE
from interviewkit.readers.file_search import find_files, is_match, is_passed_over, split_pattern
from interviewkit.steps.writing.outside import list_named_files

KEPT = (DATABASE_FILE, PRIVATE_FOLDER, "backups")
"""How names in the study's folder begin that hold what was done, copies of it, and its locks."""
IMPORTED = "imported"
"""The folder with the private copies of files of other tools."""
TEXTS = "report"
"""The folder with the analyst's texts of the report, one file a text."""


def list_report_paths(root: Path, settings: Settings) -> list[Path]:
    """Where the report goes: one path a format, or one for it and one for its appendix."""
    return [
        find_report_path(root, settings, profile, shape)
        for shape in settings.report.formats
        for profile in list_profiles(shape)
    ]


def find_report_path(root: Path, settings: Settings, profile: str, shape: str) -> Path:
    """Where a file of the report goes."""
    return root / settings.report.folder / name_report_file(profile, shape)


def list_own_papers(root: Path, settings: Settings) -> list[Path]:
    """What is written for the report or by it, or kept of imports: never read as a transcript."""
    folder = root / settings.report.folder
    papers = [folder / name for name in list_report_names(settings.report.formats)]
    return [*papers, *find_text_files(root), *sorted((root / IMPORTED).glob("*"))]


def find_text_files(root: Path) -> list[Path]:
    """The analyst's texts of the report, by their names."""
    found = (path for path in (root / TEXTS).glob("*.md") if path.is_file())
    return sorted(path for path in found if path.stem not in STEMS.values())


def find_owner(root: Path, settings: Settings, place: Path) -> str:
    """What a place (links followed) is to this study or another around it; empty if nothing."""
    if what := _name_place(root, settings, place):
        return f"{what} of this study"
    for folder in place.parents:
        if folder != root and (folder / SETTINGS_FILE).is_file():
            try:
                what = _name_place(folder, read_settings(folder / SETTINGS_FILE), place)
            except StudyError:
                what = _name_place(folder, Settings(), place)
            if what:
                return f"{what} of the study {folder}"
    return ""


def find_reading_pattern(root: Path, settings: Settings, place: Path) -> str:
    """What a file at a place would be read as, by which pattern of study.toml; empty if nothing."""
    if any(_is_same_file(place, path) for path in list_own_papers(root, settings)):
        return ""
    for what, setting, patterns in (
        ("a transcript", "[transcripts] files", settings.transcripts.files),
        ("codings", "[coding] import", settings.coding.import_),
    ):
        for pattern in patterns:
            if _would_be_read(root, pattern, place):
                return f"{what}, by {setting} = {pattern!r}"
    return ""


def _would_be_read(root: Path, pattern: str, place: Path) -> bool:
    start, below = split_pattern(pattern)
    pieces = _find_pieces_below(Path(os.path.realpath(root / start)), place)
    if pieces is None or (pieces and is_passed_over(pieces)):
        return False
    return is_match(pieces, [_folded(piece) for piece in below])


def _name_place(root: Path, settings: Settings, place: Path) -> str:
    pieces = _find_pieces_below(root, place)
    if pieces and pieces[0].startswith(KEPT):
        return "the database" if pieces == (DATABASE_FILE,) else "kept with the database"
    return next((what for what, path in _sources(root, settings) if _is_same_file(place, path)), "")


def list_made_files(root: Path, settings: Settings) -> list[tuple[str, Path]]:
    """What people made and the study reads, with what each file is: settings, transcripts …

    A file that lies elsewhere, by leave of study.toml, is named as it is there.
    """
    found = {path: what for what, path in _sources(root, settings) if path.is_file()}
    found.pop(root / DATABASE_FILE, None)
    return [(what, path) for path, what in found.items()]


def _sources(root: Path, settings: Settings) -> Iterator[tuple[str, Path]]:
    yield "the settings file", root / SETTINGS_FILE
    yield "the database", root / DATABASE_FILE
    for setting, named in list_named_files(settings):
        yield f"the {setting}", root / named
    if settings.codebook.file and (beside := find_patterns_of(root / settings.codebook.file)):
        yield "the patterns of the codebook", beside
    for what, patterns in (
        ("a transcript", settings.transcripts.files),
        ("a file of codings", settings.coding.import_),
    ):
        with suppress(StudyError):
            found = find_files(root, patterns, outside=settings.study.allow_outside)
            yield from ((what, path) for path in found)


def _is_same_file(place: Path, own: Path) -> bool:
    """Whether two paths are one file: by name, by link, or as two names of one file."""
    if _folded(str(place)) == _folded(os.path.realpath(own)):
        return True
    try:
        return place.samefile(own)
    except OSError:
        return False


def _find_pieces_below(root: Path, place: Path) -> tuple[str, ...] | None:
    """The pieces of a place below a folder, as file systems compare them that fold case."""
    base = tuple(map(_folded, Path(os.path.realpath(root)).parts))
    pieces = tuple(map(_folded, place.parts))
    return pieces[len(base) :] if pieces[: len(base)] == base else None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
