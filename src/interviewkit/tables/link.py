"""Who is who between conversations and survey, and what was concluded of both, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Contradiction, Linked, MetaInference
from interviewkit.model.table import COUNT, PROSE, SHARE, TEXT, Column, ResultTable
from interviewkit.tables.fields import Field, build_table, read_fields

SPEAKERS = (
    Field(Column("transcript", TEXT), "speaker.transcript"),
    Field(Column("speaker", TEXT), "speaker.label"),
    Field(Column("participant", TEXT), "speaker.participant"),
    Field(Column("rule", TEXT, note="how the label became a participant"), "speaker.rule"),
    *read_fields(TEXT, "role", "respondent"),
    Field(Column("how", TEXT, note="by what they have a row of the survey, or why they have none")),
    Field(Column("words", COUNT), "speaker.words"),
    Field(Column("share", SHARE, note="of the words of all who do not moderate")),
)
CONTRADICTIONS = read_fields(TEXT, "about", "what", "here", "there", "where")
SILENT = (Field(Column("respondent", TEXT), str),)
INFERENCES = (
    Field(Column("of", TEXT)),
    Field(Column("beside", TEXT), "about"),
    Field(Column("fit", TEXT)),
    Field(Column("text", PROSE)),
    *read_fields(TEXT, "author", "at"),
)


def build_speakers(found: Sequence[Linked]) -> ResultTable:
    """A row a label in a transcript: the participant behind it, and the respondent behind them."""
    return build_table("speakers", SPEAKERS, found, "who speaks", empty="nobody")


def build_contradictions(found: Sequence[Contradiction]) -> ResultTable:
    """A row where two sources say different things of one person."""
    title = "where sources contradict each other"
    return build_table("contradictions", CONTRADICTIONS, found, title, empty="none")


def build_silent(respondents: Sequence[str]) -> ResultTable:
    """Respondents whom no transcript has."""
    return build_table("silent", SILENT, respondents, "who never speaks", empty="nobody")


def build_inferences(lines: Sequence[MetaInference]) -> ResultTable:
    """What people concluded of both strands, a row a line."""
    title, empty = (
        "what both strands show together",
        "none yet; write one with: interviewkit link infer",
    )
    return build_table("meta_inferences", INFERENCES, lines, title, empty=empty)
