"""People and segments of people, and what somebody said that is coded, as tables."""

from __future__ import annotations

from collections.abc import Iterable

from interviewkit.model import SegmentSize, Variable
from interviewkit.model import table as kinds
from interviewkit.model.table import ResultTable
from interviewkit.tables.fields import Field, build_table, read_fields

PARTICIPANTS = (
    *read_fields(kinds.TEXT, "participant", "role"),
    Field.of("respondent", kinds.TEXT, spare=1),
    *read_fields(kinds.COUNT, "turns", "words"),
    Field.of(
        "voiced", kinds.LIST, note="codes that count as theirs; – for none, or nobody has read"
    ),
    *read_fields(kinds.LIST, "segments"),
)
PASSAGES = (
    *read_fields(kinds.TEXT, "code", "polarity"),
    *read_fields(kinds.PROSE, "quote"),
    *read_fields(kinds.TEXT, "transcript"),
    *read_fields(kinds.ORDINAL, "turn"),
    *read_fields(kinds.TEXT, "coder"),
    *read_fields(kinds.NUMBER, "score"),
)
SEGMENTS = (
    Field.of("segment", kinds.TEXT, "segment.name"),
    Field.of("label", kinds.TEXT, "segment.label"),
    Field.of(
        "n",
        kinds.COUNT,
        "respondents",
        note="respondents of the survey; – where the rule cannot be asked",
    ),
    Field.of("weighted_n", kinds.NUMBER, "weighted", places=1),
    *read_fields(kinds.COUNT, "participants"),
    Field.of("rule", kinds.TEXT, "segment.rule"),
)
VARIABLES = (
    Field.of("variable", kinds.TEXT, "name"),
    *read_fields(kinds.TEXT, "label", "type"),
    Field.of("values", kinds.LIST, "levels"),
    Field.of("n", kinds.COUNT, note="respondents with an answer"),
    *read_fields(kinds.COUNT, "missing"),
    Field.of(
        "declared", kinds.TRUTH, note="whether study.toml gave the type; else it was inferred"
    ),
)


def build_participants(rows: Iterable[object]) -> ResultTable:
    """A row a participant, from ``Study.participants``."""
    empty = "nobody yet; take speech in with: interviewkit ingest"
    return build_table("participants", PARTICIPANTS, rows, "Participants", empty=empty)


def build_passages(name: str, rows: Iterable[object]) -> ResultTable:
    """Every passage of a person that is coded, from their profile."""
    title, empty = f"What {name} said", "nothing of it is coded"
    return build_table("passages", PASSAGES, rows, title, empty=empty)


def build_segments(sizes: Iterable[SegmentSize]) -> ResultTable:
    """A row a segment as last linked."""
    empty = "no segments yet; link them with: interviewkit link"
    return build_table("segments", SEGMENTS, sizes, "Segments", empty=empty)


def build_variables(variables: Iterable[Variable]) -> ResultTable:
    """A row a variable of the survey as last linked."""
    empty = "no survey yet; read one with: interviewkit link"
    return build_table("variables", VARIABLES, variables, "Variables of the survey", empty=empty)
