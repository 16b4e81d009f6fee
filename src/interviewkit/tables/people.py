"""People and segments of people, and what somebody said that is coded, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.model import SegmentSize, Variable
from interviewkit.model.table import (
    COUNT,
    LIST,
    NUMBER,
    ORDINAL,
    PROSE,
    TEXT,
    TRUTH,
    Column,
    ResultTable,
    Row,
    Value,
    build_rows,
)

PARTICIPANTS = (
    Column("participant", TEXT),
    Column("role", TEXT),
    Column("respondent", TEXT, spare=1),
    Column("turns", COUNT),
    Column("words", COUNT),
    Column("voiced", LIST, note="codes that count as theirs; – for none, or nobody has read them"),
    Column("segments", LIST),
)
PASSAGES = (
    Column("code", TEXT),
    Column("polarity", TEXT),
    Column("quote", PROSE),
    Column("transcript", TEXT),
    Column("turn", ORDINAL),
    Column("coder", TEXT),
    Column("score", NUMBER),
)
SEGMENTS = (
    Column("segment", TEXT),
    Column("label", TEXT),
    Column("n", COUNT, note="respondents of the survey; – where the rule cannot be asked of them"),
    Column("weighted_n", NUMBER, places=1),
    Column("participants", COUNT),
    Column("rule", TEXT),
)
VARIABLES = (
    Column("variable", TEXT),
    Column("label", TEXT),
    Column("type", TEXT),
    Column("values", LIST),
    Column("n", COUNT, note="respondents with an answer"),
    Column("missing", COUNT),
    Column("declared", TRUTH, note="whether study.toml gave the type; else it was inferred"),
)


def build_participants(rows: Sequence[Mapping[str, Value]]) -> ResultTable:
    """A row a participant, from ``Study.participants``."""
    return ResultTable(
        "participants",
        PARTICIPANTS,
        tuple(map(Row, rows)),
        "Participants",
        empty="nobody yet; take speech in with: interviewkit ingest",
    )


def build_passages(name: str, rows: Sequence[Mapping[str, Value]]) -> ResultTable:
    """Every passage of a person that is coded, from their profile."""
    title, empty = f"What {name} said", "nothing of it is coded"
    return ResultTable("passages", PASSAGES, tuple(map(Row, rows)), title, empty=empty)


def build_segments(sizes: Sequence[SegmentSize]) -> ResultTable:
    """A row a segment as last linked."""
    rows = (
        (
            each.segment.name,
            each.segment.label,
            each.respondents,
            each.weighted,
            each.participants,
            each.segment.rule,
        )
        for each in sizes
    )
    empty = "no segments yet; link them with: interviewkit link"
    return ResultTable("segments", SEGMENTS, build_rows(SEGMENTS, rows), "Segments", empty=empty)


def build_variables(variables: Sequence[Variable]) -> ResultTable:
    """A row a variable of the survey as last linked."""
    rows = (
        (each.name, each.label, each.type, each.levels, each.n, each.missing, each.declared)
        for each in variables
    )
    found = build_rows(VARIABLES, rows)
    empty = "no survey yet; read one with: interviewkit link"
    return ResultTable("variables", VARIABLES, found, "Variables of the survey", empty=empty)
