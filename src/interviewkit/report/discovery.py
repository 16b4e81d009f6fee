"""Topics: a short list with voices for people, the map and the measures for the appendix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interviewkit.model import Topic, TopicFit, Turn
from interviewkit.model.table import ResultTable
from interviewkit.report.excerpts import choose_excerpt
from interviewkit.report.figures import (
    Bubble,
    BubbleMap,
    Figure,
    HeatRow,
    HeatTable,
    Sentence,
    Span,
    make_sentence,
)
from interviewkit.report.pages import Section
from interviewkit.report.strands import Strand
from interviewkit.report.voices import Cast
from interviewkit.report.whole_sentences import cut_sentences
from interviewkit.tables.findings.topics import build_topic_measures, build_topics
from interviewkit.wording.numbers import count, counted, percent
from interviewkit.wording.words import clip_text, join_words

LABELLED = 12
POINTS = 1200
TOLD = 8
"""Topics that are told in sentences; the table of the appendix has all of them."""
VOICES, WORDS = 2, 5
"""How many passages and how many words stand for a topic."""


def build_topics_section(cast: Cast, found: Sequence[Strand]) -> Section:
    """The section on topics; empty where none were fitted."""
    fit = cast.inputs.topics
    if fit is None:
        return Section("topics", "Topics")
    topics = sorted((t for t in fit.topics if not t.is_outliers), key=lambda t: t.number)
    people = count_topic_people(fit, cast)
    figures = (_map(topics, people, cast), _overlap(topics, found, cast))
    measures = build_topic_measures(fit.measures)
    return Section(
        "topics",
        "Topics: what was talked about before anyone named it",
        (_lead(fit, topics), *_tell_topics(topics, people, cast)),
        tuple(figure for figure in figures if figure is not None),
        tuple(table for table in (_table(topics, people, cast), measures) if table.rows),
    )


def _tell_topics(
    topics: Sequence[Topic], people: Mapping[int, int], cast: Cast
) -> Iterator[Sentence]:
    """What each topic is, by how many, in their words: those that people named come first.

    Where themes tell what people spoke of, a heap of words that nobody has named adds nothing that
    a reader could hold on to: it waits in the appendix for a name.
    """
    ranked = sorted(topics, key=lambda t: (not t.name, -people.get(t.number, 0), t.number))
    if unnamed := [topic for topic in ranked if not topic.name] if cast.standing else []:
        ranked = [topic for topic in ranked if topic.name]
        yield make_sentence(
            f"{count(len(unnamed))} of them have no name yet and stand in the appendix alone."
            if len(unnamed) > 1
            else "One of them has no name yet and stands in the appendix alone."
        )
    for topic in ranked[:TOLD]:
        voices = " · ".join(f"“{text}”" for text in choose_topic_voices(topic, cast))
        named = topic.name or f"Unnamed, with the words {join_words(_words(topic))}"
        yield make_sentence(
            Span(named, strong=bool(topic.name)),
            f" ({counted(people.get(topic.number, 0), 'person', 'people')})",
            f": {voices}" if voices else ".",
        )


def _words(topic: Topic) -> list[str]:
    return [f"“{word}”" for word, _ in topic.keywords[:WORDS]]


def choose_topic_voices(topic: Topic, cast: Cast) -> list[str]:
    """The clearest passages with a topic's words, of different people and conversations.

    They are sought among the turns that stand for the topic.
    """
    rated = []
    for rank, turn in enumerate(_list_turns(topic, cast)):
        weight = dict(topic.keywords)
        spans = cut_sentences(turn.text) or [(0, len(turn.text))]
        said = [(_weigh(turn.text[slice(*span)], weight), -i, span) for i, span in enumerate(spans)]
        most, _, span = max(said)
        excerpt = choose_excerpt(turn.text, span, cast.names.is_said_in)
        shown = cast.names.hide(excerpt.text)
        rated.append((excerpt.clarity * (1 if most else 0.5), -rank, turn, shown))
    chosen: list[str] = []
    heard: set[str] = set()
    for _, _, turn, text in sorted(rated, key=lambda each: each[:2], reverse=True):
        if turn.speaker not in heard and len(chosen) < VOICES:
            chosen.append(text)
            heard.add(turn.speaker)
    return chosen


def _weigh(text: str, weight: Mapping[str, float]) -> float:
    """How much of a topic's words a text has."""
    said = text.casefold()
    return sum(value for word, value in weight.items() if word in said)


def _list_turns(topic: Topic, cast: Cast) -> Iterator[Turn]:
    """The turns that stand for a topic, the most typical first."""
    documents, turns = cast.inputs.documents, cast.inputs.turns
    for document in topic.representatives:
        for number in documents[document] if 0 <= document < len(documents) else ():
            if number in turns:
                yield turns[number]


def count_topic_people(fit: TopicFit, cast: Cast) -> dict[int, int]:
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
    return make_sentence(
        f"A topic model grouped {counted(len(fit.assignment), 'turn')} by likeness into "
        f"{counted(len(topics), 'topic')}. {counted(outside, 'turn')} ({percent(share)}) fit none. "
        "A topic is here only if most fits of the model find it again and its words come together "
        "in turns more often than by chance. Topics show what was talked about; themes show what "
        "was meant."
    )


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
    note = f"{note} n\u00a0=\u00a0{turns}."
    return Figure("topic-map", "Map of topics", note, chart, folded=True)


def _table(topics: Sequence[Topic], people: dict[int, int], cast: Cast) -> ResultTable:
    """Topics by size; the number of one is its row's anchor, to which the map leads."""
    table = build_topics(topics, people, {each.number: _example(each, cast) for each in topics})
    return table if any(each.name for each in topics) else table.without("name")


def _example(topic: Topic, cast: Cast) -> str:
    """The turn that represents a topic best, with its place."""
    for turn in _list_turns(topic, cast):
        speaker = cast.speaker(turn) or "unresolved speaker"
        place = f"{speaker}, {turn.transcript}, turn {turn.position}"
        return f"“{clip_text(turn.text, 200)}” ({place})"
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
    return Figure("overlap", title, note, HeatTable(columns, rows, "Topic"), folded=True)
