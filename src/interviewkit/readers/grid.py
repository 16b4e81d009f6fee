"""CSV, TSV, XLSX and JSON Lines as one thing: a header and rows of text with line numbers."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from interviewkit.errors import Problem, SourceError
from interviewkit.model.grouping import group_lists
from interviewkit.model.limits import build_limit_error
from interviewkit.model.surrogates import has_half
from interviewkit.readers.columns import TOP, find_heading
from interviewkit.readers.contract import Aside, Source
from interviewkit.readers.worksheets import Row as Row
from interviewkit.readers.worksheets import convert_cell, read_worksheets

SEPARATORS = (",", "\t", ";", "|")

MOST_DIGITS = 1000

MOST_OPEN = 20
"""Lines with a quotation mark never closed; with more of them the file is not what it seems."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: as many cells in every row as in the header, which stands on ``line``.

    ``sheet`` is empty outside XLSX. ``above`` are rows over the header and the header where it
    comes back, ``merged`` the cells (line, column) that are merged with the one above.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    sheet: str = ""
    line: int = 1
    above: tuple[Aside, ...] = field(default=(), repr=False)
    merged: frozenset[tuple[int, int]] = field(default=frozenset(), repr=False)


def read_grids(
    source: Source, named: Mapping[str, str] | None = None
) -> tuple[list[Grid], list[Problem]]:
    """The tables in a file: one, or one a sheet.

    With ``named`` (``[transcripts.columns]``) the header is looked for among the first rows, as
    transcripts may have a title above it; else it is the first row.
    """
    try:
        if not source.text:
            return _sheets(source, named)
        if source.suffix in (".jsonl", ".ndjson"):
            return _json_lines(source)
        return _separated(source, named)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]


def _separated(source: Source, named: Mapping[str, str] | None) -> tuple[list[Grid], list[Problem]]:
    lines = source.text.split("\n")
    separator = "\t" if source.suffix == ".tsv" else _separator(lines)
    csv.field_size_limit(max(len(source.text) + 1, csv.field_size_limit()))
    problems: list[Problem] = []
    try:
        rows, open_lines = _rows(lines, separator)
        what = "a quotation mark is opened here and never closed; it was taken for a sign"
        hint = "close it, or take it out"
        problems += [source.problem(what, line=line, hint=hint) for line in open_lines]
    except csv.Error as fault:
        rows = list(_records(lines, separator, strict=False))
        problems.append(source.problem(_quoting(lines, separator, fault)))
    return _grid(rows, source, problems, named)


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
            some = lines[begin : begin + 2]
            if len(open_lines) >= MOST_OPEN or not _are_rows(some, rows, separator):
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


def _quoting(lines: Sequence[str], separator: str, fault: csv.Error) -> str:
    """Where a quotation mark went wrong: after the last row that strict reading survived."""
    good = 1
    try:
        for line, _ in _records(lines, separator, strict=True):
            good = line
    except csv.Error:
        pass
    return f"after the row at line {good} a quoted cell is not closed properly ({fault})"


def _separator(lines: Sequence[str]) -> str:
    """The sign that the header uses most; a comma where it has none.

    The header is the first line that has one, as there may be a title above it.
    """
    header = next((line for line in lines[:TOP] if any(sign in line for sign in SEPARATORS)), "")
    return max(SEPARATORS, key=header.count)


