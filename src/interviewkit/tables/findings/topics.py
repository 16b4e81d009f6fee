"""Topics, how good their fit is, and the turns that stand for one, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from interviewkit.model import Topic, TopicFit, TopicShare
from interviewkit.model import table as kinds
from interviewkit.model.table import Column, ResultTable
from interviewkit.tables.fields import Field, build_table, read_fields
from interviewkit.tables.material.transcripts import lead_to_speech
from interviewkit.wording.numbers import decimal

ASKED = {
    "coherence": "Do a topic's keywords occur together? NPMI, −1 to 1.",
    "diversity": "How few keywords do topics share? 0 to 1.",
    "stability": "Are the same turns together when all is fitted anew with other seeds? "
    "Turns in no topic count. 1: all, 0: as by chance.",
    "stability_with_fewer": "The same, when a fifth of the conversations is left out.",
    "word_stability": "Do the keywords come back with other seeds? 0 to 1.",
    "outliers": "What share of turns is in no topic? 0 to 1.",
    "outlier_share": "What share of turns is in no topic? 0 to 1.",
}
"""What each measure of a fit asks."""

MEASURES = (
    Field.of("measure", kinds.TEXT, lambda each: each[0].replace("_", " ").capitalize()),
    Field.of("value", kinds.NUMBER, lambda each: each[1]),
    Field.of("what_it_asks", kinds.PROSE, lambda each: ASKED.get(each[0], "")),
)
TOPICS = (
    Field.of("topic", kinds.ORDINAL, "number"),
    Field.of(
        "name",
        kinds.TEXT,
        lambda each: each.name or ("outliers" if each.is_outliers else ""),
        note="what a person called it",
    ),
    Field.of("turns", kinds.COUNT, "size"),
    Field.of("words", kinds.LIST, lambda each: [word for word, _ in each.keywords]),
)
TURNS = (
    *read_fields(kinds.TEXT, "transcript"),
    *read_fields(kinds.ORDINAL, "turn"),
    *read_fields(kinds.TEXT, "participant"),
    *read_fields(kinds.PROSE, "text"),
)


def build_topics(
    topics: Iterable[Topic],
    people: Mapping[int, int] | None = None,
    examples: Mapping[int, str] | None = None,
) -> ResultTable:
    """A row a topic; with how many people spoke in it and a typical turn where they are given."""
    fields = list(TOPICS)
    if people is not None:
        fields.append(Field.of("people", kinds.COUNT, lambda each: people.get(each.number, 0)))
    if examples is not None:
        column = Column("example", kinds.PROSE, head="typical turn")
        fields.append(Field(column, lambda each: examples.get(each.number, "")))
    return build_table("topics", fields, topics, "Topics by size", empty="no topics yet", shown=15)


def list_topics(fit: TopicFit) -> ResultTable:
    """All topics of a fit, with how good it is in the notes."""
    measures = sorted(fit.measures.items())
    notes = (
        f"{name.replace('_', ' ')} {decimal(v)}: {ASKED.get(name, '')}" for name, v in measures
    )
    return replace(build_topics(fit.topics), notes=tuple(note.rstrip(": ") for note in notes))


def build_topic_measures(measures: Mapping[str, float]) -> ResultTable:
    """How good a fit is, each measure with what it asks."""
    found = sorted(measures.items())
    return build_table("topic_measures", MEASURES, found, "How good the grouping is")


def build_topic_turns(rows: Iterable[object]) -> ResultTable:
    """The turns that stand for a topic, from ``Study.topic_voices``."""
    title, empty = "Turns that stand for the topic", "no turn stands for it"
    return build_table("topic_turns", TURNS, rows, title, lead_to_speech, empty=empty)


def build_topic_waves(rows: Sequence[TopicShare]) -> ResultTable:
    """A row a topic and a column a wave: people who speak of it, of those who say enough."""
    waves = list(dict.fromkeys(row.wave for row in rows))
    heard = {row.wave: row.of for row in rows}
    found: dict[int, dict[str, TopicShare]] = {}
    for row in rows:
        found.setdefault(row.topic, {})[row.wave] = row
    fields = [
        Field.of("topic", kinds.ORDINAL, lambda each: _first(each).topic),
        Field.of("title", kinds.TEXT, lambda each: _first(each).title, head="name or words"),
    ]
    for wave in waves:
        head = f"{wave or 'no wave'} ({heard[wave]} people)"
        column = Column(f"people {wave}".strip(), kinds.SHARE, head=head, verbatim=True)
        fields.append(Field(column, partial(_share_in, wave)))
    note = "of the people who say enough for a topic model in a wave, so many speak of the topic"
    title = "Topics over waves"
    return build_table("topic_waves", fields, list(found.values()), title, notes=(note,))


def _first(row: Mapping[str, TopicShare]) -> TopicShare:
    return next(iter(row.values()))


def _share_in(wave: str, row: Mapping[str, TopicShare]) -> float | None:
    found = row.get(wave)
    return found.people / found.of if found and found.of else None
