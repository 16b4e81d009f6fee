"""A column together with where its values stand: a result with many columns is a list of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from interviewkit.model.table import Column, Lead, ResultTable, Row, Value

Source = str | Callable[[Any], Value]
"""A path of attributes or keys (``"before.n"``), or what makes the value of the thing."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column and the source of its values in each thing that has a row; empty: its key."""

    column: Column
    source: Source = ""

    @classmethod
    def of(cls, key: str, kind: str, source: Source = "", **about: Any) -> Field:
        """The field of a column that is described here; ``about`` is what else a column takes."""
        return cls(Column(key, kind, **about), source)


def read_fields(kind: str, *keys: str) -> tuple[Field, ...]:
    """Columns of things that have such attributes."""
    return tuple(Field(Column(key, kind)) for key in keys)


def list_data_fields(kind: str, /, *keys: str, **sources: Source) -> tuple[Field, ...]:
    """Columns that are data only, of attributes of the same name and of others.

    >>> [field.column.key for field in list_data_fields("count", "kept", n_before="before.n")]
    ['kept', 'n_before']
    """
    named: dict[str, Source] = {**dict.fromkeys(keys, ""), **sources}
    return tuple(Field(Column(key, kind, read=False), where) for key, where in named.items())


def list_figure_fields(
    column: Column, value: str, interval: str, ends: str | None = None, *, beside: bool = True
) -> tuple[Field, ...]:
    """A column of figures and, as data, those of the ends of their intervals.

    The keys of the ends begin with ``ends``, or with the column's key and a line. ``beside`` says
    whether readers see the interval with its figure.
    """
    prefix = f"{column.key}_" if ends is None else ends
    low, high = f"{prefix}low", f"{prefix}high"
    around = list_data_fields(column.kind, **{low: f"{interval}.low", high: f"{interval}.high"})
    return (Field(replace(column, ends=(low, high)) if beside else column, value), *around)


def measure_fields(column: Column, path: str, *, beside: bool = True) -> tuple[Field, ...]:
    """As :func:`list_figure_fields`, of something with a ``value`` and an ``interval``."""
    return list_figure_fields(column, f"{path}.value", f"{path}.interval", beside=beside)


def list_interval_fields(column: Column, path: str) -> tuple[Field, ...]:
    """A column that is an interval alone, with its ends as data."""
    alone, *ends = list_figure_fields(replace(column, data=False), "", path)
    return (replace(alone, source=lambda _: None), *ends)


def list_columns(fields: Sequence[Field]) -> tuple[Column, ...]:
    return tuple(field.column for field in fields)


def build_table(
    name: str,
    fields: Sequence[Field],
    things: Iterable[Any],
    title: str = "",
    leads: Callable[[Any], Mapping[str, Lead]] = lambda _: {},
    rest: Callable[[Any], Mapping[str, Any]] = lambda _: {},
    **more: Any,
) -> ResultTable:
    """The table with a row for each thing, and what its cells lead to.

    ``rest`` is what else its row takes, ``more`` what else the table takes.
    """
    rows = (Row(read_values(fields, each), leads=leads(each), **rest(each)) for each in things)
    return ResultTable(name, list_columns(fields), tuple(rows), title, **more)


def read_values(fields: Sequence[Field], thing: object) -> dict[str, Value]:
    """The thing's value for every column; none where something on the path is not there."""
    return {field.column.key: _read(field.source or field.column.key, thing) for field in fields}


def _read(source: Source, thing: object) -> Value:
    if callable(source):
        return source(thing)
    for name in source.split("."):
        if thing is None:
            return None
        thing = thing[name] if isinstance(thing, Mapping) else getattr(thing, name)
    return thing
