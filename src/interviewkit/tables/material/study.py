"""What a study is made with and kept by, as tables: its parts, backups, and what was checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewkit.model import table as kinds
from interviewkit.model.keeping import WRONG, Backup, Checked
from interviewkit.model.table import Detail, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields
from interviewkit.wording.numbers import counted, decimal

PARTS = (
    *read_fields(kinds.TEXT, "family", "name"),
    Field.of("from", kinds.TEXT, labels={"house": "interviewkit", "guest": "a package"}),
    Field.of("package", kinds.TEXT, spare=1),
    Field.of("study", kinds.TEXT, head="used by the study"),
)
BACKUPS = (
    *read_fields(kinds.TEXT, "name"),
    *list_data_fields(kinds.TEXT, "made", before="reason"),
    Field.of(
        "megabytes",
        kinds.NUMBER,
        lambda each: each.size / MEGABYTE,
        head="size",
        places=1,
        unit="MB",
        data=False,
    ),
    *list_data_fields(kinds.COUNT, "size"),
    Field.of(
        "holds",
        kinds.PROSE,
        lambda each: each.damage or _describe_work(each) or "no work of people",
        data=False,
    ),
    *list_data_fields(kinds.DETAILS, work=lambda each: Detail(_describe_work(each), each.work)),
    *list_data_fields(kinds.TEXT, "damage"),
)
CHECKED = (
    *read_fields(kinds.TEXT, "state"),
    Field.of("what", kinds.PROSE, head="what was looked at"),
    Field.of("hint", kinds.PROSE, head="what to do"),
    *list_data_fields(kinds.TRUTH, "can_repair"),
)
MEGABYTE = 1e6


def build_parts(rows: Iterable[object]) -> ResultTable:
    """A row a part that can be plugged in, from ``list_parts``."""
    return build_table("parts", PARTS, rows, "Parts by family")


def build_backups(backups: Sequence[Backup]) -> ResultTable:
    """A row a backup: what of people's work is in it, or why it cannot be put back."""
    total = decimal(sum(each.size for each in backups) / MEGABYTE, 1)
    notes = (f"{total} MB in all; put one back with: interviewkit restore NAME",) * bool(backups)
    title, empty = "Backups of study.db", "there are no backups yet"
    return build_table("backups", BACKUPS, backups, title, notes=notes, empty=empty)


def build_checked(found: Sequence[Checked]) -> ResultTable:
    """A row a thing that was looked at, and how it was found."""
    wrong = sum(each.state == WRONG for each in found)
    note = f"{counted(wrong, 'thing is', 'things are')} wrong" if wrong else "all is well"
    return build_table("checked", CHECKED, found, "The study, looked over", notes=(note,))


def _describe_work(backup: Backup) -> str:
    """What each person did: ``ana 12 codings, 30 read``."""
    return "; ".join(
        f"{name} " + ", ".join(f"{n} {what.replace('_', ' ')}" for what, n in counts.items())
        for name, counts in sorted(backup.work.items())
    )
