"""What a study is made with and kept by, as tables: its parts, backups, and what was checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.model.backup import Backup
from interviewkit.model.checkup import WRONG, Checked
from interviewkit.model.table import (
    COUNT,
    DETAILS,
    NUMBER,
    PROSE,
    TEXT,
    TRUTH,
    Column,
    Detail,
    ResultTable,
    Row,
    Value,
    build_rows,
)
from interviewkit.wording.numbers import counted, decimal

PARTS = (
    Column("family", TEXT),
    Column("name", TEXT),
    Column("from", TEXT, labels={"house": "interviewkit", "guest": "a package"}),
    Column("package", TEXT, spare=1),
    Column("study", TEXT, head="used by the study"),
)
BACKUPS = (
    Column("name", TEXT),
    Column("made", TEXT, read=False),
    Column("before", TEXT, read=False),
    Column("megabytes", NUMBER, head="size", places=1, unit="MB", data=False),
    Column("size", COUNT, read=False),
    Column("holds", PROSE, data=False),
    Column("work", DETAILS, read=False),
    Column("damage", TEXT, read=False),
)
CHECKED = (
    Column("state", TEXT),
    Column("what", PROSE, head="what was looked at"),
    Column("hint", PROSE, head="what to do"),
    Column("can_repair", TRUTH, read=False),
)
MEGABYTE = 1e6


def build_parts(rows: Sequence[Mapping[str, Value]]) -> ResultTable:
    """A row a part that can be plugged in."""
    return ResultTable("parts", PARTS, tuple(map(Row, rows)), "Parts by family")


def build_backups(backups: Sequence[Backup]) -> ResultTable:
    """A row a backup: what of people's work is in it, or why it cannot be put back."""
    total = decimal(sum(each.size for each in backups) / MEGABYTE, 1)
    notes = (f"{total} MB in all; put one back with: interviewkit restore NAME",)
    return ResultTable(
        "backups",
        BACKUPS,
        build_rows(BACKUPS, map(_backup, backups)),
        "Backups of study.db",
        notes if backups else (),
        empty="there are no backups yet",
    )


def build_checked(found: Sequence[Checked]) -> ResultTable:
    """A row a thing that was looked at, and how it was found."""
    wrong = sum(each.state == WRONG for each in found)
    rows = ((each.state, each.what, each.hint, each.can_repair) for each in found)
    note = f"{counted(wrong, 'thing is', 'things are')} wrong" if wrong else "all is well"
    return ResultTable(
        "checked", CHECKED, build_rows(CHECKED, rows), "The study, looked over", (note,)
    )


def _backup(each: Backup) -> tuple[Value, ...]:
    work = Detail(_describe_work(each.work), each.work)
    size = each.size / MEGABYTE
    holds = each.damage or work.words or "no work of people"
    return each.name, each.made, each.reason, size, each.size, holds, work, each.damage


def _describe_work(work: Mapping[str, Mapping[str, int]]) -> str:
    """What each person did: ``ana 12 codings, 30 read``."""
    return "; ".join(
        f"{name} " + ", ".join(f"{n} {what.replace('_', ' ')}" for what, n in counts.items())
        for name, counts in sorted(work.items())
    )
