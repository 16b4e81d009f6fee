"""Transcripts, their turns, who speaks in them, and what is nobody's speech, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from interviewkit.model import Passage, Turn
from interviewkit.model import table as kinds
from interviewkit.model.passage_time import PassageTime, find_passage_time, measure_confidence
from interviewkit.model.preview import PreviewedSpeaker, SetAside
from interviewkit.model.table import SPEECH, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields
from interviewkit.wording.numbers import NOTHING

TRANSCRIPTS = (
    *read_fields(kinds.TEXT, "transcript"),
    *read_fields(kinds.ORDINAL, "version"),
    *read_fields(kinds.TEXT, "wave", "group", "date"),
    *read_fields(kinds.COUNT, "turns", "words", "speakers"),
    *list_data_fields(kinds.TEXT, "source", "recording"),
)
TURNS = (
    *list_data_fields(kinds.TEXT, "transcript"),
    Field.of("turn", kinds.ORDINAL, "position"),
    *read_fields(kinds.TEXT, "speaker"),
    Field.of("start", kinds.NUMBER, places=1, note="seconds from the beginning of the recording"),
    Field.of("end", kinds.NUMBER, places=1),
    *list_data_fields(kinds.NUMBER, confidence=measure_confidence),
    *read_fields(kinds.PROSE, "text"),
)
SPEAKERS = (
    Field.of("speaker", kinds.TEXT, "label"),
    *read_fields(kinds.TEXT, "participant"),
    *list_data_fields(kinds.TEXT, "role"),
    Field.of(
        "seen_as",
        kinds.TEXT,
        lambda each: "moderator?" if each.seems else each.role,
        head="role",
        data=False,
    ),
    Field.of("rule", kinds.TEXT, note="by which rule a label is that participant's"),
    *read_fields(kinds.COUNT, "turns"),
    Field.of("asks", kinds.COUNT, note="turns with a question"),
    *read_fields(kinds.COUNT, "words"),
    *list_data_fields(kinds.TEXT, seems_to_moderate="seems"),
)
ASIDE = (
    Field.of("line", kinds.ORDINAL, labels={0: NOTHING}),
    *read_fields(kinds.PROSE, "text", "why"),
)


def list_time_fields(of: Callable[[Any], Passage]) -> tuple[Field, ...]:
    """Columns of data: when a passage was said, what tells it, and how sure a recogniser was."""

    def find(thing: Any) -> PassageTime:
        at = of(thing)
        return find_passage_time(at.turn, at.start, at.end)

    def measure(thing: Any) -> float | None:
        at = of(thing)
        return measure_confidence(at.turn, at.start, at.end)

    return (
        *list_data_fields(
            kinds.NUMBER,
            start_s=lambda thing: find(thing).start,
            end_s=lambda thing: find(thing).end,
        ),
        *list_data_fields(kinds.TEXT, timed_by=lambda thing: find(thing).by),
        *list_data_fields(kinds.NUMBER, confidence=measure),
    )


def build_transcripts(rows: Iterable[object]) -> ResultTable:
    """A row a transcript, from ``Study.transcripts``."""
    empty = "no transcripts yet; take some in with: interviewkit ingest"
    return build_table("transcripts", TRANSCRIPTS, rows, "Transcripts", empty=empty)


def build_turns(turns: Sequence[Turn], title: str = "") -> ResultTable:
    """A row a turn; readers see times where any turn has one."""
    table = build_table("turns", TURNS, turns, title, lead_to_turn, empty="nobody says anything")
    is_timed = any(turn.start is not None for turn in turns)
    return table if is_timed else table.without("start", "end")


def build_speakers(speakers: Iterable[PreviewedSpeaker]) -> ResultTable:
    """A row a label of a transcript: whom it would be; a guess has a question mark."""
    return build_table("speakers", SPEAKERS, speakers, "Who speaks")


def build_set_aside(aside: Iterable[SetAside]) -> ResultTable:
    """A row a piece of a file that would not be speech."""
    return build_table("set_aside", ASIDE, aside, "Set aside, as nobody's speech")


def lead_to_turn(turn: Turn) -> dict[str, Lead]:
    """From the number of a turn to where it was said."""
    return {"turn": Lead(SPEECH, turn.transcript, turn=turn.position)}


def lead_to_speech(row: Mapping[str, Any]) -> dict[str, Lead]:
    """The same from a row that names transcript and turn."""
    return {"turn": Lead(SPEECH, row["transcript"], turn=row["turn"])}
