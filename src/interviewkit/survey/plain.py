"""The plain layout: the first row names the columns. What the other layouts build on."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.errors import Problem, SurveyError
from interviewkit.survey.about import Grid, Read, Sheet, Source

MOST_BEFORE = 3
"""Rows of a title or summary that may stand above a table, parted from it by an empty line."""

Records = Sequence[tuple[int, tuple[str, ...]]]


def read(source: Source, grid: Grid) -> Read:
    """The table with its first row as names.

    Raises:
        SurveyError: the file is empty, or holds names and no answers.
    """
    records, problems = _table(source, grid)
    sheet, more = sheet_of(source, records[0], records[1:], grid.separator)
    return sheet, problems + more


def sheet_of(
    source: Source,
    header: tuple[int, tuple[str, ...]],
    answers: Records,
    separator: str,
    layout: str = "plain",
) -> Read:
    """Rows as long as the header, each column under a name of its own.

    Raises:
        SurveyError: there are no answers.
    """
    line, first = header
    width = len(first)
    rows, lines, ragged = [], [], []
    for number, record in answers:
        if len(record) < width or any(record[width:]):
            ragged.append(source.note(_ragged(record, width), line=number))
        rows.append((record + ("",) * width)[:width])
        lines.append(number)
    if not rows:
        raise SurveyError(
            f"{source.path} names columns but holds no answers",
            hint="export it again, with the answers; or leave [survey] file out of study.toml",
        )
    used = [place for place in range(width) if first[place] or any(row[place] for row in rows)]
    names, problems = unique_names(source, line, [(place + 1, first[place]) for place in used])
    cells = tuple(tuple(row[place] for place in used) for row in rows)
    # Spreadsheet readers leave off empty cells at the end of a row; that is no fault.
    problems += [each for each in ragged if separator]
    return Sheet(names, cells, tuple(lines), separator, layout=layout), problems


def unique_names(
    source: Source, line: int, columns: Sequence[tuple[int, str]]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Column names, made unique; columns without a name are called by their place."""
    names: list[str] = []
    taken: set[str] = set()
    problems: list[Problem] = []
    for place, name in columns:
        unique = name or f"column_{place}"
        while unique in taken:
            unique = f"{unique}_{place}"
        if name != unique:
            again = f"is named {name!r} again" if name else "has no name"
            problems.append(source.note(f"column {place} {again}; read as {unique!r}", line=line))
        names.append(unique)
        taken.add(unique)
    return tuple(names), problems


def _table(source: Source, grid: Grid) -> tuple[Records, list[Problem]]:
    """The records of the table, without a title that stands above it."""
    filled = grid.filled
    if not filled:
        raise SurveyError(f"{source.path} is empty", hint="the first line must name the columns")
    above, below = _parted(grid)
    if not below:
        return filled, []
    lines = ", ".join(str(line) for line, _ in above)
    what = f"the table begins in line {below[0][0]}; what stands above it is left out: line {lines}"
    return below, [source.note(what)]


def _parted(grid: Grid) -> tuple[Records, Records]:
    """What stands above the first empty line, and the table below it; nothing where it is one."""
    filled = grid.filled
    blank = next((line for line, cells in grid.records if not any(cells)
                  and line > filled[0][0]), 0)  # fmt: skip
    above = [record for record in filled if record[0] < blank]
    below = [record for record in filled if record[0] > blank]
    if not blank or len(above) > MOST_BEFORE or len(below) <= len(above):
        return above, []
    widths = [sum(map(bool, cells)) for _, cells in above]
    header = below[0][1]
    names = [cell for cell in header if cell]
    looks_named = len(names) > 1 and len(set(names)) == len(names) and not any(
        cell.replace(".", "").isdigit() for cell in names
    )  # fmt: skip
    # A table's own rows are all of one length; only a title is of another.
    other_length = bool(grid.separator) and len(header) not in {len(cells) for _, cells in above}
    other_shape = len(names) not in widths and (other_length or max(widths) <= 2 < len(names))
    return (above, below) if looks_named and other_shape else (above, [])


def _ragged(record: tuple[str, ...], width: int) -> str:
    if len(record) < width:
        return f"{len(record)} cells instead of {width}; the rest count as empty"
    lost = ", ".join(repr(cell) for cell in record[width:] if cell)
    return f"{len(record)} cells instead of {width}; left out: {lost}"
