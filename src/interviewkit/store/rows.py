"""What all shelves do alike: ask, insert, and turn rows into nouns and back."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Row,
    Select,
    Table,
    func,
    insert,
    select,
)

from interviewkit.store.schema import coder, participant, speaker, transcript, turn

T = TypeVar("T")


class Shelf:
    """One kind of thing in the database, over an open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._execute = connection.execute

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows, where there are any."""
        if rows:
            self._execute(insert(table), rows)

    def _pairs(self, wanted: Select[Any]) -> dict[Any, Any]:
        """First column → second column."""
        return dict(self._execute(wanted).tuples().all())

    def _add(self, table: Table, values: Mapping[str, Any]) -> int:
        """Insert one row; returns its id."""
        key = self._execute(insert(table).values(**values)).inserted_primary_key
        return int(key[0]) if key else 0

    def _number(self, wanted: Executable) -> int:
        """The one number that is asked for; 0 where there is none."""
        return int(self._execute(wanted).scalar() or 0)

    def _newest(self, table: Table) -> int:
        """The highest id of a table, a mark of whether anything was added; 0 where it is empty."""
        return self._number(select(func.max(table.c.id)))

    def _among(
        self, wanted: Select[Any], column: ColumnElement[Any], values: Iterable[Any]
    ) -> Iterator[Row[Any]]:
        """What is wanted where a column has one of these values, however many there are."""
        for piece in split_in_pieces(sorted(values)):
            yield from self._execute(wanted.where(column.in_(piece)))

    def _coder(self, name: str) -> int:
        """The id of a coder who is known."""
        return int(self._execute(select(coder.c.id).where(coder.c.name == name)).scalar_one())


def select_said(*columns: Any) -> Select[Any]:
    """These columns of every current turn, with the label and the participant who said it."""
    label = (speaker.c.transcript_id == transcript.c.id) & (speaker.c.label == turn.c.speaker)
    return (
        select(*columns)
        .select_from(turn)
        .join(transcript, turn.c.transcript_id == transcript.c.id)
        .join(speaker, label)
        .join(participant, speaker.c.participant_id == participant.c.id)
        .where(transcript.c.current)
    )


def build_row(thing: object, table: Table, **more: object) -> dict[str, object]:
    """The fields of a dataclass that a table has columns for, but the id, and ``more``."""
    names = _find_columns(type(thing), table)  # type: ignore[arg-type]
    return {name: getattr(thing, name) for name in names} | more


@cache
def _find_columns(kind: Hashable, table: Table) -> Sequence[str]:
    """The columns of a table that a dataclass has fields or properties for, but the id."""
    return [name for name in map(str, table.c.keys()) if name != "id" and hasattr(kind, name)]


def build_noun(kind: type[T], row: Row[Any] | Mapping[str, Any], **more: object) -> T:
    """A dataclass of the columns of a row that have its fields' names, and ``more``."""
    known = row if isinstance(row, Mapping) else row._mapping
    columns = tuple(row) if isinstance(row, Mapping) else row._fields
    names = _find_shared(kind, columns)  # type: ignore[arg-type]
    return kind(**({name: known[name] for name in names} | more))


@cache
def _find_shared(kind: Hashable, columns: tuple[str, ...]) -> Sequence[str]:
    """The columns that a dataclass has fields for; the same for every row of a look."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return [column for column in columns if column in names]


def split_in_pieces(items: Sequence[T], size: int = 5000) -> Iterator[Sequence[T]]:
    """Databases limit how many values one statement may name."""
    return (items[i : i + size] for i in range(0, len(items), size))
