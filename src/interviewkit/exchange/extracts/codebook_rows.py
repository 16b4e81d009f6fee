"""Where the rows of a codebook stand in its hierarchy.

A codebook says so in one of four ways: by a column for each level, by a column that names the
parent, by words that are moved in, or by paths such as ``Trust > In machines``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviewkit.exchange.extracts.cells import CodePath, split_path
from interviewkit.exchange.extracts.codebook_columns import find_id_column, list_level_columns
from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.headings import ColumnHeadings

_BULLET = re.compile(r"^(?P<lead>[\s\u00a0]*(?:(?:[-–—•·○▪…]|\.\.\.|--)+\s*)*)(?P<name>.*)$", re.S)
_TAB = 4
"""Blanks that a tab moves words in."""


def find_paths(headings: ColumnHeadings) -> dict[int, CodePath]:
    """The path of the code in each row, by row number; empty where a row names none."""
    columns = list_level_columns(headings)
    if not columns:
        return {}
    if len(columns) > 1:
        return _read_levels(headings, columns)
    if headings.has("parent"):
        return _follow_parents(headings, columns[0])
    return _read_indents(headings, columns[0])


def list_grouped(headings: ColumnHeadings) -> list[str]:
    """The headings of columns whose value counts for the empty rows below it."""
    columns = list_level_columns(headings)[:-1]
    grouped = (column for column in columns if _is_grouped(headings.data, column))
    return [headings.row.cell(column).strip() for column in grouped]


# -- a column for each level -----------------------------------------------------------------------


def _read_levels(headings: ColumnHeadings, columns: Sequence[int]) -> dict[int, CodePath]:
    outer = {column for column in columns[:-1] if _is_grouped(headings.data, column)}
    is_tree = all(_filled(row, columns) <= 1 for row in headings.data)
    last: dict[int, str] = {}
    paths: dict[int, CodePath] = {}
    for row in headings.data:
        own = [column for column in columns if row.cell(column).strip()]
        if not own:
            paths[row.number] = ()
            continue
        if is_tree or outer:
            _forget_below(last, columns, own[0])
        last.update({column: row.cell(column).strip() for column in own})
        path: CodePath = ()
        for column in columns[: columns.index(own[-1]) + 1]:
            kept = column in own or is_tree or column in outer
            path += split_path(last.get(column, "")) if kept else ()
        paths[row.number] = path
    return paths


def _is_grouped(rows: Sequence[ForeignRow], column: int) -> bool:
    """Whether a value counts for the empty rows below it: it then never stands in two rows."""
    values = [row.cell(column).strip() for row in rows]
    filled = [value for value in values if value]
    return bool(filled) and len(filled) < len(values) and len({*filled}) == len(filled)


def _filled(row: ForeignRow, columns: Sequence[int]) -> int:
    return sum(bool(row.cell(column).strip()) for column in columns)


def _forget_below(last: dict[int, str], columns: Sequence[int], column: int) -> None:
    for deeper in columns[columns.index(column) :]:
        last.pop(deeper, None)


# -- a column that names the parent ----------------------------------------------------------------


def _follow_parents(headings: ColumnHeadings, column: int) -> dict[int, CodePath]:
    ids = find_id_column(headings)
    known: dict[str, ForeignRow] = {}
    for row in headings.data:
        known.setdefault(row.cell(column).strip(), row)
    for row in headings.data:
        if ids >= 0 and row.cell(ids).strip():
            known[row.cell(ids).strip()] = row
    return {row.number: _climb(headings, column, row, known) for row in headings.data}


def _climb(
    headings: ColumnHeadings, column: int, row: ForeignRow, known: Mapping[str, ForeignRow]
) -> CodePath:
    path = split_path(row.cell(column))
    seen = {row.number}
    while path and (parent := headings.text(row, "parent")):
        above = known.get(parent)
        if above is None:
            return (*split_path(parent), *path)
        if above.number in seen:
            return path  # a circle has no top
        seen.add(above.number)
        path = (*split_path(above.cell(column)), *path)
        row = above
    return path


# -- words that are moved in, and paths ------------------------------------------------------------


def _read_indents(headings: ColumnHeadings, column: int) -> dict[int, CodePath]:
    paths: dict[int, CodePath] = {}
    above: list[tuple[float, CodePath]] = []
    for row in headings.data:
        found = _BULLET.match(row.cell(column))
        name = found["name"] if found else ""
        depth = row.indent(column) + _measure(found["lead"] if found else "")
        path = split_path(name)
        if not path:
            paths[row.number] = ()
            continue
        while above and above[-1][0] >= depth:
            above.pop()
        if above and len(path) == 1:
            path = (*above[-1][1], *path)
        above.append((depth, path))
        paths[row.number] = path
    return paths


def _measure(lead: str) -> float:
    """How far signs before a name move it in, in points."""
    return float(len(lead.replace("\t", " " * _TAB)))
