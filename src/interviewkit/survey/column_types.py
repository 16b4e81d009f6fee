"""What a column of text cells holds: declared, or inferred from the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from interviewkit.model import Variable
from interviewkit.survey.answers import CATEGORY, DATE, FLAG, NUMBER, ORDINAL, TEXT, TYPES

if TYPE_CHECKING:
    import pandas as pd

YES = frozenset({"yes", "true", "1", "y", "t"})
NO = frozenset({"no", "false", "0", "n", "f"})
CLEAR = frozenset({"yes", "no", "true", "false"})
MOST_LEVELS = 30
"""An undeclared column with more different texts than this is free text, not a category."""
LONGEST_LEVEL = 80
"""Characters: an undeclared column with a longer text is free text, not a category."""

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")
_COMMA_NUMBER = re.compile(r"[-+]?\d+(,\d+)?")
_PADDED = re.compile(r"0\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([T ].*)?")


@dataclass(frozen=True)
class Column:
    """A typed column: its variable, its values, and what could not be read as that type.

    ``odd`` gives positions of cells that became missing; ``notes`` are remarks to pass on.
    """

    variable: Variable
    values: pd.Series
    odd: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def declared_type(declaration: str) -> tuple[str, tuple[str, ...]]:
    """``"ordinal: low < mid < high"`` as the type and its levels in order.

    Levels may be parted by commas too, as long as no level has a comma in it.

    Raises:
        ValueError: no such type.
    """
    kind, _, rest = declaration.partition(":")
    kind = kind.strip().lower()
    if kind not in TYPES:
        raise ValueError(f"{kind!r} is no type")
    levels = rest.split("<" if "<" in rest else ",")
    return kind, tuple(level.strip() for level in levels if level.strip())


def typed_column(
    name: str,
    cells: Sequence[str | None],
    *,
    declaration: str = "",
    label: str = "",
    separator: str = "",
) -> Column:
    """A column of text cells (``None`` where missing) as the type declared or inferred.

    Raises:
        ValueError: the declaration names no known type.
    """
    decimals = _decimals(cells, separator)
    kind, levels = declared_type(declaration) if declaration else (inferred(cells, decimals), ())
    reading = _READERS[kind](cells, levels, decimals)
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
    if decimals == "," and (kind == NUMBER or (kind == ORDINAL and not levels)):
        notes.append("has decimal commas; 3,5 is read as 3.5")
    if decimals == "?":
        notes.append("has commas that may be decimals or thousands; not read as numbers")
    return Column(variable, reading.values.rename(name), reading.odd, tuple(notes))


def inferred(cells: Sequence[str | None], decimals: str = ".") -> str:
    """The type that fits every cell given."""
    distinct = {cell for cell in cells if cell is not None}
    if not distinct:
        return TEXT
    small = {cell.lower() for cell in distinct}
    # A lone 1 or F may mean many things; 0 and 1, or F and T, together do not.
    if small <= CLEAR or (small <= YES | NO and small & YES and small & NO):
        return FLAG
    padded = any(_PADDED.fullmatch(cell) for cell in distinct)
    if not padded and all(_number(cell, decimals) is not None for cell in distinct):
        return NUMBER
    if all(_date(cell) is not None for cell in distinct):
        return DATE
    is_short = len(distinct) <= MOST_LEVELS and max(map(len, distinct)) <= LONGEST_LEVEL
    return CATEGORY if is_short else TEXT


def _decimals(cells: Sequence[str | None], separator: str) -> str:
    """``","`` where the numbers of a column have decimal commas, ``"?"`` where that is unclear."""
    with_comma = {cell for cell in cells if cell and "," in cell}
    if not with_comma or not all(_COMMA_NUMBER.fullmatch(cell) for cell in with_comma):
        return "."
    if any(cell and "." in cell and _number(cell, ".") is not None for cell in cells):
        return "."
    thousands = all(len(cell.partition(",")[2]) == 3 for cell in with_comma)
    return "?" if thousands and separator in ("", ",") else ","


def _number(cell: str, decimals: str) -> float | None:
    if decimals == ",":
        cell = cell.replace(",", ".")
    return float(cell) if _NUMBER.fullmatch(cell) else None


def _date(cell: str) -> str | None:
    if not _DATE.fullmatch(cell):
        return None
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        return None
    whole_day = len(cell) == len("2025-04-01")
    return date.isoformat(moment) if whole_day else moment.isoformat()


def _flag(cell: str) -> bool | None:
    small = cell.lower()
    return True if small in YES else False if small in NO else None


class _Reading(NamedTuple):
    """Values of a column, its levels, positions of cells that do not fit, a remark."""

    values: pd.Series
    levels: tuple[str, ...] = ()
    odd: tuple[int, ...] = ()
    note: str = ""


def _read(cells: Sequence[str | None], reader: Callable[[str], Any], dtype: str) -> _Reading:
    import pandas as pd

    values = [None if cell is None else reader(cell) for cell in cells]
    odd = tuple(
        place
        for place, (cell, value) in enumerate(zip(cells, values, strict=True))
        if cell is not None and value is None
    )
    return _Reading(pd.Series(values, dtype=dtype), odd=odd)


def _numbers(cells: Sequence[str | None], _levels: tuple[str, ...], decimals: str) -> _Reading:
    return _read(cells, lambda cell: _number(cell, decimals), "float64")


def _flags(cells: Sequence[str | None], _levels: tuple[str, ...], _decimals: str) -> _Reading:
    return _read(cells, _flag, "boolean")._replace(levels=("no", "yes"))


def _texts(cells: Sequence[str | None], _levels: tuple[str, ...], _decimals: str) -> _Reading:
    return _read(cells, str, "object")


def _dates(cells: Sequence[str | None], _levels: tuple[str, ...], _decimals: str) -> _Reading:
    return _read(cells, _date, "object")


def _categories(cells: Sequence[str | None], levels: tuple[str, ...], _decimals: str) -> _Reading:
    return _read(cells, str, "object")._replace(levels=levels or in_order(cells))


def _ordinals(cells: Sequence[str | None], levels: tuple[str, ...], decimals: str) -> _Reading:
    """Numbers where every level is one; else texts in the order declared."""
    import pandas as pd

    order = levels or in_order(cells)
    sizes = [_number(level, decimals) for level in order]
    if None not in sizes:

        def size(cell: str) -> float | None:
            number = _number(cell, decimals)
            return number if number in sizes else None

        return _read(cells, size, "float64")._replace(levels=order)
    reading = _read(cells, lambda cell: cell if cell in order else None, "object")
    values = pd.Series(pd.Categorical(reading.values, categories=list(order), ordered=True))
    note = "" if levels else f"has no declared order; taken as {' < '.join(order)}"
    return reading._replace(values=values, levels=order, note=note)


def in_order(cells: Sequence[str | None]) -> tuple[str, ...]:
    """The different cells: numbers by size, then texts by alphabet."""

    def key(cell: str) -> tuple[float, str]:
        number = _number(cell, ".")
        return (float("inf") if number is None else number, cell)

    return tuple(sorted({cell for cell in cells if cell is not None}, key=key))


_READERS: dict[str, Callable[[Sequence[str | None], tuple[str, ...], str], _Reading]] = {
    NUMBER: _numbers,
    CATEGORY: _categories,
    ORDINAL: _ordinals,
    FLAG: _flags,
    TEXT: _texts,
    DATE: _dates,
}
