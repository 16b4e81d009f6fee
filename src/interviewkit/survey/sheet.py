"""A survey file as plain text cells with the lines they stand on, before anything is typed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewkit.errors import Problem, SurveyError
from interviewkit.survey.workbook import workbook_records

SEPARATORS = (",", ";", "\t")


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
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        hint = "save it without a password as XLSX, or as CSV (UTF-8)"
        raise SurveyError(f"{path} is an old or password-protected workbook", hint=hint)
    if content.startswith(b"PK\x03\x04"):
        return _sheet(path, workbook_records(path, content), "")
    text, encoding = decoded(path, content)
    separator = separator_of(text)
    sheet, problems = _sheet(path, _csv_records(path, text, separator), separator)
    if encoding:
        hint = "if letters look wrong, save the survey as CSV (UTF-8)"
        guess = Problem(str(path), 0, f"is not UTF-8; read as {encoding}", hint, fatal=False)
        problems = (guess, *problems)
    return sheet, problems


def decoded(path: Path, content: bytes) -> tuple[str, str]:
    """The text of a file, and the name of its encoding where that had to be guessed."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if marked else "utf-8-sig"), ""
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(content).best()
    if best is None:
        raise SurveyError(f"{path} is not a text file", hint="save the survey as CSV (UTF-8)")
    return str(best), best.encoding


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
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    open_line = _never_closed(text, separator)
    if open_line:
        what = "not a readable row: a quotation mark is opened here and never closed"
        raise SurveyError(f"{path}:{open_line}: {what}", hint="close it, or take it out")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for record in reader:
        yield line, [cell.strip() for cell in record]
        line = reader.line_num + 1


def _never_closed(text: str, separator: str) -> int:
    """The line of a row whose quoted cell would swallow all that follows; 0 where none does."""
    is_over = False

    def lines() -> Iterator[str]:
        nonlocal is_over
        yield from io.StringIO(text, newline="")
        is_over = True

    reader = csv.reader(lines(), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            next(reader)
        except StopIteration:
            return 0
        except csv.Error:  # elsewhere than at the end it is a quotation mark out of place
            if is_over:
                return line


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
