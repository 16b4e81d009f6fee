"""Who is who between conversations and survey, and what was concluded of both, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Contradiction, Linked, MetaInference
from interviewkit.model.table import COUNT, PROSE, SHARE, TEXT, ResultTable
from interviewkit.tables.fields import Field, build_table, read_fields

SPEAKERS = (
    Field.of("transcript", TEXT, "speaker.transcript"),
    Field.of("speaker", TEXT, "speaker.label"),
    Field.of("participant", TEXT, "speaker.participant"),
    Field.of("rule", TEXT, "speaker.rule", note="how the label became a participant"),
    *read_fields(TEXT, "role", "respondent"),
    Field.of("how", TEXT, note="by what they have a row of the survey, or why they have none"),
    Field.of("words", COUNT, "speaker.words"),
    Field.of("share", SHARE, note="of the words of all who do not moderate"),
)
CONTRADICTIONS = read_fields(TEXT, "about", "what", "here", "there", "where")
SILENT = (Field.of("respondent", TEXT, str),)
INFERENCES = (
    Field.of("of", TEXT),
    Field.of("beside", TEXT, "about"),
    Field.of("fit", TEXT),
    Field.of("text", PROSE),
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
