"""The plain layout: the first row names the columns. What the other layouts build on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isclose

from interviewkit import parts
from interviewkit.errors import Problem, SurveyError
from interviewkit.survey.columns import numbers
from interviewkit.survey.faults import name_lines
from interviewkit.survey.files.contract import ColumnFacts, Read, Sheet, SurveyGrid, SurveySource
from interviewkit.survey.layouts.heading_rows import count_heading_rows, find_labels

MOST_BEFORE = 3
"""Rows of a title or summary that may stand above a table, parted from it by an empty line."""

PLAIN_HINT = "if it is a person's row, move it further down"
FOOT_HINT = "if it is a person's row, move it further up"

Records = Sequence[tuple[int, tuple[str, ...]]]


def read_plain(source: SurveySource, grid: SurveyGrid) -> Read:
    """The table with its first row as names.

    Raises:
        SurveyError: the file is empty, or holds names and no answers.
    """
    records, problems = _table(source, grid)
    sheet, more = build_sheet(source, records[0], records[1:], grid.separator)
    return sheet, problems + more


def build_sheet(
    source: SurveySource,
    header: tuple[int, tuple[str, ...]],
    answers: Records,
    separator: str,
    layout: str = "plain",
) -> Read:
    """Rows as long as the header, each column under a name of its own.

    Further headings, the header come again, and totals at the foot are no answers; they are told.

    Raises:
        SurveyError: there are no answers.
    """
    line, first = header
    width = len(first)
    answers, labels, set_aside = _answers_only(source, header, answers)
    rows, lines, ragged = [], [], []
    for number, record in answers:
        if len(record) < width or any(record[width:]):
            ragged.append(source.note(_ragged(record, width), line=number))
        rows.append((record + ("",) * width)[:width])
        lines.append(number)
    if not rows:
        hint = "export it again, with the answers; or leave [survey] file out of study.toml"
        raise SurveyError(f"{source.path} names columns but holds no answers", hint=hint)
    used = [place for place in range(width) if first[place] or any(row[place] for row in rows)]
    names, problems = make_unique_names(source, line, [(place + 1, first[place]) for place in used])
    cells = tuple(tuple(row[place] for place in used) for row in rows)
    # Spreadsheet readers leave off empty cells at the end of a row; that is no fault.
    problems += [*set_aside, *(each for each in ragged if separator)]
    about = {name: ColumnFacts(label=labels[place]) for name, place in zip(names, used, strict=True)
             if labels.get(place)}  # fmt: skip
    return Sheet(names, cells, tuple(lines), separator, about, layout=layout), problems


def _answers_only(
    source: SurveySource, header: tuple[int, tuple[str, ...]], records: Records
) -> tuple[Records, dict[int, str], list[Problem]]:
    """The rows that people answered, further headings by column, what is told of the rest."""
    _, names = header
    heads = count_heading_rows(names, records)
    labels = find_labels([str(place) for place in range(len(names))], records[:heads])
    feet = count_foot_rows(records[heads:])
    body = records[heads : len(records) - feet]
    again = [record for record in body if record[1] == names and any(names)]
    set_aside = [
        source.note(f"{what}, not as answers: {_lines(found)}", line=found[0][0], hint=hint)
        for what, found, hint in (
            ("read as further headings", records[:heads], PLAIN_HINT),
            ("the names come again; left out", again, ""),
            ("read as totals or remarks at the foot", records[len(records) - feet :], FOOT_HINT),
        )
        if found
    ]
    kept = [record for record in body if record[1] != names]
    return kept, {int(place): text for place, text in labels.items()}, set_aside


def _lines(records: Records) -> str:
    return name_lines([line for line, _ in records])


def make_unique_names(
    source: SurveySource, line: int, columns: Sequence[tuple[int, str]]
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


def _table(source: SurveySource, grid: SurveyGrid) -> tuple[Records, list[Problem]]:
    """The records of the table, without a title that stands above it."""
    filled = grid.filled
    if not filled:
        raise SurveyError(f"{source.path} is empty", hint="the first line must name the columns")
    above, below = _part_from_head(grid)
    if not below:
        above, below = _titled(filled)
    if not below:
        return filled, []
    begins = f"the table begins in line {below[0][0]}"
    what = f"{begins}; what stands above it is left out: {_lines(above)}"
    return below, [source.note(what)]


def _titled(filled: Records) -> tuple[Records, Records]:
    """Titles right above the names: rows with nothing but their first cell, over a wider table."""
    count = 0
    while count < min(MOST_BEFORE, len(filled) - 2) and not any(filled[count][1][1:]):
        count += 1
    names = [cell for cell in filled[count][1] if cell]
    below = max((sum(map(bool, cells)) for _, cells in filled[count + 1 :]), default=0)
    is_table = len(names) > 2 and len(set(names)) == len(names) and 2 * below > len(names)
    return (filled[:count], filled[count:]) if count and is_table else (filled, [])


def _part_from_head(grid: SurveyGrid) -> tuple[Records, Records]:
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


# -- rows at the foot of a table that nobody answered: totals, means, sources ----------------------


MOST_AT_FOOT = 5

_TOTALS_WORDS = """
total totals sum subtotal mean average median count n min max minimum maximum sd std summe
gesamt insgesamt mittelwert durchschnitt anzahl somme moyenne totaux effectif suma media
promedio totale somma soma média totaal gemiddelde som summa medel suma średnia razem итого
всего среднее toplam ortalama 合计 总计 平均 合計
"""
_TOTALS = frozenset((*_TOTALS_WORDS.split(), "grand total", "standard deviation", "std. dev."))


def count_foot_rows(records: Records) -> int:
    """How many of the last records are no person's answers."""
    count = 0
    while count < min(MOST_AT_FOOT, len(records) - 2):
        last, above = records[-1 - count], records[: len(records) - 1 - count]
        if not _is_foot(last[1], [cells for _, cells in above]):
            break
        count += 1
    return count


