"""Tables as a report shows them: without commands for a terminal in notes and cells."""

from __future__ import annotations

from dataclasses import replace

from interviewkit.model.table import ResultTable, Row
from interviewkit.wording.plain import leave_out_commands

_ADVICE = ("hint", "note")
"""Keys of columns that say what to do."""


def make_table_plain(table: ResultTable) -> ResultTable:
    """The table without what is typed into a terminal."""
    keys = [key for key in _ADVICE if any(column.key == key for column in table.columns)]
    rows = tuple(_make_row_plain(row, keys) for row in table.rows) if keys else table.rows
    return replace(
        table, notes=tuple(filter(None, map(leave_out_commands, table.notes))), rows=rows
    )


def _make_row_plain(row: Row, keys: list[str]) -> Row:
    said = {key: value for key in keys if isinstance(value := row.values.get(key), str)}
    plain = {key: leave_out_commands(value) for key, value in said.items()}
    return row if plain == said else replace(row, values={**row.values, **plain})
