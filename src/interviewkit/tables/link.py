"""Who is who between conversations and survey, and what was concluded of both, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Contradiction, Linked, MetaInference
from interviewkit.model.table import COUNT, PROSE, SHARE, TEXT, Column, ResultTable, Row

SPEAKERS = (
    Column("transcript", TEXT),
    Column("speaker", TEXT),
    Column("participant", TEXT),
    Column("rule", TEXT, note="how the label became a participant"),
    Column("role", TEXT),
    Column("respondent", TEXT),
    Column("how", TEXT, note="how the participant got a row of the survey, or why there is none"),
    Column("words", COUNT),
    Column("share", SHARE, note="of the words of all who do not moderate"),
)
CONTRADICTIONS = tuple(Column(key, TEXT) for key in ("about", "what", "here", "there", "where"))
INFERENCES = (
    Column("of", TEXT),
    Column("beside", TEXT),
    Column("fit", TEXT),
    Column("text", PROSE),
    Column("author", TEXT),
    Column("at", TEXT),
)


def build_speakers(found: Sequence[Linked]) -> ResultTable:
    """A row a label in a transcript: the participant behind it, and the respondent behind them."""
    rows = tuple(
        Row(
            {
                "transcript": each.speaker.transcript,
                "speaker": each.speaker.label,
                "participant": each.speaker.participant,
                "rule": each.speaker.rule,
                "role": each.role,
                "respondent": each.respondent,
                "how": each.how,
                "words": each.speaker.words,
                "share": each.share,
            }
        )
        for each in found
    )
    return ResultTable("speakers", SPEAKERS, rows, "who speaks", empty="nobody")


def build_contradictions(found: Sequence[Contradiction]) -> ResultTable:
    """A row where two sources say different things of one person."""
    rows = tuple(
        Row({column.key: getattr(each, column.key) for column in CONTRADICTIONS}) for each in found
    )
    title = "where sources contradict each other"
    return ResultTable("contradictions", CONTRADICTIONS, rows, title, empty="none")


def build_silent(respondents: Sequence[str]) -> ResultTable:
    """Respondents whom no transcript has."""
    rows = tuple(Row({"respondent": name}) for name in respondents)
    columns = (Column("respondent", TEXT),)
    return ResultTable("silent", columns, rows, "who never speaks", empty="nobody")


def build_inferences(lines: Sequence[MetaInference]) -> ResultTable:
    """What people concluded of both strands, a row a line."""
    keys = ("of", "about", "fit", "text", "author", "at")
    columns = [column.key for column in INFERENCES]
    rows = (dict(zip(columns, [getattr(each, key) for key in keys], strict=True)) for each in lines)
    return ResultTable(
        "meta_inferences",
        INFERENCES,
        tuple(map(Row, rows)),
        title="what both strands show together",
        empty="none yet; write one with: interviewkit link infer",
    )