def _is_foot(cells: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    filled = [(place, cell) for place, cell in enumerate(cells) if cell]
    if not filled or len(cells) < 2:
        return False
    place, first = filled[0]
    over = [row[place] for row in above if place < len(row) and row[place]]
    if len(filled) == 1 and place == 0 and len(cells) > 2:
        # A sentence alone in the first column, longer than all that stands there.
        return len(first.split()) > 1 and len(first) > max(map(len, over), default=0) + 5
    rest = [(place, cell) for place, cell in filled[1:] if not numbers.is_number(cell)]
    if first.casefold().rstrip(":. ") in _TOTALS and len(filled) > 1 and not rest:
        return first.casefold() not in {cell.casefold() for cell in over}
    several = place > 0 and len(filled) > 1
    return several and all(_sums_up(cell, column, above) for column, cell in filled)


def _sums_up(cell: str, place: int, above: Sequence[Sequence[str]]) -> bool:
    """Whether a cell is the sum or the mean of a column."""
    value = numbers.parse_number(cell, ".")
    given = [row[place] for row in above if place < len(row) and row[place]]
    sizes = [size for each in given if (size := numbers.parse_number(each, ".")) is not None]
    if value is None or len(sizes) < 3 or len(sizes) < len(given):
        return False
    total = sum(sizes)
    return isclose(value, total, rel_tol=1e-6) or isclose(value, total / len(sizes), rel_tol=1e-3)


# -- which survey tool wrote a table ---------------------------------------------------------------

PLAIN = "plain"

Layout = Callable[[SurveySource, SurveyGrid], Read | None]
"""The shape of a part of the family ``survey_layout``: ``None`` where the table is not its kind."""


def arrange_sheet(source: SurveySource, grid: SurveyGrid, layout: str = "") -> Read:
    """The sheet in a table, by the layout named or else the first that knows its own.

    Raises:
        SurveyError: there is nothing in the table.
        UnknownPartError: there is no such layout.
    """
    names = [layout] if layout else parts.list_names("survey_layout")
    for name in names:
        read = parts.load_part("survey_layout", name)
        found: Read | None = read(source, grid) if name != PLAIN else None
        if found:
            return found
    plain: Read = parts.load_part("survey_layout", PLAIN)(source, grid)
    if layout in ("", PLAIN):
        return plain
    what = f"does not look like a {layout} export; the first row names the columns"
    return plain[0], [source.note(what, hint="leave out [survey] layout"), *plain[1]]
