"""Writes a table with labelled columns for other software: CSV, Excel, SPSS and Stata."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.tables.safe_text import guard_cell, strip_unprintable

SHAPES = ("csv", "xlsx", "sav", "dta")

LONGEST_NAME = {"sav": 64, "dta": 31}
"""For Stata one less than it takes: a column's labels go by its name and one sign more."""
LONGEST_LABEL = {"sav": 255, "dta": 80}
LONGEST_TEXT = {"sav": 32_767, "dta": 2_045}
RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
"""Words that SPSS or Stata keep for themselves (SPSS Statistics: Variable names)."""


@dataclass(frozen=True, slots=True)
class LabelledColumn:
    """A column: numbers (``nan`` or ``None`` where missing), or texts; ``levels`` names numbers."""

    name: str
    label: str
    values: Sequence[float | str | bool | None]
    levels: Mapping[float, str] = field(default_factory=dict)

    @property
    def is_text(self) -> bool:
        return any(isinstance(value, str) for value in self.values)


def write_table(path: Path, columns: Sequence[LabelledColumn], shape: str) -> None:
    """Fill a file with columns of equal length.

    Names are kept in CSV and Excel; SPSS and Stata take letters, digits and ``_`` only, so theirs
    are made to fit and the label keeps the words.

    Raises:
        StudyError: no such shape, or SPSS or Stata files cannot be written here.
        OSError: the file cannot be written.
    """
    if shape not in SHAPES:
        raise StudyError(f"a table cannot be written as {shape!r}", hint=f"use {', '.join(SHAPES)}")
    if shape == "csv":
        _frame(columns, guard_cell).to_csv(path, index=False)
    elif shape == "xlsx":
        _xlsx(path, columns)
    else:
        _pyreadstat(shape, path, columns)


def _xlsx(path: Path, columns: Sequence[LabelledColumn]) -> None:
    """The table, and beside it what its columns mean."""
    import pandas as pd

    levels = ["; ".join(f"{_number(k)} = {v}" for k, v in c.levels.items()) for c in columns]
    meaning = pd.DataFrame(
        {
            "column": [_guard_shown(each.name) for each in columns],
            "label": [_guard_shown(each.label) for each in columns],
            "values": [strip_unprintable(text) for text in levels],
        }
    )
    stream = BytesIO()  # by its path, pandas wants to be told what kind it is
    with pd.ExcelWriter(stream, engine="openpyxl") as book:
        _frame(columns, _guard_shown).to_excel(book, sheet_name="people", index=False)
        meaning.to_excel(book, sheet_name="columns", index=False)
    path.write_bytes(stream.getvalue())


def _pyreadstat(shape: str, path: Path, columns: Sequence[LabelledColumn]) -> None:
    import pyreadstat

    named = dict(zip(shorten_names(columns, LONGEST_NAME[shape]), columns, strict=True))
    people = _frame(columns, lambda text: strip_unprintable(text)[: LONGEST_TEXT[shape]])
    people.columns = list(named)
    labels = [strip_unprintable(each.label)[: LONGEST_LABEL[shape]] for each in columns]
    levels = {name: _levels(each, shape) for name, each in named.items() if each.levels}
    write: Any = pyreadstat.write_sav if shape == "sav" else pyreadstat.write_dta
    try:
        write(people, str(path), column_labels=labels, variable_value_labels=levels)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as fault:
        raise StudyError(
            f"the .{shape} file cannot be written ({fault})",
            hint="see that the disk has room, or write .csv or .xlsx",
        ) from fault


def _levels(column: LabelledColumn, shape: str) -> dict[Any, str]:
    """Stata labels whole numbers only."""
    whole = {k: v for k, v in column.levels.items() if float(k).is_integer()}
    return {int(k): v for k, v in whole.items()} if shape == "dta" else dict(column.levels)


def _frame(columns: Sequence[LabelledColumn], text: Callable[[str], str]) -> Any:
    """A data frame of numbers and texts; a missing text is an empty cell."""
    import pandas as pd

    cells = {
        place: [text(str(v)) if v is not None else None for v in each.values]
        if each.is_text
        else pd.array([_float(v) for v in each.values], dtype="Float64")
        for place, each in enumerate(columns)
    }
    people = pd.DataFrame(cells)
    for place, each in enumerate(columns):
        if not each.is_text:
            people[place] = _write_whole_numbers(people[place])
    people.columns = [text(each.name) for each in columns]
    return people


def _guard_shown(text: str) -> str:
    """A text as it may stand in a cell of a workbook."""
    return guard_cell(strip_unprintable(text))


def _write_whole_numbers(column: Any) -> Any:
    """Whole numbers without a point, where all of them are there."""
    if not column.isna().any() and (column == column.round()).all():
        return column.astype("int64")
    return column.astype("float64")


def _float(value: object) -> float | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return float(str(value)) if not isinstance(value, bool | int | float) else float(value)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)


def shorten_names(columns: Iterable[LabelledColumn], longest: int) -> list[str]:
    """Names that SPSS and Stata take, different also where case is not told apart."""
    taken: set[str] = set()
    names = []
    for column in columns:
        name = re.sub(r"\W+", "_", column.name, flags=re.ASCII).strip("_") or "v"
        if not name[0].isalpha() or name.lower() in RESERVED:
            name = f"v_{name}"
        first, number = name[:longest], 2
        name = first
        while name.lower() in taken:
            tail = f"_{number}"
            name, number = first[: longest - len(tail)] + tail, number + 1
        taken.add(name.lower())
        names.append(name)
    return names
