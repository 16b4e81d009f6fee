"""Memos, and the edits of transcripts, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewkit.model import Memo
from interviewkit.model import table as kinds
from interviewkit.model.memo import TURN
from interviewkit.model.table import SPEECH, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields
from interviewkit.wording.words import write_day, write_moment

MEMOS = (
    *read_fields(kinds.ORDINAL, "id"),
    Field.of("written", kinds.TEXT, lambda memo: write_day(memo.at), head="day", data=False),
    *list_data_fields(kinds.TEXT, "at", "changed"),
    *read_fields(kinds.TEXT, "coder"),
    *list_data_fields(kinds.TEXT, "kind"),
    Field.of("about", kinds.TEXT, "place"),
    *read_fields(kinds.TEXT, "code"),
    *list_data_fields(
        kinds.ORDINAL,
        start=lambda memo: memo.span and memo.span[0],
        end=lambda memo: memo.span and memo.span[1],
    ),
    *read_fields(kinds.PROSE, "quote"),
    Field.of("text", kinds.PROSE, head="memo"),
    *list_data_fields(kinds.LIST, names=lambda memo: tuple(map(str, memo.names))),
    Field.of(
        "gone",
        kinds.TRUTH,
        note="what it is about is no longer there, or was said otherwise",
    ),
)
EDITS = (
    *read_fields(kinds.ORDINAL, "id"),
    *list_data_fields(kinds.TEXT, "at"),
    Field.of("when", kinds.TEXT, lambda row: write_moment(row["at"]), head="at (UTC)", data=False),
    *read_fields(kinds.TEXT, "coder", "transcript"),
    *read_fields(kinds.ORDINAL, "turn"),
    *list_data_fields(kinds.PROSE, "was", "now"),
    Field.of(
        "what",
        kinds.PROSE,
        lambda row: row["what"] if row["stands"] else f"{row['what']} (undone)",
        head="edit",
        data=False,
    ),
    Field.of(
        "swallowed", kinds.COUNT, note="codings whose words went; they stay with the version before"
    ),
    *list_data_fields(kinds.TRUTH, "stands"),
    *read_fields(kinds.TEXT, "undo"),
)


def build_memos(memos: Sequence[Memo], title: str = "Memos") -> ResultTable:
    """A row a memo, as they are given."""
    table = build_table("memos", MEMOS, memos, title, _lead, empty="no memo fits")
    return table.filled()


def build_edits(rows: Iterable[object]) -> ResultTable:
    """A row an edit of a turn, oldest first, from ``Study.edits``."""
    return build_table("edits", EDITS, rows, "Mended turns", empty="nothing was mended yet")


def _lead(memo: Memo) -> dict[str, Lead]:
    at = memo.about
    return {"about": Lead(SPEECH, at.name, turn=at.turn)} if at.kind == TURN else {}
