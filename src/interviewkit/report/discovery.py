"""Topics: the map, the table, how good the fit is, and how topics meet themes."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Topic, TopicFit
from interviewkit.model.table import COUNT, NUMBER, TEXT, Column, ResultTable
from interviewkit.report.figures import (
    Bubble,
    BubbleMap,
    Figure,
    HeatRow,
    HeatTable,
    Sentence,
    sentence,
)
from interviewkit.report.pages import Section
from interviewkit.report.strands import Strand
from interviewkit.report.voices import Cast
from interviewkit.tables.fields import Field, build_rows, list_columns
from interviewkit.wording.numbers import counted, percent
from interviewkit.wording.words import clip

LABELLED = 12
POINTS = 1200
OPEN_ROWS = 15
MEASURES = {
    "coherence": "Do a topic's keywords occur together? NPMI, −1 to 1.",
    "diversity": "How few keywords do topics share? 0 to 1.",
    "stability": "Does another seed find the same topics? 0 to 1.",
    "word_stability": "Does another seed find the same keywords? 0 to 1.",
    "outliers": "What share of turns is in no topic? 0 to 1.",
    "outlier_share": "What share of turns is in no topic? 0 to 1.",
}


def topics_section(cast: Cast, found: Sequence[Strand]) -> Section:
    """The section on topics; empty where none were fitted."""
    fit = cast.inputs.topics
    if fit is None:
        return Section("topics", "Topics")
    topics = sorted((t for t in fit.topics if not t.is_outliers), key=lambda t: t.number)
    people = topic_people(fit, cast)
    figures = (_map(topics, people, cast), _overlap(topics, found, cast))
    return Section(
        "topics",
        "Topics: what was talked about before anyone named it",
        (_lead(fit, topics),),
        tuple(figure for figure in figures if figure is not None),
        ((_table(topics, people, cast),) if topics else ()) + _measures(fit),
    )


def topic_people(fit: TopicFit, cast: Cast) -> dict[int, int]:
    """How many participants spoke in each topic."""
    speakers: dict[int, set[str]] = {topic.number: set() for topic in fit.topics}
    for number, turns in zip(fit.assignment, cast.inputs.documents, strict=False):
        names = (cast.inputs.speaker_of.get(turn, "") for turn in turns)
        heard = {name for name in names if name and name not in cast.moderators}
        speakers.setdefault(number, set()).update(heard)
    return {number: len(names) for number, names in speakers.items()}


def _lead(fit: TopicFit, topics: Sequence[Topic]) -> Sentence:
    outside = sum(number < 0 for number in fit.assignment)
    share = outside / max(1, len(fit.assignment))
    return sentence(
        f"A topic model grouped {counted(len(fit.assignment), 'turn')} by likeness into "
        f"{counted(len(topics), 'topic')}. {counted(outside, 'turn')} ({percent(share)}) fit none. "
        "Topics show what was talked about; themes show what was meant."
    )


def _measures(fit: TopicFit) -> tuple[ResultTable, ...]:
    """How good the fit is, each measure with what it asks."""
    fields = (
        Field(Column("measure", TEXT), lambda each: each[0].replace("_", " ").capitalize()),
        Field(Column("value", NUMBER), lambda each: each[1]),
        Field(Column("what_it_asks", TEXT), lambda each: MEASURES.get(each[0], "")),
    )
    rows = build_rows(fields, sorted(fit.measures.items()))
    table = ResultTable("topic_measures", list_columns(fields), rows, "How good the grouping is")
    return (table,) if rows else ()


def _map(topics: Sequence[Topic], people: dict[int, int], cast: Cast) -> Figure | None:
    if not topics:
        return None
    by_size = sorted(topics, key=lambda topic: -topic.size)
    labelled = {topic.number for topic in by_size[:LABELLED]}
    bubbles = tuple(
        Bubble(
            topic.number,
            topic.title,
            topic.x,
            topic.y,
            topic.size,
            people.get(topic.number, 0),
            topic.number in labelled,
            f"topic-{topic.number}",
        )
        for topic in by_size
    )
    points = cast.inputs.positions
    step = max(1, -(-len(points) // POINTS))
    note = (
        "Area: number of turns. Near topics are alike; the axes themselves mean nothing."
        + (
            " Names are shown for the largest, where there is room."
            if len(topics) > LABELLED
            else ""
        )
        + (f" Small points: every {step}th turn." if step > 3 else " Small points: turns.")
        * bool(points)
    )
    turns = counted(sum(topic.size for topic in topics), "turn")
    chart = BubbleMap(bubbles, tuple(points[::step]))
    return Figure("topic-map", "Map of topics", f"{note} n\u00a0=\u00a0{turns}.", chart)


def _table(topics: Sequence[Topic], people: dict[int, int], cast: Cast) -> ResultTable:
    fields = (
        # The number is the row's anchor, to which the map leads.
        Field(Column("number", TEXT, head=""), lambda each: str(each.number)),
        Field(Column("topic", TEXT), _words),
        Field(Column("turns", COUNT), "size"),
        Field(Column("people", COUNT), lambda each: people.get(each.number, 0)),
        Field(Column("example", TEXT, head="typical turn"), lambda each: _example(each, cast)),
    )
    rows, title = build_rows(fields, topics), "Topics by size"
    return ResultTable("topics", list_columns(fields), rows, title, shown=OPEN_ROWS)


def _words(topic: Topic) -> str:
    """The keywords, after the name where a person gave one."""
    words = ", ".join(word for word, _ in topic.keywords[:8])
    return f"{topic.name}: {words}" if topic.name else words


def _example(topic: Topic, cast: Cast) -> str:
    """The turn that represents a topic best, with its place."""
    documents, turns = cast.inputs.documents, cast.inputs.turns
    for document in topic.representatives:
        for number in documents[document] if 0 <= document < len(documents) else ():
            if number in turns:
                turn = turns[number]
                speaker = cast.speaker(turn) or "unresolved speaker"
                place = f"{speaker}, {turn.transcript}, turn {turn.position}"
                return f"“{clip(turn.text, 200)}” ({place})"
    return ""


def _overlap(topics: Sequence[Topic], found: Sequence[Strand], cast: Cast) -> Figure | None:
    """People by topic and theme; topics are the rows, as there may be a hundred."""
    if not cast.inputs.overlap:
        return None
    people = {(cell.theme, cell.topic): cell.people for cell in cast.inputs.overlap}
    rows = tuple(
        HeatRow(
            f"{topic.number} {topic.title}",
            tuple(people.get((strand.id, topic.number), 0) for strand in found),
        )
        for topic in topics
    )
    title = "Where themes and topics meet: people who voiced the theme and spoke in the topic"
    note = (
        "Counts of people; one person may stand in several cells. "
        f"n\u00a0=\u00a0{counted(len(cast.people), 'person', 'people')}."
    )
    columns = tuple(strand.label for strand in found)
    return Figure("overlap", title, note, HeatTable(columns, rows, "Topic"))
