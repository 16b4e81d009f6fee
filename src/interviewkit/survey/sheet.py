"""A survey file as plain text cells with the lines they stand on, before anything is typed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from interviewkit.errors import Problem, SurveyError

SEPARATORS = (",", ";", "\t")
MOST_UNPACKED = 500 * 1024 * 1024
"""Bytes: a workbook that unpacks to more than this is refused before it is opened."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells as stripped texts, ``""`` where empty; every row as long as ``header``."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    separator: str = ""

    def column(self, name: str) -> list[str]:
        place = self.header.index(name)
        return [row[place] for row in self.rows]


def read_sheet(path: Path) -> tuple[Sheet, tuple[Problem, ...]]:
    """The first table of a CSV or XLSX file.

    Raises:
        SurveyError: no such file, not a table that can be read, or nothing in it.
    """
    if path.suffix.lower() in {".xls", ".sav", ".zsav", ".por", ".dta", ".ods", ".numbers"}:
        hint = "save the survey as CSV (UTF-8) or XLSX"
        raise SurveyError(f"{path}: {path.suffix} files cannot be read", hint=hint)
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise SurveyError(f"{path} cannot be read: {fault.strerror or fault}") from fault
    if content.startswith(b"PK\x03\x04"):
        return _sheet(path, _workbook_records(path, content), "")
    text = decoded(path, content)
    separator = separator_of(text)
    return _sheet(path, _csv_records(path, text, separator), separator)


def decoded(path: Path, content: bytes) -> str:
    """The text of a file: UTF-8 (with or without BOM), UTF-16, or the likeliest other encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(content).best()
    if best is None:
        raise SurveyError(f"{path} is not a text file", hint="save the survey as CSV (UTF-8)")
    return str(best)


def separator_of(text: str) -> str:
    """Of comma, semicolon and tab the one that cuts the first records into most equal columns."""

    def columns(separator: str) -> tuple[int, int]:
        lines = io.StringIO(text[:200_000], newline="")
        widths: list[int] = []
        try:
            for record in csv.reader(lines, delimiter=separator):
                widths += [len(record)] if record else []
                if len(widths) == 30:
                    break
        except csv.Error:
            return (0, 0)
        width = widths[0] if widths else 0
        return (Counter(widths)[width] if width > 1 else 0, width)

    return max(SEPARATORS, key=columns)


def _csv_records(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on (quoted cells may run over several lines)."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for record in reader:
            yield line, [cell.strip() for cell in record]
            line = reader.line_num + 1
    except csv.Error as fault:
        hint = "look for a quotation mark that is never closed"
        raise SurveyError(f"{path}:{line}: not a readable row: {fault}", hint=hint) from fault


def _workbook_records(path: Path, content: bytes) -> list[tuple[int, list[str]]]:
    """The rows of the first worksheet, numbered as the spreadsheet numbers them."""
    from zipfile import BadZipFile, ZipFile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise SurveyError(
                f"{path} unpacks to {unpacked / 1e6:,.0f} MB; at most 500 MB are read",
                hint="save the survey as CSV (UTF-8)",
            )
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            worksheet = workbook.worksheets[0]
            worksheet.reset_dimensions()
            rows = enumerate(worksheet.iter_rows(values_only=True), start=1)
            return [(line, [_cell_text(cell) for cell in row]) for line, row in rows]
        finally:
            workbook.close()
    except (
        BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        SyntaxError,
    ) as fault:
        # SyntaxError is what the XML parser's ParseError derives from.
        raise SurveyError(
            f"{path} is not a workbook that can be read: {fault}",
            hint="open it in a spreadsheet and save it again, or as CSV (UTF-8)",
        ) from fault


def _cell_text(cell: Any) -> str:
    """A spreadsheet's value as a person would type it: 7 and not 7.0, dates in ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == datetime.min.time()
        return (cell.date() if midnight else cell).isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _sheet(
    path: Path, records: Iterable[tuple[int, list[str]]], separator: str
) -> tuple[Sheet, tuple[Problem, ...]]:
    filled = ((line, record) for line, record in records if any(record))
    line, first = next(filled, (0, []))
    if not first:
        raise SurveyError(f"{path} is empty", hint="the first line must name the columns")
    width = len(first)
    rows, lines, ragged = [], [], []
    for number, record in filled:
        if len(record) < width or any(record[width:]):
            ragged.append(Problem(str(path), number, _ragged(record, width), fatal=False))
        rows.append((record + [""] * width)[:width])
        lines.append(number)
    if not rows:
        raise SurveyError(f"{path} names columns but holds no answers")
    used = [place for place in range(width) if first[place] or any(row[place] for row in rows)]
    header, problems = _header(path, line, [(place + 1, first[place]) for place in used])
    cells = tuple(tuple(row[place] for place in used) for row in rows)
    # Spreadsheet readers leave off empty cells at the end of a row; that is no fault.
    problems += [p for p in ragged if separator]
    return Sheet(header, cells, tuple(lines), separator), tuple(problems)


def _ragged(record: list[str], width: int) -> str:
    if len(record) < width:
        return f"{len(record)} cells instead of {width}; the rest count as empty"
    lost = ", ".join(repr(cell) for cell in record[width:] if cell)
    return f"{len(record)} cells instead of {width}; left out: {lost}"


def _header(
    path: Path, line: int, columns: list[tuple[int, str]]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Column names, made unique; columns without a name are called by their place."""
    names: list[str] = []
    problems: list[Problem] = []
    for place, name in columns:
        unique = name or f"column_{place}"
        while unique in names:
            unique = f"{unique}_{place}"
        if name != unique:
            again = f"is named {name!r} again" if name else "has no name"
            what = f"column {place} {again}; read as {unique!r}"
            problems.append(Problem(str(path), line, what, fatal=False))
        names.append(unique)
    return tuple(names), problems
