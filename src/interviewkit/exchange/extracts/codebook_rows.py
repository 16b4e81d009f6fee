"""Where the rows of a codebook stand in its hierarchy.

A codebook says so in one of five ways: by a column for each level, by a column that names the
parent, by words that are moved in, by paths such as ``Trust > In machines``, or by numbers such as
``1.1``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviewkit.exchange.extracts.cells import (
    CodePath,
    choose_path_separator,
    split_name,
    split_path,
)
from interviewkit.exchange.extracts.codebook_columns import find_id_column, list_level_columns
from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.grouped_cells import is_grouped
from interviewkit.exchange.extracts.headings import ColumnHeadings

_BULLET = re.compile(r"^(?P<lead>[\s\u00a0]*(?:(?:[-–—•·○▪…]|\.\.\.|--)+\s*)*)(?P<name>.*)$", re.S)
_OUTLINE = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*)\.?(?:\s|$)")
_PLACED = 0.8
"""So many of the deeper numbers stand below one that is there."""
_TAB = 4
"""Blanks that a tab moves words in."""


BY_NUMBERS = "codes are placed below one another by their numbers"
AT_SIGN = "codes are placed below one another at {!r}"


def find_paths(headings: ColumnHeadings) -> tuple[Mapping[int, CodePath], str]:
    """The path of the code in each row, by row number, and how it was found, if that was a guess.

    A path is empty where a row names no code.
    """
    columns = list_level_columns(headings)
    if not columns:
        return {}, ""
    if len(columns) > 1:
        return _read_levels(headings, columns), ""
    if headings.has("parent"):
        return _follow_parents(headings, columns[0]), ""
    sign = choose_path_separator([row.cell(columns[0]) for row in headings.data])
    paths = _read_indents(headings, columns[0], sign)
    if all(len(path) < 2 for path in paths.values()):
        numbered = _follow_numbers(headings, paths)
        return (numbered, BY_NUMBERS) if numbered else (paths, "")
    return paths, AT_SIGN.format(sign.strip()) if sign else ""


def list_grouped(headings: ColumnHeadings) -> list[str]:
    """The headings of columns whose value counts for the empty rows below it."""
    columns = list_level_columns(headings)[:-1]
    grouped = (column for column in columns if is_grouped(headings.data, column))
    names = (headings.row.cell(column).strip() for column in grouped)
    return [name for name in names if name]


# -- a column for each level -----------------------------------------------------------------------


def _read_levels(headings: ColumnHeadings, columns: Sequence[int]) -> dict[int, CodePath]:
    outer = {column for column in columns[:-1] if is_grouped(headings.data, column)}
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


def _read_indents(headings: ColumnHeadings, column: int, sign: str) -> dict[int, CodePath]:
    paths: dict[int, CodePath] = {}
    above: list[tuple[float, CodePath]] = []
    for row in headings.data:
        found = _BULLET.match(row.cell(column))
        name = found["name"] if found else ""
        depth = row.indent(column) + _measure(found["lead"] if found else "")
        path = split_name(name, sign)
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


# -- numbers such as 1.1 ---------------------------------------------------------------------------


def _follow_numbers(headings: ColumnHeadings, paths: Mapping[int, CodePath]) -> dict[int, CodePath]:
    """Paths by the numbers of codes, in their own column or before their names; empty where these
    are no numbers of an outline: each another, and most below one that is there."""
    ids = find_id_column(headings)
    numbers: dict[str, int] = {}
    for row in headings.data:
        own = paths.get(row.number, ())
        found = _OUTLINE.match(row.cell(ids).strip()) if ids >= 0 else None
        found = found or _OUTLINE.match(own[0] if own else "")
        if own and (found is None or numbers.setdefault(found[1], row.number) != row.number):
            return {}
    deep = [number for number in numbers if "." in number]
    placed = sum(any(each in numbers for each in _list_above(number)[:-1]) for number in deep)
    if not deep or placed < _PLACED * len(deep):
        return {}
    found_paths = {
        row: tuple(paths[numbers[above]][0] for above in _list_above(number) if above in numbers)
        for number, row in numbers.items()
    }
    return {**paths, **found_paths}


def _list_above(number: str) -> list[str]:
    """``1``, ``1.2`` and ``1.2.3`` for ``1.2.3``."""
    parts = number.split(".")
    return [".".join(parts[: at + 1]) for at in range(len(parts))]
