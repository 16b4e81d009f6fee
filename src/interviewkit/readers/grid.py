"""CSV, TSV, XLSX and JSON Lines as one thing: a header and rows of text with line numbers."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from interviewkit.errors import Problem
from interviewkit.readers import zips
from interviewkit.readers.reading import Source

SEPARATORS = (",", "\t", ";", "|")

MOST_OPEN = 20
"""Lines with a quotation mark never closed; with more of them the file is not what it seems."""

Row = tuple[int, tuple[str, ...]]
"""The line (or spreadsheet row) where it begins, and one text a column."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: as many cells in every row as in the header. ``sheet`` is empty outside XLSX."""

    header: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    sheet: str = ""


def read_grids(source: Source) -> tuple[list[Grid], list[Problem]]:
    """The tables in a file: one, or one a sheet."""
    if not source.text:
        return _sheets(source)
    if source.suffix in (".jsonl", ".ndjson"):
        return _json_lines(source)
    return _separated(source)


def _separated(source: Source) -> tuple[list[Grid], list[Problem]]:
    lines = source.text.split("\n")
    separator = "\t" if source.suffix == ".tsv" else _separator(lines)
    csv.field_size_limit(max(len(source.text) + 1, csv.field_size_limit()))
    problems: list[Problem] = []
    try:
        rows, open_lines = _rows(lines, separator)
        problems += [
            source.problem(
                "a quotation mark is opened here and never closed; it was taken for a sign",
                line=line,
                hint="close it, or take it out",
            )
            for line in open_lines
        ]
    except csv.Error as fault:
        rows = list(_records(lines, separator, strict=False))
        problems.append(source.problem(*_quoting(lines, separator, fault)))
    return _grid(rows, source, problems)


def _rows(lines: Sequence[str], separator: str) -> tuple[list[Row], list[int]]:
    """The rows, and the lines on which a quotation mark would have swallowed all that follows.

    Raises:
        csv.Error: quotation marks are out of place elsewhere, or in too many lines.
    """
    rows: list[Row] = []
    open_lines: list[int] = []
    begin = 0
    while True:
        last = begin
        try:
            for line, row in _records(lines[begin:], separator, strict=True):
                rows.append((begin + line, row))
                last = begin + line
            return rows, open_lines
        except csv.Error:
            begin = _end_of(last, lines, separator) if last > begin else begin
            if len(open_lines) >= MOST_OPEN or not _are_rows(
                lines[begin : begin + 2], rows, separator
            ):
                raise
            rows.append((begin + 1, tuple(lines[begin].split(separator))))
            begin += 1
            open_lines.append(begin)


def _are_rows(some: Sequence[str], rows: Sequence[Row], separator: str) -> bool:
    """Whether these lines, each on its own, have as many cells as the header."""
    cells = [len(next(csv.reader([line], delimiter=separator), ())) for line in some[1:] if line]
    literal = len(some[0].split(separator))
    return bool(rows) and {literal, *cells} == {len(rows[0][1])}


def _end_of(line: int, lines: Sequence[str], separator: str) -> int:
    """How many lines lie before the end of the record that begins on this line."""
    reader = csv.reader((each + "\n" for each in lines[line - 1 :]), delimiter=separator)
    next(reader)
    end = line - 1 + reader.line_num
    while end < len(lines) and not lines[end].strip():
        end += 1
    return end


def _records(lines: Sequence[str], separator: str, *, strict: bool) -> Iterator[Row]:
    feed = (line + "\n" for line in lines)
    records = csv.reader(feed, delimiter=separator, strict=strict)
    line = 1
    for record in records:
        if any(cell.strip() for cell in record):
            yield line, tuple(record)
        line = records.line_num + 1


def _quoting(lines: Sequence[str], separator: str, fault: csv.Error) -> tuple[str]:
    """Where a quotation mark went wrong: after the last row that strict reading survived."""
    good = 1
    try:
        for line, _ in _records(lines, separator, strict=True):
            good = line
    except csv.Error:
        pass
    return (f"after the row at line {good} a quoted cell is not closed properly ({fault})",)


def _separator(lines: Sequence[str]) -> str:
    """The sign that the header uses most; a comma where it has none."""
    header = next((line for line in lines if line.strip()), "")
    return max(SEPARATORS, key=header.count)


def _json_lines(source: Source) -> tuple[list[Grid], list[Problem]]:
    records: list[tuple[int, dict[str, object]]] = []
    problems = []
    for number, line in enumerate(source.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as fault:
            problems.append(source.problem(f"not JSON: {fault}; left out", line=number))
            continue
        if isinstance(record, dict):
            records.append((number, record))
        else:
            problems.append(source.problem("not a JSON object; left out", line=number))
    header = tuple(dict.fromkeys(name for _, record in records for name in record))
    rows = tuple((n, tuple(_text(record.get(name)) for name in header)) for n, record in records)
    return ([Grid(header, rows)] if rows else []), problems


def _sheets(source: Source) -> tuple[list[Grid], list[Problem]]:
    """Values, not formulas. Nothing is unpacked before its size is known."""
    if wrong := zips.fault(source.raw):
        return [], [source.problem(wrong, hint="save it again as .xlsx or .csv", fatal=True)]
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    grids: list[Grid] = []
    problems: list[Problem] = []
    try:
        book = load_workbook(BytesIO(source.raw), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            cells = enumerate(sheet.iter_rows(values_only=True), 1)
            rows = [(n, tuple(_text(cell) for cell in row)) for n, row in cells]
            found, faults = _grid([row for row in rows if any(row[1])], source, [], sheet.title)
            grids += found
            problems += faults
        book.close()
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        SyntaxError,
    ) as fault:
        what = f"the workbook cannot be read ({fault})"
        return [], [source.problem(what, hint="save it again as .xlsx or .csv", fatal=True)]
    return grids, problems


def _grid(
    rows: Sequence[Row], source: Source, problems: list[Problem], sheet: str = ""
) -> tuple[list[Grid], list[Problem]]:
    """Rows of one length; cells beyond the header go to the last column, so that none is lost."""
    if not rows:
        return [], problems
    header = tuple(cell.strip() for cell in rows[0][1])
    while header and not header[-1]:
        header = header[:-1]
    width = len(header)
    even = []
    long: list[int] = []
    for line, cells in rows[1:]:
        extra = [cell for cell in cells[width:] if cell.strip()]
        if extra and width:
            long.append(line)
            cells = (*cells[: width - 1], ", ".join([cells[width - 1], *extra]))
        even.append((line, (*cells[:width], *[""] * (width - len(cells)))))
    if long:
        what = f"{len(long)} rows have more cells than the header; the last column took them"
        hint = "put texts with commas between quotation marks"
        problems.append(source.problem(what, line=long[0], hint=hint))
    return [Grid(header, tuple(even), sheet)], problems


def _text(cell: object) -> str:
    """A spreadsheet or JSON value as text: times as H:MM:SS, dates as ISO, whole numbers plain."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dict | list):
        return json.dumps(cell, ensure_ascii=False)
    return str(cell)


def column(values: Iterable[Row], index: int) -> list[str]:
    """The cells of one column, trimmed."""
    return [cells[index].strip() for _, cells in values]
