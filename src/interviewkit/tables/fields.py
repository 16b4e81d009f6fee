"""A column together with where its values stand: a result with many columns is a list of these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from interviewkit.model.table import Column, Value

Source = str | Callable[[Any], Value]
"""A path of attributes (``"before.n"``), or what makes the value of the thing."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column and the source of its values in each thing that has a row."""

    column: Column
    source: Source


def data_fields(kind: str, /, **sources: Source) -> tuple[Field, ...]:
    """Columns that are data only, by key.

    >>> [field.column.key for field in data_fields("count", n_before="before.n", kept="kept")]
    ['n_before', 'kept']
    """
    return tuple(Field(Column(key, kind, read=False), where) for key, where in sources.items())


def figure_fields(
    column: Column,
    value: str,
    interval: str,
    ends: tuple[str, str] | None = None,
    *,
    beside: bool = True,
) -> tuple[Field, ...]:
    """A column of figures and, as data, those of the ends of their intervals.

    ``beside`` says whether readers see the interval with its figure.
    """
    low, high = ends or (f"{column.key}_low", f"{column.key}_high")
    around = data_fields(column.kind, **{low: f"{interval}.low", high: f"{interval}.high"})
    return (Field(replace(column, ends=(low, high)) if beside else column, value), *around)


def measure_fields(column: Column, path: str, *, beside: bool = True) -> tuple[Field, ...]:
    """As :func:`figure_fields`, of something with a ``value`` and an ``interval``."""
    return figure_fields(column, f"{path}.value", f"{path}.interval", beside=beside)


def interval_fields(column: Column, path: str) -> tuple[Field, ...]:
    """A column that is an interval alone, with its ends as data."""
    ends = (f"{column.key}_low", f"{column.key}_high")
    alone = Field(replace(column, ends=ends, data=False), lambda _: None)
    low, high = ends
    return (alone, *data_fields(column.kind, **{low: f"{path}.low", high: f"{path}.high"}))


def list_columns(fields: Sequence[Field]) -> tuple[Column, ...]:
    return tuple(field.column for field in fields)


def read_values(fields: Sequence[Field], thing: object) -> dict[str, Value]:
    """The thing's value for every column; none where something on the path is not there."""
    return {field.column.key: _read(field.source, thing) for field in fields}


def _read(source: Source, thing: object) -> Value:
    if callable(source):
        return source(thing)
    for name in source.split("."):
        if thing is None:
            return None
        thing = getattr(thing, name)
    return thing
