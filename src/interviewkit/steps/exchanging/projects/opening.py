"""A file of another tool, opened by the reader that knows it; what no reader knows is told."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from pathlib import Path

from interviewkit import parts
from interviewkit.errors import SourceError, StudyError
from interviewkit.exchange.codings_csv import COLUMNS as CODINGS
from interviewkit.exchange.csv_file import read_header
from interviewkit.exchange.projects.detecting import FAMILY, detect_format, load_reader
from interviewkit.model.project import ForeignFile
from interviewkit.readers.choosing import BY_SUFFIX
from interviewkit.steps.writing.outside import is_odd

SOURCES, PASSAGES = "sources", "passages"
READS = (SOURCES, PASSAGES)
"""What a coder has read of a source in which they coded: all of it, or what they coded alone."""

TABLES = (".csv", ".tsv", ".xlsx", ".sav", ".zsav", ".dta", ".por")
"""What a survey may come in; of these a .csv or .xlsx may be a transcript too."""

OURS = {"transcript", "turn", "code", "coder"}


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
    name = wish.format or detect_format(path)
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


def _suggest(path: Path) -> str:
    """What takes such a file, if anything does."""
    known = f"what can be imported: {', '.join(parts.list_names(FAMILY))}"
    suffix = path.suffix.lower()
    if path.is_dir():
        return f"a folder is one of QualCoder, .qda; {known}"
    if suffix in (".csv", ".tsv") and set(read_header(path, CODINGS)) >= OURS:
        return f"codings as a table are taken in by: interviewkit coding import {path}"
    hints = []
    if suffix in BY_SUFFIX:
        hints.append("a transcript: copy it into transcripts/, then: interviewkit ingest")
    if suffix in TABLES:
        hints.append(f'a survey: name it in study.toml, [survey] file = "surveys/{path.name}"')
    return "; ".join([*hints, known])
