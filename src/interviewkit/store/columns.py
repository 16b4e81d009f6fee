"""What all tables are made of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def numbered(name: str, *columns: SchemaItem) -> Table:
    """A table whose rows have an id."""
    return Table(name, metadata, Column("id", Integer, primary_key=True), *columns)


def filled(kind: type[TypeEngine[Any]], *names: str) -> list[Column[Any]]:
    """Columns of one type that every row fills."""
    return [Column(name, kind, nullable=False) for name in names]


def optional(kind: type[TypeEngine[Any]], *names: str) -> list[Column[Any]]:
    """Columns of one type that a row may leave empty."""
    return [Column(name, kind) for name in names]
