"""Opens a file of another tool by what it is, not by how it is called."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from pathlib import Path

from interviewkit.errors import Problem, SourceError
from interviewkit.exchange.csv_file import decode_table, split_rows
from interviewkit.exchange.extracts.contents import (
    CSV,
    PDF,
    PLAIN_TEXT,
    WEB_PAGE,
    WORD,
    WORKBOOK,
    ForeignContent,
    ForeignParagraph,
    ForeignRow,
    ForeignTable,
)
from interviewkit.exchange.extracts.pdf_tables import read_pdf_tables
from interviewkit.exchange.extracts.web_pages import read_web_blocks
from interviewkit.exchange.extracts.word_files import read_word_blocks
from interviewkit.exchange.extracts.workbooks import read_workbook_tables
from interviewkit.exchange.foreign_bytes import read_bounded
from interviewkit.model.archives import list_members
from interviewkit.model.limits import DEFAULT_LIMITS
from interviewkit.model.text_marks import decode_wide
from interviewkit.tables.drawing.safe_text import unguard_cell

SOME = 60
"""Rows of a sheet that are looked at to see what it is."""

LIMIT = "survey_mb"
"""Tables and documents of other tools may be as large as a survey."""

_HEAD = 200_000
"""Characters of a text that are looked at to see what it is."""

_ZIP, _OLD_OFFICE, _RTF, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-"
_PAGE = re.compile(rb"<!doctype html|<html|<table[\s>]|<body[\s>]", re.IGNORECASE)
_SEPARATORS = (",", ";", "\t", "|")


def open_content(path: Path) -> ForeignContent:
    """All that the file holds.

    Raises:
        SourceError: it is absent, too large, damaged, or neither a table nor a document.
    """
    return _read(path, read_bounded(path, LIMIT), None)


def peek_content(path: Path, head: bytes) -> ForeignContent | None:
    """The first rows of each table of a file and its first paragraphs; nothing that raises.

    ``head`` are its first bytes. ``None`` where it is neither a table nor a document.
    """
    if not _may_be(head):
        return None
    try:
        stat = path.stat()
        return _peek(path, (stat.st_mtime_ns, stat.st_size))
    except (SourceError, OSError):
        return None


@lru_cache(maxsize=4)
def _peek(path: Path, _stamp: tuple[int, int]) -> ForeignContent:
    """Every format asks for the same first rows; hence they are kept for a moment."""
    return _read(path, read_bounded(path, LIMIT), SOME)


def _may_be(head: bytes) -> bool:
    if head.startswith((_ZIP, _PDF)):
        return True
    is_text = decode_wide(head) is not None or b"\x00" not in head
    return bool(head.strip()) and is_text and not head.startswith(_RTF)


def _read(path: Path, content: bytes, most: int | None) -> ForeignContent:
    try:
        return _read_kind(path, content, most)
    except SourceError as fault:
        raise SourceError(f"{path.name}: {fault.message}", hint=fault.hint) from fault


def _read_kind(path: Path, content: bytes, most: int | None) -> ForeignContent:
    if not content.strip():
        raise SourceError("the file is empty", hint="export it again")
    if content.startswith(_ZIP):
        return _read_archive(content, most)
    if content.startswith(_PDF):
        return ForeignContent(PDF, tuple(read_pdf_tables(content, most)))
    if content.startswith(_OLD_OFFICE):
        what = "an old Office file (.xls, .doc), or one with a password"
        raise SourceError(what, hint="open it and save it as .xlsx, .docx or CSV, without password")
    if not _may_be(content[:4096]):
        hint = "known are .xlsx, .csv, .docx, .html and .txt"
        raise SourceError("it is neither a table nor a document", hint=hint)
    text, bad = decode_table(content)
    if most is not None:
        text = text[:_HEAD]
    notes = [f"not UTF-8 from line {bad} on; read as Windows-1252"] if bad else []
    if _PAGE.search(content[:20_000]):
        return ForeignContent(WEB_PAGE, tuple(read_web_blocks(text)), tuple(notes))
    return _read_text(path, text, notes, most)


def _read_archive(content: bytes, most: int | None) -> ForeignContent:
    members = list_members(content)
    if any(name.startswith("xl/") for name in members):
        tables = read_workbook_tables(content, DEFAULT_LIMITS, most)
        return ForeignContent(WORKBOOK, tuple(tables))
    if "word/document.xml" in members:
        return ForeignContent(WORD, tuple(read_word_blocks(content, DEFAULT_LIMITS)))
    what = "a zip archive that is neither an Excel workbook nor a Word document"
    raise SourceError(what, hint="save it as .xlsx, .docx or CSV")


def _read_text(path: Path, text: str, notes: list[str], most: int | None) -> ForeignContent:
    """A text as lines, and as a table where a separator cuts most of its rows alike."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    lines = (
        ForeignParagraph(number, line)
        for number, line in enumerate(islice(text.split("\n"), most), 1)
    )
    paragraphs = tuple(line for line in lines if line.text.strip())
    separator = _choose_separator(text, path)
    if not separator:
        return ForeignContent(PLAIN_TEXT, paragraphs, tuple(notes))
    problems: list[Problem] = []
    numbered = islice(split_rows(text, separator, path, problems), most)
    rows = tuple(
        ForeignRow(line, tuple(unguard_cell(cell.strip()) for cell in cells))
        for line, cells in numbered
        if any(cell.strip() for cell in cells)
    )
    unread = tuple((each.line, each.what) for each in problems)
    table = ForeignTable("", rows, unread=unread)
    return ForeignContent(CSV, (table, *paragraphs), tuple(notes))


def _choose_separator(text: str, path: Path) -> str:
    """The separator that gives most of the first rows the same number of cells; empty if none."""
    best, most = "", 0
    for separator in _SEPARATORS:
        rows = islice(split_rows(text[:_HEAD], separator, path, []), SOME)
        widths = Counter(len(cells) for _, cells in rows if len(cells) > 1)
        width, times = max(widths.items(), key=lambda each: each[0] * each[1], default=(0, 0))
        if width * times > most:
            best, most = separator, width * times
    return best
