"""Where coders differ, and which codes they take for each other, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from interviewkit.model import Confusion, Disagreement
from interviewkit.model.table import (
    COUNT,
    DETAILS,
    LIST,
    ORDINAL,
    PROSE,
    SPEECH,
    TEXT,
    TRUTH,
    Column,
    Detail,
    Lead,
    ResultTable,
    Row,
    Value,
    build_rows,
)
from interviewkit.tables.codings import list_left_out

PLACE = (
    Column("transcript", TEXT),
    Column("turn", ORDINAL),
    Column("participant", TEXT),
    Column("code", TEXT),
)
MARKED = (Column("marked", PROSE), Column("text", TEXT, read=False))
TO_SETTLE = (
    Column("transcript", TEXT),
    Column("turn", ORDINAL),
    Column("code", TEXT),
    Column("said", DETAILS, read=False),
    Column("says", PROSE, head="said", data=False),
    Column("quotes", LIST),
    Column("memos", LIST),
    Column("settled", TRUTH),
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
    fixed = {column.key for column in (*PLACE, *MARKED)}
    keys = {coder: f"{coder}:" if coder in fixed else coder for coder in coders}
    columns = (*PLACE, *(Column(key, TEXT, verbatim=True) for key in keys.values()), *MARKED)
    rows = tuple(_difference(row, keys) for row in found[: most or None])
    return ResultTable(
        "disagreements",
        columns,
        rows,
        "Where coders differ",
        (SIGNS, *list_left_out(found, rows)) if rows else (),
        empty="these coders agree on everything that they have read",
    )


def build_confusion(found: Confusion) -> ResultTable:
    """Rows are the first coder's codes, columns the second's; on the diagonal both found it."""
    corner = " \\ ".join(found.coders)
    codes = (Column(code, COUNT, head=code, verbatim=True) for code in found.codes)
    columns = (Column(corner, TEXT, verbatim=True), *codes)
    cells = ((code, *counts) for code, counts in zip(found.codes, found.counts, strict=True))
    title = f"{found.unit}s by the codes of {found.coders[0]} and those of {found.coders[1]}"
    note = (
        "on the diagonal both found the code; elsewhere each found what the other did not, and "
        "a unit with several codes counts in several cells"
    )
    return ResultTable("confusion", columns, build_rows(columns, cells), title, (note,))


def build_to_settle(rows: Sequence[Mapping[str, Any]]) -> ResultTable:
    """A row a turn and code on which people differ, to be talked over."""
    return ResultTable(
        "disagreements_of_people",
        TO_SETTLE,
        tuple(map(_to_settle, rows)),
        "Where people differ, to be talked over",
        empty="they agree on all that they have both read",
    )


def _difference(row: Disagreement, keys: Mapping[str, str]) -> Row:
    quotes = [f"{coder}: {quote}" for coder in keys for quote in row.quotes.get(coder, ())]
    values: dict[str, Value] = {
        "transcript": row.turn.transcript,
        "turn": row.turn.position,
        "participant": row.participant,
        "code": row.code,
        "marked": " | ".join(quotes),
        "text": row.text,
    }
    for coder, key in keys.items():
        values[key] = row.says[coder] or "no" if coder in row.says else ""
    return Row(values, leads={"turn": Lead(SPEECH, row.turn.transcript, turn=row.turn.position)})


def _to_settle(row: Mapping[str, Any]) -> Row:
    words = "; ".join(f"{name}: {what}" for name, what in row["said"].items())
    return Row(
        {**row, "said": Detail(words, row["said"]), "says": words},
        leads={"turn": Lead(SPEECH, row["transcript"], turn=row["turn"])},
    )
