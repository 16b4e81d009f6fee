"""Excerpts that Dedoose exports as a table: a column for each code, and for each descriptor.

Built from programs that read and write such exports; ``Code: Parent\\Child Applied`` is true where
the code was given, beside it stand its weight and the range that weights have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from interviewkit.exchange.extracts.beside import read_beside
from interviewkit.exchange.extracts.cells import (
    ANY,
    TRUE,
    CodePath,
    choose_code_separator,
    read_times,
    split_codes,
    split_path,
)
from interviewkit.exchange.extracts.coded_rows import CodedRow
from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.extra_columns import set_document_values, sort_columns
from interviewkit.exchange.extracts.headings import ColumnHeadings, find_tables
from interviewkit.exchange.extracts.opening import peek_content
from interviewkit.exchange.extracts.reading import TableReading, join_facts
from interviewkit.model.project import ForeignFile

TOOL = "Dedoose"
NAMES = {
    "document": ("media title", "resource title", "title", "media"),
    "quote": ("excerpt copy", "excerpt", "excerpt text"),
    "range": ("excerpt range", "range"),
    "coder": ("excerpt creator", "creator", "user"),
    "created": ("excerpt date", "date"),
    "maker": ("resource creator", "media creator"),
    "made": ("resource date", "media date"),
    "combined": ("codes applied combined", "codes applied"),
    "memo": ("memos", "memo", "excerpt memos", "linked memos"),
}
REQUIRED = ("document", "quote")
COMMAS = "codes of one cell are parted by commas, as Dedoose joins them"
_CODE = re.compile(r"code:\s*(.+)\s(applied|range|weight)$", re.IGNORECASE | re.DOTALL)
_DESCRIPTOR = re.compile(r"descriptors?:\s*", re.IGNORECASE)


@dataclass
class _CodeColumns:
    """The columns of one code, from 0; -1 where there is none."""

    path: CodePath
    columns: dict[str, int] = field(default_factory=dict)

    def text(self, row: ForeignRow, kind: str) -> str:
        return row.cell(self.columns.get(kind, -1)).strip()


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a table of Dedoose's excerpts."""
    return any(map(_names_codes, find_tables(peek_content(path, head), NAMES, REQUIRED)))


def _names_codes(headings: ColumnHeadings) -> bool:
    return headings.has("combined") or any(_CODE.match(name) for _, name in headings.others)


def read(path: Path) -> ForeignFile:
    """The excerpts by media, their codes with weights, and descriptors as values of the media.

    Raises:
        SourceError: the file cannot be opened, or holds no excerpts.
    """
    what = "excerpts of Dedoose"
    reading = TableReading(path, NAMES, REQUIRED, tool=TOOL, what=what, rows="excerpts")
    for headings in reading.tables:
        codes, others = _find_codes(headings)
        _read_rows(reading, headings, codes)
        extras = sort_columns(_replace_others(headings, others))
        set_document_values(reading.draft, [extras])
        for row in headings.data:
            reading.check_row(headings, row)
    read_beside(reading)
    return reading.finish()


def _read_rows(
    reading: TableReading, headings: ColumnHeadings, codes: Sequence[_CodeColumns]
) -> None:
    times = read_times(headings.text(row, "created") for row in headings.data)
    combined = [headings.text(row, "combined") for row in headings.data]
    separator = choose_code_separator(combined, known=ANY)
    if not codes and separator == ",":
        reading.notes.append(COMMAS)
    for each in codes:
        reading.draft.add_code(each.path)
    for row, at, listed in zip(headings.data, times, combined, strict=True):
        given = [each for each in codes if each.text(row, "applied").casefold() in TRUE]
        paths = [each.path for each in given]
        if not codes:
            paths = [split_path(code) for code in split_codes(listed, separator)]
        weights = {each.path: _weight(each, row) for each in given}
        reading.rows.add(_read_row(headings, row, at, paths, weights))


def _read_row(
    headings: ColumnHeadings,
    row: ForeignRow,
    at: str,
    paths: Sequence[CodePath],
    weights: Mapping[CodePath, str],
) -> CodedRow:
    def text(meaning: str) -> str:
        return headings.text(row, meaning)

    facts = [
        ("Created", "" if at else text("created")),
        ("Media added by", text("maker")),
        ("Media added", text("made")),
    ]
    return CodedRow(
        row=row.number,
        document=text("document"),
        quote=text("quote"),
        codes=tuple(paths),
        coder=text("coder"),
        at=at,
        place=text("range"),
        about=join_facts(facts),
        memo=text("memo"),
        comments=weights,
    )


def _weight(code: _CodeColumns, row: ForeignRow) -> str:
    return join_facts([("Weight", code.text(row, "weight")), ("of", code.text(row, "range"))])


def _find_codes(
    headings: ColumnHeadings,
) -> tuple[Sequence[_CodeColumns], Sequence[tuple[int, str]]]:
    """The columns of codes, and those of descriptors and others without their prefix."""
    codes: dict[CodePath, _CodeColumns] = {}
    others: list[tuple[int, str]] = []
    for column, name in headings.others:
        found = _CODE.match(name)
        if not found:
            others.append((column, _DESCRIPTOR.sub("", name).strip() or name))
            continue
        path = split_path(found[1])
        codes.setdefault(path, _CodeColumns(path)).columns[found[2].casefold()] = column
    return list(codes.values()), others


def _replace_others(headings: ColumnHeadings, others: Sequence[tuple[int, str]]) -> ColumnHeadings:
    return ColumnHeadings(
        headings.table, headings.row, headings.columns, tuple(others), headings.data
    )
