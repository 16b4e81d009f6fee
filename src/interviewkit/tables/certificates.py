"""What a machine may decide alone, and what was promised of it, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from interviewkit.model import Issued
from interviewkit.model import table as kinds
from interviewkit.model.table import ResultTable
from interviewkit.tables.fields import Field, build_table, data_fields, read_fields
from interviewkit.wording.numbers import counted, percent
from interviewkit.wording.words import moment

CERTIFICATES = (
    *data_fields(kinds.ORDINAL, "id"),
    *data_fields(kinds.TEXT, "at"),
    Field.of("state", kinds.TEXT, note="void where what it rested on has changed since"),
    *read_fields(kinds.TEXT, "code", "decision"),
    *data_fields(kinds.TRUTH, "granted"),
    Field.of(
        "threshold", kinds.NUMBER, head="score", note="present is decided from it up, absent down"
    ),
    Field.of("share", kinds.SHARE, note="how many of all turns are decided so"),
    Field.of("missed", kinds.SHARE, note="of the turns with the code, how many are marked absent"),
    Field.of("judged", kinds.COUNT, note="turns decided so that people judged by chance"),
    *read_fields(kinds.COUNT, "people"),
    Field.of("wrong", kinds.SHARE, note="how many of the judged turns the machine got wrong"),
    Field.of("bound", kinds.SHARE, head="at most", note="what that share is below, as promised"),
    *data_fields(kinds.SHARE, "error", "confidence"),
    *data_fields(kinds.TEXT, "promise"),
    *data_fields(kinds.COUNT, "needs"),
    *read_fields(kinds.PROSE, "why"),
    *data_fields(kinds.TEXT, "assumption", "void", "ended", "coder"),
    *read_fields(kinds.ORDINAL, "run"),
    *data_fields(kinds.ORDINAL, "coded_in_run"),
    *data_fields(kinds.TEXT, "code_version", "codebook_version"),
    *data_fields(kinds.LIST, "codes_together"),
)


def build_certificates(
    found: Sequence[Issued], codes: Sequence[str] = (), *, history: bool = False
) -> ResultTable:
    """Two rows a code, one a decision; with ``history`` readers see in which run it was given."""
    rows = [row for each in found for row in each.rows() if not codes or row["code"] in codes]
    notes, title = tuple(_list_notes(rows)), "What the machine may decide alone"
    empty = "nothing was certified yet: interviewkit code --selective"
    table = build_table("certificates", CERTIFICATES, rows, title, notes=notes, empty=empty)
    return table if history else table.without("run")


def _list_notes(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from dict.fromkeys(map(_describe_terms, rows))
    for void in dict.fromkeys(row["void"] for row in rows if row["void"]):
        yield f"void: {void}; make it anew with: interviewkit code --selective"


def _describe_terms(row: Mapping[str, Any]) -> str:
    """What was asked for, by whom and when."""
    return (
        f"run {row['run']}, {moment(row['at'])}: at most {percent(row['error'])} wrong was asked "
        f"for, {percent(row['confidence'])} sure for "
        f"{counted(len(row['codes_together']), 'code')} together, by {row['promise']}"
    )
