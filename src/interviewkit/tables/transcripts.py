"""Transcripts, their turns, who speaks in them, and what is nobody's speech, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewkit.model import Turn
from interviewkit.model.preview import PreviewedSpeaker, SetAside
from interviewkit.model.table import (
    COUNT,
    NUMBER,
    ORDINAL,
    PROSE,
    SPEECH,
    TEXT,
    Column,
    Lead,
    ResultTable,
)
from interviewkit.tables.fields import Field, build_table, data_fields, read_fields
from interviewkit.wording.numbers import NOTHING

TRANSCRIPTS = (
    *read_fields(TEXT, "transcript"),
    *read_fields(ORDINAL, "version"),
    *read_fields(TEXT, "wave", "group", "date"),
    *read_fields(COUNT, "turns", "words", "speakers"),
    *data_fields(TEXT, "source"),
)
TURNS = (
    *data_fields(TEXT, "transcript"),
    Field(
        Column("turn", ORDINAL),
        "position",
        lambda turn: Lead(SPEECH, turn.transcript, turn=turn.position),
    ),
    *read_fields(TEXT, "speaker"),
    Field(Column("start", NUMBER, places=1, note="seconds from the beginning of the recording")),
    Field(Column("end", NUMBER, places=1)),
    *read_fields(PROSE, "text"),
)
SPEAKERS = (
    Field(Column("speaker", TEXT), "label"),
    *read_fields(TEXT, "participant"),
    *data_fields(TEXT, "role"),
    Field(
        Column("seen_as", TEXT, head="role", data=False),
        lambda each: "moderator?" if each.seems else each.role,
    ),
    Field(Column("rule", TEXT, note="by which rule a label is that participant's")),
    *read_fields(COUNT, "turns"),
    Field(Column("asks", COUNT, note="turns with a question")),
    *read_fields(COUNT, "words"),
    *data_fields(TEXT, seems_to_moderate="seems"),
)
ASIDE = (Field(Column("line", ORDINAL, labels={0: NOTHING})), *read_fields(PROSE, "text", "why"))


def build_transcripts(rows: Iterable[object]) -> ResultTable:
    """A row a transcript, from ``Study.transcripts``."""
    empty = "no transcripts yet; take some in with: interviewkit ingest"
    return build_table("transcripts", TRANSCRIPTS, rows, "Transcripts", empty=empty)


def build_turns(turns: Sequence[Turn], title: str = "") -> ResultTable:
    """A row a turn; readers see times where any turn has one."""
    table = build_table("turns", TURNS, turns, title, empty="nobody says anything")
    is_timed = any(turn.start is not None for turn in turns)
    return table if is_timed else table.without("start", "end")


def build_speakers(speakers: Iterable[PreviewedSpeaker]) -> ResultTable:
    """A row a label of a transcript: whom it would be; a guess has a question mark."""
    return build_table("speakers", SPEAKERS, speakers, "Who speaks")


def build_set_aside(aside: Iterable[SetAside]) -> ResultTable:
    """A row a piece of a file that would not be speech."""
    return build_table("set_aside", ASIDE, aside, "Set aside, as nobody's speech")
