"""A table as a file of SPSS or Stata: numbers with the words that they stand for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.model.table import TRUTH, Column, ResultTable, Value
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.safe_text import strip_unprintable

SAV, DTA = "sav", "dta"

LONGEST_NAME = {SAV: 64, DTA: 31}
"""For Stata one less than it takes: a column's labels go by its name and one sign more."""
LONGEST_LABEL = {SAV: 255, DTA: 80}
LONGEST_TEXT = {SAV: 32_767}
RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
"""Words that SPSS or Stata keep for themselves (SPSS Statistics: Variable names)."""

YES_OR_NO = {0: "no", 1: "yes"}

_TIMES = {
    SAV: (re.compile(rb"(?s)\A(.{92}).{17}"), rb"\g<1>01 Jan 8000:00:00"),
    DTA: (re.compile(rb"(<timestamp>\x11).{17}"), rb"\g<1>01 Jan 1980 00:00"),
}
"""Where a file says when it was written: the same table is the same file on every day."""


def render_sav(table: ResultTable, _drawing: Drawing) -> bytes:
    """For SPSS: every column of data under a name that it takes, labelled with its head."""
    return _render(table, SAV)


def render_dta(table: ResultTable, _drawing: Drawing) -> bytes:
    """For Stata, as for SPSS; it labels whole numbers only."""
    return _render(table, DTA)


def shorten_names(names: Iterable[str], longest: int) -> list[str]:
    """Names that SPSS and Stata take, different also where case is not told apart."""
    taken: set[str] = set()
    found = []
    for given in names:
        name = re.sub(r"\W+", "_", given, flags=re.ASCII).strip("_") or "v"
        if not name[0].isalpha() or name.lower() in RESERVED:
            name = f"v_{name}"
        first, number = name[:longest], 2
        name = first
        while name.lower() in taken:
            tail = f"_{number}"
            name, number = first[: longest - len(tail)] + tail, number + 1
        taken.add(name.lower())
        found.append(name)
    return found


def _render(table: ResultTable, shape: str) -> bytes:
    import pandas as pd
    import pyreadstat

    columns = table.data_columns
    names = shorten_names((column.key for column in columns), LONGEST_NAME[shape])
    cells = {
        name: _cells([row.values[column.key] for row in table.rows], column, shape)
        for name, column in zip(names, columns, strict=True)
    }
    levels = {
        name: found
        for name, column in zip(names, columns, strict=True)
        if (found := _levels(column, shape))
    }
    write: Any = pyreadstat.write_sav if shape == SAV else pyreadstat.write_dta
    labels = [_label(column)[: LONGEST_LABEL[shape]] for column in columns]
    try:
        with TemporaryDirectory() as folder:  # the library writes to places only
            place = Path(folder) / f"table.{shape}"
            frame = pd.DataFrame(cells)
            write(frame, str(place), column_labels=labels, variable_value_labels=levels)
            times, never = _TIMES[shape]
            return times.sub(never, place.read_bytes(), count=1)
    except (OSError, pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as fault:
        raise StudyError(
            f"the .{shape} file cannot be written ({fault})",
            hint="see that the disk has room, or write .csv or .xlsx",
        ) from fault


def _label(column: Column) -> str:
    return strip_unprintable(f"{column.title}: {column.note}" if column.note else column.title)


def _levels(column: Column, shape: str) -> dict[Any, str]:
    """What numbers stand for; Stata labels whole ones only."""
    labels = YES_OR_NO if column.kind == TRUTH else column.labels
    found = {key: label for key, label in labels.items() if not isinstance(key, str)}
    if shape == SAV:
        return found
    return {int(key): label for key, label in found.items() if float(key).is_integer()}


def _cells(values: Sequence[Value], column: Column, shape: str) -> Any:
    """Numbers, whole ones without a point where all are there, or texts; what is not, is empty."""
    import pandas as pd

    if not (column.is_number or column.kind == TRUTH):
        return [_text(value, shape) for value in values]
    numbers = pd.Series([_number(value) for value in values], dtype="float64")
    is_whole = not numbers.isna().any() and (numbers == numbers.round()).all()
    return numbers.astype("int64") if is_whole else numbers


def _text(value: Value, shape: str) -> str | None:
    """A text, whole for Stata, which knows no missing ones."""
    if value is None:
        return "" if shape == DTA else None
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return strip_unprintable(text)[: LONGEST_TEXT.get(shape)]


def _number(value: Value) -> float:
    known = isinstance(value, int | float) and math.isfinite(value)
    return float(value) if known else math.nan  # type: ignore[arg-type]
