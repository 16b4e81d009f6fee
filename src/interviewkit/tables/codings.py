"""Codings, and the log of what people did, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    Row,
    Value,
)

CODINGS = (
    Column("transcript", TEXT),
    Column("turn", ORDINAL),
    Column("code", TEXT),
    Column("polarity", TEXT),
    Column("coder", TEXT),
    Column("status", TEXT),
    Column("score", NUMBER),
    Column("quote", PROSE),
    Column("evidence", LIST, read=False),
    Column("why", PROSE, head="evidence", data=False),
)
LOG = (
    Column("id", ORDINAL),
    Column("at", TEXT, read=False),
    Column("when", TEXT, head="at (UTC)", data=False),
    Column("coder", TEXT),
    Column("act", TEXT, read=False),
    Column("did", TEXT, head="act", data=False),
    Column("transcript", TEXT, read=False),
    Column("turn", ORDINAL, read=False),
    Column("place", TEXT, data=False),
    Column("code", TEXT, read=False),
    Column("polarity", TEXT, read=False),
    Column("coded", TEXT, head="code", data=False),
    Column("quote", TEXT, read=False),
    Column("memo", TEXT, read=False),
    Column("what", PROSE, data=False),
    Column("blind", TRUTH, read=False),
    Column("stands", TRUTH, read=False),
)
OUTDATED = (
    Column("coder", TEXT),
    Column("code", TEXT),
    Column("what", TEXT, head="the code is", note="changed in the codebook since, or gone from it"),
    Column("codings", COUNT),
    Column("turns_read", COUNT, note="turns that were read for the code as it was"),
)


def build_codings(found: Sequence[Coding], most: int = 0, *, empty: str = "") -> ResultTable:
    """A row a coding with its quote and evidence; ``most`` of them, 0 for all."""
    rows = tuple(map(_coding, found[: most or None]))
    empty = empty or "no codings yet"
    return ResultTable("codings", CODINGS, rows, "Codings", list_left_out(found, rows), empty)


def build_log(rows: Sequence[Mapping[str, Value]]) -> ResultTable:
    """A row an entry of the log of what people did, oldest first, from ``Study.judgements``."""
    empty = "nobody has judged anything yet"
    return ResultTable("log", LOG, tuple(map(_entry, rows)), "What people did", empty=empty)


def build_outdated(rows: Sequence[Mapping[str, Value]]) -> ResultTable:
    """A row a person and code that is another now than when it was judged by."""
    title, empty = "Judged by codes that have changed", "all was judged by the codebook of today"
    return ResultTable("outdated", OUTDATED, tuple(map(Row, rows)), title, empty=empty)


def list_left_out(found: Sequence[object], shown: Sequence[object]) -> tuple[str, ...]:
    """A note on how many rows a limit left out, where it did."""
    more = len(found) - len(shown)
    return (f"… and {more} more (--limit 0 for all)",) if more else ()


def _coding(each: Coding) -> Row:
    evidence = tuple(f"{item.kind}: {item.what}" for item in each.evidence)
    turn = each.passage.turn
    values = {
        "transcript": turn.transcript,
        "turn": turn.position,
        "code": each.code,
        "polarity": each.polarity,
        "coder": each.coder,
        "status": each.status,
        "score": each.score,
        "quote": each.passage.quote,
        "evidence": evidence,
        "why": "; ".join(evidence),
    }
    speech = Lead(SPEECH, turn.transcript, turn=turn.position)
    return Row(values, leads={"turn": speech, "code": Lead(VOICES, each.code)})


def _entry(row: Mapping[str, Value]) -> Row:
    """An entry with what readers see of it, in as many columns as a terminal has room for."""
    read = {
        "when": str(row["at"])[:16].replace("T", " "),
        "did": row["act"] if row["stands"] else f"{row['act']} (undone)",
        "place": f"{row['transcript']}:{row['turn']}",
        "coded": f"{row['code']} {row['polarity']}".strip(),
        "what": row["memo"] or row["quote"],
    }
    return Row({**row, **read})