def _json_lines(source: Source) -> tuple[list[Grid], list[Problem]]:
    records: list[tuple[int, dict[str, str]]] = []
    problems = []
    halves: list[int] = []
    doubled: list[int] = []
    for number, line in enumerate(source.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            # The digits of a whole number that has more of them than Python makes a number of.
            record = json.loads(
                line,
                parse_int=lambda n: int(n) if len(n) < MOST_DIGITS else n,
                object_pairs_hook=partial(_join_doubled, doubled, number),
            )
            if isinstance(record, dict):
                said = (each for each in record.values() if isinstance(each, str))
                halves += [number] if any(map(has_half, said)) else []
                texts = {convert_cell(name): convert_cell(value) for name, value in record.items()}
                records.append((number, texts))
            else:
                problems.append(source.problem("not a JSON object; left out", line=number))
        except (json.JSONDecodeError, RecursionError) as fault:
            problems.append(source.problem(f"not JSON: {fault}; left out", line=number))
    if halves:
        what = f"{len(halves)} rows hold half a character, which stands as \ufffd"
        problems.append(source.problem(what, line=halves[0]))
    if doubled:
        what = f"{len(doubled)} times a name stands twice in one row; its texts were joined"
        problems.append(source.problem(what, line=doubled[0]))
    header = tuple(dict.fromkeys(name for _, record in records for name in record))
    _refuse_large(len(header), len(records), source)
    rows = tuple((n, tuple(record.get(name, "") for name in header)) for n, record in records)
    return ([Grid(header, rows)] if rows else []), problems


def _join_doubled(doubled: list[int], number: int, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object; where a name stands twice the first text would be lost unseen."""
    found = dict(pairs)
    if len(found) < len(pairs):
        doubled.append(number)
        for name, values in group_lists(pairs).items():
            texts = [value for value in values if isinstance(value, str)]
            found[name] = "\n".join(texts) if len(texts) > 1 else values[-1]
    return found


def _refuse_large(columns: int, rows: int, source: Source) -> None:
    limits = source.limits
    if columns > limits.columns:
        raise build_limit_error(f"it has {columns:,} columns", "columns", columns, limits)
    if columns * rows > limits.cells:
        raise build_limit_error(f"it has {columns * rows:,} cells", "cells", columns * rows, limits)


def _sheets(source: Source, named: Mapping[str, str] | None) -> tuple[list[Grid], list[Problem]]:
    grids: list[Grid] = []
    problems: list[Problem] = []
    for sheet in read_worksheets(source):
        found, faults = _grid(sheet.rows, source, [], named, sheet.title)
        grids += [replace(grid, merged=sheet.merged) for grid in found]
        problems += faults
    return grids, problems


def _grid(
    rows: Sequence[Row],
    source: Source,
    problems: list[Problem],
    named: Mapping[str, str] | None,
    sheet: str = "",
) -> tuple[list[Grid], list[Problem]]:
    """Rows of one length; cells beyond the header go to the last column, so that none is lost."""
    if not rows:
        return [], problems
    # The first row, but for a title that stands above it.
    heads = [cells for _, cells in rows[:TOP]]
    top = find_heading(heads, named) or 0 if named is not None else 0
    header = _header(rows, top, is_sheet=bool(sheet))
    width = len(header)
    _refuse_large(width, len(rows), source)
    above = [_aside(row, "rows above the header") for row in rows[:top]]
    even = []
    long: list[int] = []
    for line, cells in rows[top + 1 :]:
        extra = [cell for cell in cells[width:] if cell.strip()]
        if extra and width:
            long.append(line)
            cells = (*cells[: width - 1], ", ".join([cells[width - 1], *extra]))
        elif named is not None and width > 1 and tuple(map(str.strip, cells[:width])) == header:
            above.append(_aside((line, cells), "the header, which comes back"))
            continue
        even.append((line, (*cells[:width], *[""] * (width - len(cells)))))
    if long:
        what = f"{len(long)} rows have more cells than the header; the last column took them"
        hint = "put texts with commas between quotation marks"
        problems.append(source.problem(what, line=long[0], hint=hint))
    return [Grid(header, tuple(even), sheet, rows[top][0], tuple(above))], problems


def _header(rows: Sequence[Row], top: int, *, is_sheet: bool) -> tuple[str, ...]:
    """The names of the columns, as far as something stands in one.

    Cells beyond a header are a text with commas in it; but where the header has room for them, or
    cells are those of a worksheet, they are a column without a name.
    """
    header = tuple(cell.strip() for cell in rows[top][1])
    if is_sheet:
        header += ("",) * (max(len(cells) for _, cells in rows) - len(header))
    last = max((place for place, name in enumerate(header) if name), default=-1)
    for _, cells in rows[top + 1 :]:
        filled = [place for place in range(last + 1, len(header)) if any(cells[place : place + 1])]
        last = max([last, *filled])
    return header[: last + 1]


def _aside(row: Row, why: str) -> Aside:
    return Aside(row[0], " ".join(filter(None, map(str.strip, row[1]))), why)
