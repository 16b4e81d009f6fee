"""Two small habits of every shelf: the id of a new row, and long lists of ids in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Table, insert

T = TypeVar("T")


def add_row(connection: Connection, table: Table, values: dict[str, object]) -> int:
    """Insert one row; returns its id."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    return int(key[0]) if key else 0


def split_in_pieces(items: Sequence[T], size: int = 5000) -> Iterator[Sequence[T]]:
    """Databases limit how many values one statement may name."""
    return (items[i : i + size] for i in range(0, len(items), size))
