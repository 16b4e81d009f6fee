"""Topics, how good their fit is, and the turns that stand for one, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewkit.model import Topic, TopicFit
from interviewkit.model.table import (
    COUNT,
    LIST,
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
from interviewkit.wording.numbers import decimal

TOPICS = (
    Column("topic", ORDINAL),
    Column("name", TEXT, note="what a person called it"),
    Column("turns", COUNT),
    Column("people", COUNT),
    Column("words", LIST),
    Column("example", PROSE, head="typical turn"),
)
ASKED = {
    "coherence": "Do a topic's keywords occur together? NPMI, −1 to 1.",
    "diversity": "How few keywords do topics share? 0 to 1.",
    "stability": "Does another seed find the same topics? 0 to 1.",
    "word_stability": "Does another seed find the same keywords? 0 to 1.",
    "outliers": "What share of turns is in no topic? 0 to 1.",
    "outlier_share": "What share of turns is in no topic? 0 to 1.",
}
"""What each measure of a fit asks."""

MEASURES = (
    Column("measure", TEXT),
    Column("value", NUMBER),
    Column("what_it_asks", PROSE),
)
TURNS = (
    Column("transcript", TEXT),
    Column("turn", ORDINAL),
    Column("participant", TEXT),
    Column("text", PROSE),
)


def build_topics(
    topics: Sequence[Topic],
    *,
    people: Mapping[int, int] | None = None,
    examples: Mapping[int, str] | None = None,
) -> ResultTable:
    """A row a topic; with how many spoke in it and a typical turn, where these are known."""
    known = {"people": people, "example": examples}
    columns = tuple(c for c in TOPICS if c.key not in known or known[c.key] is not None)
    rows = (
        {
            "topic": each.number,
            "name": each.name or ("outliers" if each.is_outliers else ""),
            "turns": each.size,
            "words": tuple(word for word, _ in each.keywords),
            "people": (people or {}).get(each.number, 0),
            "example": (examples or {}).get(each.number, ""),
        }
        for each in topics
    )
    found = tuple(Row({c.key: row[c.key] for c in columns}) for row in rows)
    return ResultTable("topics", columns, found, "Topics by size", empty="no topics yet")


def list_topics(fit: TopicFit) -> ResultTable:
    """All topics of a fit, with how good it is in the notes."""
    measures = build_topic_measures(fit.measures)
    notes = (
        f"{row.values['measure']} {decimal(fit.measures[name])}: {row.values['what_it_asks']}"
        for name, row in zip(sorted(fit.measures), measures.rows, strict=True)
    )
    return replace(build_topics(fit.topics), notes=tuple(note.rstrip(": ") for note in notes))


def build_topic_measures(measures: Mapping[str, float]) -> ResultTable:
    """How good a fit is, each measure with what it asks."""
    rows = (
        (name.replace("_", " "), value, ASKED.get(name, ""))
        for name, value in sorted(measures.items())
    )
    title = "How good the grouping is"
    return ResultTable("topic_measures", MEASURES, build_rows(MEASURES, rows), title)


def build_topic_turns(rows: Sequence[Mapping[str, Value]]) -> ResultTable:
    """The turns that stand for a topic, from ``Study.topic_voices``."""
    found = tuple(Row(row, leads={"turn": _lead(row)}) for row in rows)
    title = "Turns that stand for the topic"
    return ResultTable("topic_turns", TURNS, found, title, empty="no turn stands for it")


def _lead(row: Mapping[str, Value]) -> Lead:
    turn = row["turn"]
    return Lead(SPEECH, str(row["transcript"]), turn=turn if isinstance(turn, int) else None)
