"""Transcripts, their turns, who speaks in them, and what is nobody's speech, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    Row,
    Value,
    build_rows,
)
from interviewkit.wording.numbers import NOTHING

TRANSCRIPTS = (
    Column("transcript", TEXT),
    Column("version", ORDINAL),
    Column("wave", TEXT),
    Column("group", TEXT),
    Column("date", TEXT),
    Column("turns", COUNT),
    Column("words", COUNT),
    Column("speakers", COUNT),
    Column("source", TEXT, read=False),
)
TURNS = (
    Column("transcript", TEXT, read=False),
    Column("turn", ORDINAL),
    Column("speaker", TEXT),
    Column("start", NUMBER, places=1, note="seconds from the beginning of the recording"),
    Column("end", NUMBER, places=1),
    Column("text", PROSE),
)
SPEAKERS = (
    Column("speaker", TEXT),
    Column("participant", TEXT),
    Column("role", TEXT, read=False),
    Column("seen_as", TEXT, head="role", data=False),
    Column("rule", TEXT, note="by which rule a label is that participant's"),
    Column("turns", COUNT),
    Column("asks", COUNT, note="turns with a question"),
    Column("words", COUNT),
    Column("seems_to_moderate", TEXT, read=False),
)
ASIDE = (Column("line", ORDINAL, labels={0: NOTHING}), Column("text", PROSE), Column("why", PROSE))


def build_transcripts(rows: Sequence[Mapping[str, Value]]) -> ResultTable:
    """A row a transcript, from ``Study.transcripts``."""
    return ResultTable(
        "transcripts",
        TRANSCRIPTS,
        tuple(map(Row, rows)),
        "Transcripts",
        empty="no transcripts yet; take some in with: interviewkit ingest",
    )


def build_turns(turns: Sequence[Turn], title: str = "") -> ResultTable:
    """A row a turn; readers see times where any turn has one."""
    rows = tuple(map(_turn, turns))
    table = ResultTable("turns", TURNS, rows, title, empty="nobody says anything")
    is_timed = any(turn.start is not None for turn in turns)
    return table if is_timed else table.without("start", "end")


def build_speakers(speakers: Sequence[PreviewedSpeaker]) -> ResultTable:
    """A row a label of a transcript: whom it would be; a guess has a question mark."""
    rows = (
        (
            each.label,
            each.participant,
            each.role,
            "moderator?" if each.seems else each.role,
            each.rule,
            each.turns,
            each.asks,
            each.words,
            each.seems,
        )
        for each in speakers
    )
    return ResultTable("speakers", SPEAKERS, build_rows(SPEAKERS, rows), "Who speaks")


def build_set_aside(aside: Sequence[SetAside]) -> ResultTable:
    """A row a piece of a file that would not be speech."""
    rows = build_rows(ASIDE, ((each.line, each.text, each.why) for each in aside))
    return ResultTable("set_aside", ASIDE, rows, "Set aside, as nobody's speech")


def _turn(turn: Turn) -> Row:
    values = {
        "transcript": turn.transcript,
        "turn": turn.position,
        "speaker": turn.speaker,
        "start": turn.start,
        "end": turn.end,
        "text": turn.text,
    }
    return Row(values, leads={"turn": Lead(SPEECH, turn.transcript, turn=turn.position)})
