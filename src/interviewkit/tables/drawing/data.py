"""A table as JSON and CSV: every value as it was computed, and nothing where there is none."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence

from interviewkit.model.table import Detail, ResultTable
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.safe_text import guard_cell

UNSEEN = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold as it is, though a terminal would obey it or cannot be sent it."""


def list_rows(table: ResultTable) -> list[dict[str, object]]:
    """The rows by key, of the columns that are data."""
    keys = [column.key for column in table.data_columns]
    return [{key: row.values[key] for key in keys} for row in table.rows]


def render_json(table: ResultTable, _drawing: Drawing) -> str:
    """A list of rows; a figure that is not defined is null."""
    return write_json(list_rows(table)) + "\n"


def render_csv(table: ResultTable, _drawing: Drawing) -> str:
    """A head and a line a row; a figure that is not defined is an empty cell."""
    return write_csv([column.key for column in table.data_columns], list_rows(table))


def write_json(value: object) -> str:
    """Any value as JSON in which nothing commands a terminal."""
    text = json.dumps(_plain(value), indent=2, ensure_ascii=False, default=str)
    return UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def write_csv(names: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV in which no text is a formula; several values stand in one cell.

    Raises:
        ValueError: a row has what is not among the names.
    """
    lines = [_line(names, {name: name for name in names})]
    lines += [_line(names, row) for row in rows]
    return "".join(lines)


def _line(names: Sequence[str], row: Mapping[str, object]) -> str:
    # Python quotes a carriage return in a text only where the line ends with one.
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, lineterminator="\r\n")
    writer.writerow({key: _cell(value) for key, value in row.items()})
    return stream.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        return guard_cell("; ".join(map(str, value)))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return guard_cell(str(value)) if isinstance(value, str | Detail) else value


def _plain(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Detail):
        return _plain(value.data)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
