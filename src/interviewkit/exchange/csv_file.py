"""Reads any CSV file row by row: encoding and separator found out, faults told by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path

from interviewkit.errors import Problem
from interviewkit.exchange.foreign_bytes import explain_unreadable
from interviewkit.model.text_marks import decode_wide

Row = tuple[int, dict[str, str]]
"""The 1-based line on which a row begins, and its cells by column."""

_SEPARATORS = ",;\t"
_LONGEST_CELL = 50_000_000
_MOST_TORN = 100
"""A file with so many rows that cannot be read is not looked through any further."""


def read_rows(
    path: Path,
    required: Collection[str],
    known: Collection[str],
    problems: list[Problem],
) -> Iterator[Row]:
    """The rows of a file; what is wrong with it is added to ``problems`` on the way.

    Columns are named by the first line, in any order and case; the separator is comma, semicolon
    or tab. Cells that a row leaves out at its end are empty.

    Raises:
        SourceError: the file is absent or cannot be opened.
    """
    text = _text(path, problems)
    separator = _separator(text, known)
    cells = split_rows(text, separator, path, problems)
    header = [name.strip().lower() for name in next(cells, (0, []))[1]]
    if _is_usable(header, required, known, path, problems):
        for line, row in cells:
            if len(row) > len(header) and any(row[len(header) :]):
                what = f"{len(row)} cells, but {len(header)} columns; the row is left out"
                hint = f"put quotes around a text that holds {separator!r}"
                problems.append(Problem(str(path), line, what, hint, fatal=False))
            elif any(cell.strip() for cell in row):
                filled = row + [""] * (len(header) - len(row))
                yield line, dict(zip(header, filled, strict=False))


def read_header(path: Path, known: Collection[str]) -> tuple[str, ...]:
    """The names of a file's columns, in small letters; ``known`` are some that it may have.

    Raises:
        SourceError: the file is absent or cannot be opened.
    """
    first = _text(path, []).split("\n", 1)[0]
    cells = next(split_rows(first, _separator(first, known), path, []), (0, []))[1]
    return tuple(name.strip().lower() for name in cells)


def _text(path: Path, problems: list[Problem]) -> str:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise explain_unreadable(path, fault) from fault
    text, line = decode_table(content)
    if line:
        what = "not UTF-8; the file is read as Windows-1252"
        hint = "save it as 'CSV UTF-8' if letters come out wrong"
        problems.append(Problem(str(path), line, what, hint, fatal=False))
    return text


def decode_table(content: bytes) -> tuple[str, int]:
    """The text of a CSV file, and the line of the first byte that is not UTF-8; 0 if all are.

    Such a file is read as Windows-1252.
    """
    wide = decode_wide(content)
    if wide is not None:
        return wide, 0
    try:
        return content.decode("utf-8-sig"), 0
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return content.decode("cp1252", errors="replace"), line


def _separator(text: str, known: Collection[str]) -> str:
    """The separator by which the first line falls into most of the known columns."""
    first = text.split("\n", 1)[0].replace('"', "").lower()

    def hits(separator: str) -> int:
        return sum(name.strip() in known for name in first.split(separator))

    return max(_SEPARATORS, key=hits)


def split_rows(
    text: str, separator: str, path: Path, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV text with the line on which each begins; faults go to ``problems``.

    Of a row that cannot be read one line is left out: a quotation mark that is never closed would
    take all that stands below it.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    lines = list(io.StringIO(text, newline=""))
    torn, at = 0, 0
    while at < len(lines):
        reader = csv.reader(lines[at:], delimiter=separator, strict=True)
        line = at + 1
        try:
            for row in reader:
                yield line, row
                line = at + reader.line_num + 1
            return
        except csv.Error as fault:
            torn += 1
            left_out = (
                "it is left out" if torn < _MOST_TORN else "what stands from it on is left out"
            )
            what = f"the row cannot be read: {fault}; {left_out}"
            hint = 'a quotation mark inside a quoted cell is written twice: ""'
            problems.append(Problem(str(path), line, what, hint, fatal=False))
            at = line if torn < _MOST_TORN else len(lines)


def _is_usable(
    header: list[str],
    required: Collection[str],
    known: Collection[str],
    path: Path,
    problems: list[Problem],
) -> bool:
    missing = [name for name in required if name not in header]
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if missing:
        what = f"the first line names no column {' or '.join(map(repr, missing))}"
        problems.append(Problem(str(path), 1, what, f"columns: {', '.join(known)}"))
    if doubled:
        what = f"two columns are called {' and '.join(map(repr, doubled))}"
        problems.append(Problem(str(path), 1, what, "leave one of them out"))
    for name in header:
        if name and name not in known:
            what = f"the column {name!r} is not known; it is left out"
            problems.append(Problem(str(path), 1, what, f"columns: {', '.join(known)}", False))
    return not missing and not doubled
