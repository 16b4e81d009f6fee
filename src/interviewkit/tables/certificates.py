"""What a machine may decide alone, and what was promised of it, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from interviewkit.model import Issued
from interviewkit.model.table import (
    COUNT,
    LIST,
    NUMBER,
    ORDINAL,
    PROSE,
    SHARE,
    TEXT,
    TRUTH,
    Column,
    ResultTable,
    Row,
)
from interviewkit.wording.numbers import counted, percent

COLUMNS = (
    Column("id", ORDINAL, read=False),
    Column("at", TEXT, read=False),
    Column("state", TEXT, note="void where something that it rested on has changed since"),
    Column("code", TEXT),
    Column("decision", TEXT),
    Column("granted", TRUTH, read=False),
    Column("threshold", NUMBER, head="score", note="present is decided from it up, absent down"),
    Column("share", SHARE, note="how many of all turns are decided so"),
    Column(
        "missed", SHARE, note="how many of the turns that have the code are marked absent, about"
    ),
    Column("judged", COUNT, note="turns that people judged by chance among those decided so"),
    Column("people", COUNT),
    Column("wrong", SHARE, note="how many of the judged turns the machine got wrong"),
    Column(
        "bound", SHARE, head="at most", note="what the share of wrong ones is below, as promised"
    ),
    Column("error", SHARE, read=False),
    Column("confidence", SHARE, read=False),
    Column("promise", TEXT, read=False),
    Column("needs", COUNT, read=False),
    Column("why", PROSE),
    Column("assumption", TEXT, read=False),
    Column("void", TEXT, read=False),
    Column("ended", TEXT, read=False),
    Column("coder", TEXT, read=False),
    Column("run", ORDINAL),
    Column("coded_in_run", ORDINAL, read=False),
    Column("code_version", TEXT, read=False),
    Column("codebook_version", TEXT, read=False),
    Column("codes_together", LIST, read=False),
)


def build_certificates(
    found: Sequence[Issued], codes: Sequence[str] = (), *, history: bool = False
) -> ResultTable:
    """Two rows a code, one a decision; with ``history`` readers see in which run it was given."""
    rows = [row for each in found for row in each.rows() if not codes or row["code"] in codes]
    table = ResultTable(
        "certificates",
        COLUMNS,
        tuple(map(Row, rows)),
        "What the machine may decide alone",
        tuple(_notes(rows)),
        empty="nothing was certified yet: interviewkit code --selective",
    )
    return table if history else table.without("run")


def _notes(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from dict.fromkeys(map(_terms, rows))
    for void in dict.fromkeys(row["void"] for row in rows if row["void"]):
        yield f"void: {void}; make it anew with: interviewkit code --selective"


def _terms(row: Mapping[str, Any]) -> str:
    """What was asked for, by whom and when."""
    return (
        f"run {row['run']}, {row['at'][:16].replace('T', ' ')}: at most {percent(row['error'])} "
        f"wrong was asked for, {percent(row['confidence'])} sure for "
        f"{counted(len(row['codes_together']), 'code')} together, by {row['promise']}"
    )
