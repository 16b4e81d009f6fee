"""A file of another tool, opened by the reader that knows it; what no reader knows is told."""

from __future__ import annotations

import inspect
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from interviewkit.errors import SourceError, StudyError
from interviewkit.exchange.extracts.opening import peek_content
from interviewkit.exchange.foreign_bytes import read_head
from interviewkit.exchange.projects.detecting import detect_format, load_reader
from interviewkit.model.project import ForeignFile
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.readers.choosing import BY_SUFFIX
from interviewkit.steps.writing.outside import is_odd

SOURCES, PASSAGES = "sources", "passages"
"""What a coder has read of a source in which they coded: all of it, or what they coded alone."""

TABLES = (".csv", ".tsv", ".xlsx", ".sav", ".zsav", ".dta", ".por")
"""What a survey may come in; of these a .csv or .xlsx may be a transcript too."""

OURS = {"transcript", "turn", "code", "coder"}
"""Headings of our own table of codings."""

PEOPLE = {"speaker", "participant"}
"""Headings of a participants file."""

PROJECT_NAMES = re.compile(r"\.(qdpx|qde|qdc|qda|rqda|mx\d\d|mex\d\d|atlproj\w*)", re.IGNORECASE)
"""Ends of names that only projects have."""

TRANSCRIPT = "a transcript: copy it into transcripts/, then: interviewkit ingest"
STUDY = "it is a study of interviewkit: in it say interviewkit export study.qdpx, and import that"
KNOWN = (
    "what can be imported: projects of NVivo, MAXQDA, ATLAS.ti and others saved as REFI-QDA "
    "(.qdpx, .qdc), QualCoder, Taguette and RQDA as they are, tables of coded segments, codebooks "
    "as tables or documents (docs/exchange.md)"
)


@dataclass(frozen=True, slots=True)
class ImportWish:
    """How a file is to be taken in.

    ``format`` names the reader, ``offsets`` how the file counts places; both are found out where
    they are empty. ``as_coder`` is whose codings those are of which the file does not say it.
    ``read`` says what coders have read; with ``dry_run`` it is only told what would come in.
    """

    format: str = ""
    offsets: str = ""
    as_coder: str = ""
    read: str = SOURCES
    dry_run: bool = False
    new_coder: bool = False


def open_foreign_file(path: Path, wish: ImportWish) -> ForeignFile:
    """What the file holds.

    Raises:
        SourceError: it is absent, of no tool that is known, or broken.
        StudyError: the reader cannot be told how the file counts places.
        UnknownPartError: there is no reader of that name.
    """
    if is_odd(path):
        raise SourceError(
            f"{path} is no file but a pipe or a device", hint="save what it gives, and name that"
        )
    if path.is_file() and not path.stat().st_size:
        raise SourceError(f"{path} is empty", hint="nothing was taken in; export it anew there")
    name = wish.format or detect_format(path)
    if not name and _is_damaged(path):
        raise SourceError(
            f"{path} is damaged or cut off, or not what its name says",
            hint="copy it anew, or export it again in the program that wrote it",
        )
    if not name:
        raise SourceError(f"{path} is of no tool that is known", hint=_suggest(path))
    read = load_reader(name)
    if not wish.offsets:
        found: ForeignFile = read(path)
        return found
    if "offsets" not in inspect.signature(read).parameters:
        raise StudyError(
            f"a file of the kind {name} says itself how it counts places",
            hint="leave out --offsets",
        )
    counted: ForeignFile = read(path, offsets=wish.offsets)
    return counted


def _is_damaged(path: Path) -> bool:
    """Whether a file that no reader knows is called as projects are, or begins as an archive."""
    if path.is_dir():
        return False
    if PROJECT_NAMES.fullmatch(path.suffix):
        return True
    return read_head(path).startswith(b"PK\x03\x04") and not zipfile.is_zipfile(path)


def _suggest(path: Path) -> str:
    """What takes such a file, if anything does."""
    folder = path.parent if path.suffix == ".db" else path
    if (folder / SETTINGS_FILE).is_file():
        return STUDY
    if path.is_dir():
        return f"name a file in it, unless it is a QualCoder project (.qda); {TRANSCRIPT}; {KNOWN}"
    suffix, headings = path.suffix.lower(), _peek_headings(path)
    if headings >= OURS:
        if suffix in (".csv", ".tsv"):
            return f"codings as a table are taken in by: interviewkit coding import {path}"
        return "codings of interviewkit: save the sheet as CSV, then: interviewkit coding import"
    if headings >= PEOPLE:
        return 'who is who: name it in study.toml, [transcripts] participants = "FILE"'
    hints = []
    if suffix in BY_SUFFIX:
        hints.append(TRANSCRIPT)
    if suffix in TABLES:
        hints.append(f'a survey: name it in study.toml, [survey] file = "surveys/{path.name}"')
    return "; ".join([*hints, KNOWN])


def _peek_headings(path: Path) -> set[str]:
    """The headings of a table, in small letters."""
    content = peek_content(path, read_head(path))
    rows = [each.rows[0] for each in content.tables if each.rows] if content else []
    return {cell.strip().lower() for cell in rows[0].cells} if rows else set()
