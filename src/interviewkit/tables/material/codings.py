"""Codings, and the log of what people did, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from interviewkit.model import Coding
from interviewkit.model import table as kinds
from interviewkit.model.coding import count_groups
from interviewkit.model.table import VOICES, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields
from interviewkit.tables.material.transcripts import lead_to_turn, list_time_fields
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import write_moment

CODINGS = (
    *list_data_fields(kinds.ORDINAL, "id"),
    Field.of("transcript", kinds.TEXT, "passage.turn.transcript"),
    Field.of("turn", kinds.ORDINAL, "passage.turn.position"),
    *read_fields(kinds.TEXT, "code", "polarity", "coder", "status"),
    *read_fields(kinds.NUMBER, "score"),
    *list_time_fields(lambda coding: coding.passage),
    Field.of("quote", kinds.PROSE, "passage.quote"),
    *list_data_fields(kinds.LIST, evidence=lambda coding: _list_evidence(coding)),
    Field.of(
        "why",
        kinds.PROSE,
        lambda coding: "; ".join(_list_evidence(coding)),
        head="evidence",
        data=False,
    ),
)
LOG = (
    *read_fields(kinds.ORDINAL, "id"),
    *list_data_fields(kinds.TEXT, "at"),
    Field.of("when", kinds.TEXT, lambda row: write_moment(row["at"]), head="at (UTC)", data=False),
    *read_fields(kinds.TEXT, "coder"),
    *list_data_fields(kinds.TEXT, "act"),
    Field.of(
        "did",
        kinds.TEXT,
        lambda row: row["act"] if row["stands"] else f"{row['act']} (undone)",
        head="act",
        data=False,
    ),
    *list_data_fields(kinds.TEXT, "transcript"),
    *list_data_fields(kinds.ORDINAL, "turn"),
    *list_data_fields(kinds.TEXT, "about"),
    Field.of("place", kinds.TEXT, lambda row: _name_place(row), data=False),
    *list_data_fields(kinds.TEXT, "code", "polarity"),
    Field.of(
        "coded",
        kinds.TEXT,
        lambda row: f"{row['code']} {row['polarity']}".strip(),
        head="code",
        data=False,
    ),
    *list_data_fields(kinds.TEXT, "quote", "memo"),
    Field.of("what", kinds.PROSE, lambda row: row["memo"] or row["quote"], data=False),
    *list_data_fields(kinds.TRUTH, "blind", "stands"),
)
OUTDATED = (
    *read_fields(kinds.TEXT, "coder", "code"),
    Field.of("what", kinds.TEXT, head="the code is", note="changed in the codebook since, or gone"),
    *read_fields(kinds.COUNT, "codings"),
    Field.of("turns_read", kinds.COUNT, note="turns that were read for the code as it was"),
)


def build_codings(
    found: Sequence[Coding], most: int = 0, empty: str = "no codings yet"
) -> ResultTable:
    """A row a coding with its quote and evidence; ``most`` of them, 0 for all."""
    notes = (*list_left_out(found, most), *tell_what_rows_are(found))
    shown = found[: most or None]
    return build_table("codings", CODINGS, shown, "Codings", _lead, notes=notes, empty=empty)


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


def tell_what_rows_are(found: Sequence[Coding]) -> Iterator[str]:
    """How many codings the rows are, where some are of one, or say that a code does not hold."""
    holding = [each for each in found if each.holds]
    groups, rejections = count_groups(holding), len(found) - len(holding)
    if groups != len(found):
        on = f" on {counted(len(holding), 'passage')}" if groups != len(holding) else ""
        said = f", {counted(rejections, 'rejection')}" if rejections else ""
        yield f"{counted(groups, 'coding')}{on}{said}"


def _lead(coding: Coding) -> dict[str, Lead]:
    return {**lead_to_turn(coding.passage.turn), "code": Lead(VOICES, coding.code)}


def _name_place(row: Mapping[str, object]) -> str:
    """Where an act was, or what it was about that is no turn."""
    if row["turn"] is None:
        return str(row["about"] or row["transcript"])
    return f"{row['transcript']}:{row['turn']}"


def _list_evidence(coding: Coding) -> list[str]:
    return [f"{each.kind}: {each.what}" for each in coding.evidence]
