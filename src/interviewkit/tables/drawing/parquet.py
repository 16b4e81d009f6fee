"""A table as Parquet, for R, Python, DuckDB and Excel's Power Query: every column with its type."""

from __future__ import annotations

import math
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.model import table as kinds
from interviewkit.model.table import Column, ResultTable, Value
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.data import write_json

WHOLE = (kinds.COUNT, kinds.PEOPLE, kinds.ORDINAL)
LISTS = (kinds.LIST, kinds.LINES)


def render(table: ResultTable, _drawing: Drawing) -> bytes:
    """Every column of data; what is not there is null, and several values are a list.

    Raises:
        StudyError: pyarrow, which writes such files, is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as fault:
        raise StudyError(
            "Parquet files are written by pyarrow, which is not installed",
            hint="pip install 'interviewkit[parquet]', or write .csv or .xlsx",
        ) from fault
    cells = {
        column.key: pa.array(
            [_tell(row.values[column.key], column) for row in table.rows], _choose_type(column, pa)
        )
        for column in table.data_columns
    }
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(cells), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _choose_type(column: Column, pa: Any) -> Any:
    if column.kind == kinds.TRUTH:
        return pa.bool_()
    if column.kind in WHOLE:
        return pa.int64()
    if column.is_number:
        return pa.float64()
    return pa.list_(pa.string()) if column.kind in LISTS else pa.string()


def _tell(value: Value, column: Column) -> object:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if column.kind in LISTS and isinstance(value, tuple):
        return [str(each) for each in value]
    if column.is_number or column.kind == kinds.TRUTH:
        return value
    return value if isinstance(value, str) else write_json(value)
