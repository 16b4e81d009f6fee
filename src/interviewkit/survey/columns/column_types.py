"""What a column of text cells holds: declared, or inferred from the cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from interviewkit.model import Variable
from interviewkit.survey.answers import CATEGORY, DATE, FLAG, NUMBER, ORDINAL, TEXT, TYPES
from interviewkit.survey.columns import dates, numbers
from interviewkit.survey.columns.likert import order_labels
from interviewkit.survey.columns.yes_no import is_yes_or_no, list_foreign, read_yes_no
from interviewkit.survey.files.contract import Sheet

if TYPE_CHECKING:
    import pandas as pd


MULTIPLE = "multiple"
"""Declared of a column whose cells list several options; it becomes several flags."""
MOST_LEVELS = 30
"""An undeclared column with more different texts than this is free text, not a category."""
LONGEST_LEVEL = 80
"""Characters: an undeclared column with a longer text is free text, not a category."""

ENOUGH = 200
"""Different answers that show whether a look at all of them is worth it."""
MANY, MOST, FEW_CODES = 20, 0.95, 12
"""Answers, and the share of them, that make a type of which a few answers are not."""

_PADDED = re.compile(r"0\d+")


@dataclass(frozen=True, slots=True)
class Habits:
    """``commas``: some column surely has decimal commas. ``order``: of day and month, if sure."""

    separator: str = ""
    commas: bool = False
    order: str = ""


@dataclass(frozen=True)
class SurveyColumn:
    """A typed column: its variable, its values, and what could not be read as that type.

    ``odd`` gives positions of cells that became missing; ``notes`` are remarks to pass on.
    """

    variable: Variable
    values: pd.Series
    odd: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def parse_declared_type(declaration: str) -> tuple[str, tuple[str, ...]]:
    """``"ordinal: low < mid < high"`` as the type and its levels in order.

    Levels may be parted by commas too, as long as no level has a comma in it.

    Raises:
        ValueError: no such type.
    """
    kind, _, rest = declaration.partition(":")
    kind = kind.strip().lower()
    if kind == MULTIPLE:
        options = rest.split("<") if "<" in rest.strip()[1:-1] else [rest]
        return kind, tuple(each.strip() for each in options if each.strip())
    if kind not in TYPES:
        raise ValueError(f"{kind!r} is no type")
    levels = rest.split("<" if "<" in rest else ",")
    return kind, tuple(level.strip() for level in levels if level.strip())


def parse_declared_labels(declaration: str) -> tuple[tuple[str, str], ...]:
    """Codes and labels of ``"ordinal: 1 = never < 2 = often"``; nothing where levels are bare."""
    kind, _, rest = declaration.partition(":")
    levels = [level for level in rest.split("<" if "<" in rest else ",") if level.strip()]
    if kind.strip().lower() not in (ORDINAL, CATEGORY, NUMBER) or not levels:
        return ()
    pairs = [level.partition("=") for level in levels]
    if not all(sign and code.strip() and label.strip() for code, sign, label in pairs):
        return ()
    return tuple((code.strip(), label.strip()) for code, _, label in pairs)


@dataclass(frozen=True, slots=True)
class _Writing:
    """How the numbers and dates of a column are written."""

    style: str
    order: str


def type_column(
    name: str,
    cells: Sequence[str | None],
    *,
    declaration: str = "",
    told: tuple[str, tuple[str, ...]] = ("", ()),
    label: str = "",
    habits: Habits = Habits(),
) -> SurveyColumn:
    """A column of text cells (``None`` where missing) as the type declared, told or inferred.

    ``told`` are a type and levels that the file itself gives.

    Raises:
        ValueError: the declaration names no known type.
    """
    kind, levels = parse_declared_type(declaration) if declaration else told
    given = {cell for cell in cells if cell}
    writing = _writing(given, habits, levels if kind == DATE else ())
    if not kind:
        kind = infer_type(given, writing.style, writing.order)
        kind, writing = _by_most(kind, cells, writing, habits)
    levels = () if kind == DATE else levels
    guessed = not declaration and kind == CATEGORY
    steps = order_labels(given) if (guessed or kind == ORDINAL) and not levels else ()
    if steps:
        kind, levels = ORDINAL, steps
    reading = _read(kind, cells, levels, writing)
    missing = int(reading.values.isna().sum())
    variable = Variable(
        name=name,
        type=kind,
        label=label,
        levels=reading.levels,
        n=len(cells) - missing,
        missing=missing,
        declared=bool(declaration),
    )
    notes = [reading.note] if reading.note else []
    if steps:
        notes.append(f"is read as an answer scale: {' < '.join(steps)}")
    notes += _notes(kind, given, writing, numeric=kind == NUMBER or (
        kind == ORDINAL and not levels))  # fmt: skip
    return SurveyColumn(variable, reading.values.rename(name), reading.odd, tuple(notes))


def _by_most(
    kind: str, cells: Sequence[str | None], writing: _Writing, habits: Habits
) -> tuple[str, _Writing]:
    """Numbers or dates where nearly all of many answers are some; the few others are odd.

    Few different numbers may be codes beside which a word is an answer of its own.
    """
    counts = Counter(cell for cell in cells if cell)
    if kind not in (CATEGORY, TEXT) or counts.total() < MANY:
        return kind, writing
    most = MOST * counts.total()
    if any(_PADDED.fullmatch(cell) for cell in counts):
        return kind, writing
    if not _is_worth_it(list(counts)[:ENOUGH], writing.style):
        return kind, writing
    sizes = [cell for cell in counts if numbers.parse_number(cell, writing.style) is not None]
    if len(sizes) > FEW_CODES and sum(counts[cell] for cell in sizes) >= most:
        return NUMBER, writing
    days = {cell for cell in counts if dates.is_date(cell)}
    order = dates.find_date_order(days, habits.order)
    if order in (dates.ISO, *dates.SURE) and sum(counts[cell] for cell in days) >= most:
        return DATE, replace(writing, order=order)
    return kind, writing


def _is_worth_it(some: Sequence[str], style: str) -> bool:
    """Whether half of some answers are numbers or dates; free text is long and never is."""
    found = sum(
        numbers.parse_number(cell, style) is not None or dates.is_date(cell) for cell in some
    )
    return 2 * found >= len(some)


def _writing(cells: Collection[str], habits: Habits, told: tuple[str, ...]) -> _Writing:
    order = dates.ORDERS.get(told[0].lower(), "") if told else ""
    return _Writing(
        numbers.find_number_style(cells, habits.separator, commas=habits.commas),
        order or dates.find_date_order(cells, habits.order),
    )


def _notes(kind: str, cells: Collection[str], writing: _Writing, *, numeric: bool) -> list[str]:
    """What is to be told of how numbers and dates were read."""
    notes = []
    if numeric and writing.style in numbers.NOTES and writing.style != numbers.UNCLEAR:
        notes.append(numbers.NOTES[writing.style])
    if numeric and any(numbers.has_unit(cell) for cell in cells):
        notes.append(numbers.UNITS_NOTE)
    if kind == FLAG and (words := list_foreign(cells)):
        notes.append(f"has {' and '.join(words)}, read as yes or no")
    if writing.style == numbers.UNCLEAR:
        notes.append(numbers.NOTES[numbers.UNCLEAR])
    slashed = any("." not in cell[:10] for cell in cells)
    if kind == DATE and writing.order in (dates.DAY_FIRST, dates.MONTH_FIRST) and slashed:
        notes.append(dates.NOTES[writing.order])
    if kind != DATE and writing.order == dates.UNCLEAR:
        notes.append(f'{dates.NOTES[dates.UNCLEAR]}; declare it as "date: day first" or '
                     '"date: month first"')  # fmt: skip
    return notes


def infer_type(cells: Iterable[str | None], style: str = ".", order: str = "") -> str:
    """The type that fits every cell given."""
    distinct = {cell for cell in cells if cell is not None}
    if not distinct:
        return TEXT
    if is_yes_or_no(distinct):
        return FLAG
    padded = any(_PADDED.fullmatch(cell) for cell in distinct)
    if not padded and all(numbers.parse_number(cell, style) is not None for cell in distinct):
        return NUMBER
    order = order or dates.find_date_order(distinct)
    if order not in ("", dates.UNCLEAR):
        return DATE
    is_short = len(distinct) <= MOST_LEVELS and max(map(len, distinct)) <= LONGEST_LEVEL
    return CATEGORY if is_short else TEXT


class _Reading(NamedTuple):
    """Values of a column, its levels, positions of cells that do not fit, a remark."""

    values: pd.Series
    levels: tuple[str, ...] = ()
    odd: tuple[int, ...] = ()
    note: str = ""


def _read_cells(cells: Sequence[str | None], reader: Callable[[str], Any], dtype: str) -> _Reading:
    import pandas as pd

    # Each different cell is read once: surveys repeat themselves.
    read = {cell: reader(cell) for cell in set(cells) if cell is not None}
    values = [None if cell is None else read[cell] for cell in cells]
    odd = tuple(
        place
        for place, (cell, value) in enumerate(zip(cells, values, strict=True))
        if cell is not None and value is None
    )
    return _Reading(pd.Series(values, dtype=dtype), odd=odd)


def _read(
    kind: str, cells: Sequence[str | None], levels: tuple[str, ...], way: _Writing
) -> _Reading:
    if kind == ORDINAL:
        return _ordinals(cells, levels, way)
    order = dates.DAY_FIRST if way.order in ("", dates.UNCLEAR) else way.order
    readers: dict[str, tuple[Callable[[str], Any], str]] = {
        NUMBER: (lambda cell: numbers.parse_number(cell, way.style), "float64"),
        FLAG: (read_yes_no, "boolean"),
        DATE: (lambda cell: dates.convert_date(cell, order), "object"),
    }
    reading = _read_cells(cells, *readers.get(kind, (str, "object")))
    if kind == FLAG:
        return reading._replace(levels=("no", "yes"))
    return reading._replace(levels=levels or sort_cells(cells)) if kind == CATEGORY else reading


def _ordinals(cells: Sequence[str | None], levels: tuple[str, ...], way: _Writing) -> _Reading:
    """Numbers where every level is one; else texts in the order declared."""
    import pandas as pd

    order = levels or sort_cells(cells)
    sizes = [numbers.parse_number(level, way.style) for level in order]
    if None not in sizes:
        given = {cell: numbers.parse_number(cell, way.style) for cell in set(cells) if cell}
        known = {cell: size for cell, size in given.items() if size in sizes}
        return _read_cells(cells, known.get, "float64")._replace(levels=order)
    reading = _read_cells(cells, lambda cell: cell if cell in order else None, "object")
    values = pd.Series(pd.Categorical(reading.values, categories=list(order), ordered=True))
    note = "" if levels else f"has no declared order; taken as {' < '.join(order)}"
    return reading._replace(values=values, levels=order, note=note)


def sort_cells(cells: Sequence[str | None]) -> tuple[str, ...]:
    """The different cells: numbers by size, then texts by alphabet."""

    def key(cell: str) -> tuple[float, str]:
        found = numbers.parse_number(cell, numbers.PLAIN)
        return (float("inf") if found is None else found, cell)

    return tuple(sorted({cell for cell in cells if cell is not None}, key=key))


def find_habits(sheet: Sheet, missing: Iterable[str]) -> Habits:
    """The habits of a text file or workbook; statistics files have none to guess."""
    if sheet.layout.startswith("."):
        return Habits()
    none = set(missing)
    columns = [
        {cell for cell in cells if cell not in none}
        for cells in (zip(*sheet.rows, strict=True) if sheet.rows else ())
    ]
    styles = {numbers.find_number_style(cells, sheet.separator)
              for cells in columns if numbers.are_numbers(cells)}  # fmt: skip
    orders = {dates.find_date_order(cells) for cells in columns if cells}
    sure = orders & {dates.DAY_FIRST, dates.MONTH_FIRST}
    return Habits(
        sheet.separator,
        bool(styles & {numbers.COMMA, ".,", " ,"}),
        sure.pop() if len(sure) == 1 else "",
    )
