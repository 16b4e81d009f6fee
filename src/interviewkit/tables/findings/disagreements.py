"""Where coders differ, and which codes they take for each other, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from interviewkit.model import Confusion, Disagreement
from interviewkit.model import table as kinds
from interviewkit.model.table import Column, Detail, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields
from interviewkit.tables.material.codings import list_left_out
from interviewkit.tables.material.transcripts import lead_to_speech, lead_to_turn

PLACE = (
    Field.of("transcript", kinds.TEXT, "turn.transcript"),
    Field.of("turn", kinds.ORDINAL, "turn.position"),
    *read_fields(kinds.TEXT, "participant", "code"),
)
TO_SETTLE = (
    *read_fields(kinds.TEXT, "transcript"),
    *read_fields(kinds.ORDINAL, "turn"),
    *read_fields(kinds.TEXT, "code"),
    *list_data_fields(kinds.DETAILS, said=lambda row: Detail(_join_said(row), row["said"])),
    Field.of("says", kinds.PROSE, lambda row: _join_said(row), head="said", data=False),
    *read_fields(kinds.LIST, "quotes", "memos"),
    *read_fields(kinds.TRUTH, "settled"),
)
SIGNS = (
    "a coder's column says + or -, ± for both, “no” where they read it and found nothing, and "
    "nothing where they have not read it"
)


def build_disagreements(
    found: Sequence[Disagreement], coders: Sequence[str], most: int = 0
) -> ResultTable:
    """A row a unit and code on which coders differ, a column a coder; ``most`` of them, 0 for all.

    A coder who is called as a column is gets a colon behind the name there.
    """

    def list_marked(row: Disagreement) -> str:
        return " | ".join(f"{who}: {quote}" for who in coders for quote in row.quotes.get(who, ()))

    last = (Field.of("marked", kinds.PROSE, list_marked), *list_data_fields(kinds.TEXT, "text"))
    taken = {field.column.key for field in (*PLACE, *last)}
    fields = (*PLACE, *(_coder_field(coder, taken) for coder in coders), *last)
    notes = (SIGNS, *list_left_out(found, most)) if found else ()
    empty = "these coders agree on everything that they have read"
    shown, title = found[: most or None], "Where coders differ"
    return build_table("disagreements", fields, shown, title, _lead, notes=notes, empty=empty)


def build_confusion(found: Confusion) -> ResultTable:
    """Rows are the first coder's codes, columns the second's; on the diagonal both found it."""
    first, second = found.coders
    fields = [Field.of(f"{first} \\ {second}", kinds.TEXT, lambda row: row[0], verbatim=True)]
    for at, code in enumerate(found.codes):
        column = Column(code, kinds.COUNT, head=code, verbatim=True)
        fields.append(Field(column, partial(_count_at, at)))
    note = (
        "on the diagonal both found the code; elsewhere each found what the other did not, and "
        "a unit with several codes counts in several cells"
    )
    rows = zip(found.codes, found.counts, strict=True)
    title = f"{found.unit}s by the codes of {first} and those of {second}"
    return build_table("confusion", fields, rows, title, notes=(note,))


def build_to_settle(rows: Iterable[object]) -> ResultTable:
    """A row a turn and code on which people differ, from ``Study.differences``."""
    title, empty = "Where people differ", "they agree on all that they have both read"
    return build_table("to_settle", TO_SETTLE, rows, title, lead_to_speech, empty=empty)


def _lead(row: Disagreement) -> dict[str, Lead]:
    return lead_to_turn(row.turn)


def _coder_field(coder: str, taken: set[str]) -> Field:
    key = f"{coder}:" if coder in taken else coder
    column = Column(key, kinds.TEXT, head=key, verbatim=True)
    return Field(column, lambda row: row.says[coder] or "no" if coder in row.says else "")


def _count_at(at: int, row: tuple[str, Sequence[int]]) -> int:
    return row[1][at]


def _join_said(row: Mapping[str, Any]) -> str:
    return "; ".join(f"{name}: {what}" for name, what in row["said"].items())
