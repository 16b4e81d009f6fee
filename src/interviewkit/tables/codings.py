"""Codings, and the log of what people did, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewkit.model import Coding
from interviewkit.model.table import (
    COUNT,
    LIST,
    NUMBER,
    ORDINAL,
    PROSE,
    SPEECH,
    TEXT,
    TRUTH,
    VOICES,
    Column,
    Lead,
    ResultTable,
)
from interviewkit.tables.fields import Field, build_table, data_fields, read_fields
from interviewkit.wording.words import moment

CODINGS = (
    Field(Column("transcript", TEXT), "passage.turn.transcript"),
    Field(
        Column("turn", ORDINAL),
        "passage.turn.position",
        lambda c: Lead(SPEECH, c.passage.turn.transcript, turn=c.passage.turn.position),
    ),
    Field(Column("code", TEXT), lead=lambda coding: Lead(VOICES, coding.code)),
    *read_fields(TEXT, "polarity", "coder", "status"),
    *read_fields(NUMBER, "score"),
    Field(Column("quote", PROSE), "passage.quote"),
    *data_fields(LIST, evidence=lambda coding: _list_evidence(coding)),
    Field(
        Column("why", PROSE, head="evidence", data=False),
        lambda coding: "; ".join(_list_evidence(coding)),
    ),
)
LOG = (
    *read_fields(ORDINAL, "id"),
    *data_fields(TEXT, "at"),
    Field(Column("when", TEXT, head="at (UTC)", data=False), lambda row: moment(row["at"])),
    *read_fields(TEXT, "coder"),
    *data_fields(TEXT, "act"),
    Field(
        Column("did", TEXT, head="act", data=False),
        lambda row: row["act"] if row["stands"] else f"{row['act']} (undone)",
    ),
    *data_fields(TEXT, "transcript"),
    *data_fields(ORDINAL, "turn"),
    Field(Column("place", TEXT, data=False), lambda row: f"{row['transcript']}:{row['turn']}"),
    *data_fields(TEXT, "code", "polarity"),
    Field(
        Column("coded", TEXT, head="code", data=False),
        lambda row: f"{row['code']} {row['polarity']}".strip(),
    ),
    *data_fields(TEXT, "quote", "memo"),
    Field(Column("what", PROSE, data=False), lambda row: row["memo"] or row["quote"]),
    *data_fields(TRUTH, "blind", "stands"),
)
OUTDATED = (
    *read_fields(TEXT, "coder", "code"),
    Field(Column("what", TEXT, head="the code is", note="changed in the codebook since, or gone")),
    *read_fields(COUNT, "codings"),
    Field(Column("turns_read", COUNT, note="turns that were read for the code as it was")),
)


def build_codings(
    found: Sequence[Coding], most: int = 0, empty: str = "no codings yet"
) -> ResultTable:
    """A row a coding with its quote and evidence; ``most`` of them, 0 for all."""
    notes = list_left_out(found, most)
    shown = found[: most or None]
    return build_table("codings", CODINGS, shown, "Codings", notes=notes, empty=empty)


def build_log(rows: Iterable[object]) -> ResultTable:
    """A row an entry of the log of what people did, oldest first, from ``Study.judgements``."""
    return build_table("log", LOG, rows, "What people did", empty="nobody has judged anything yet")


def build_outdated(rows: Iterable[object]) -> ResultTable:
    """A row a person and code that is another now than when it was judged by."""
    title, empty = "Judged by codes that have changed", "all was judged by the codebook of today"
    return build_table("outdated", OUTDATED, rows, title, empty=empty)


def list_left_out(found: Sequence[object], most: int) -> tuple[str, ...]:
    """A note on how many rows a limit leaves out, where it does."""
    more = len(found) - most if most else 0
    return (f"… and {more} more (--limit 0 for all)",) if more > 0 else ()


def _list_evidence(coding: Coding) -> list[str]:
    return [f"{each.kind}: {each.what}" for each in coding.evidence]
