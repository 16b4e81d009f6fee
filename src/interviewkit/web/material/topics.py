"""The page of topics: a map, who speaks of what in which wave, and what people make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

from starlette.responses import Response

from interviewkit.errors import StudyError
from interviewkit.model import Topic, TopicFit
from interviewkit.model.code_colours import COLOURS
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.html import draw_piece
from interviewkit.tables.findings.topics import build_topic_measures, build_topic_waves
from interviewkit.web.answering.told import Told
from interviewkit.web.answering.visit import Visit, act, page

WIDTH, HEIGHT, EDGE = 640, 460, 34
MOST_DOTS = 2000
SMALLEST, LARGEST = 13, 34
WORDS = 8
MOST_VOICES = 8
UNTITLED = Drawing(titled=False)


@dataclass(frozen=True)
class Dot:
    """One turn on the map."""

    x: float
    y: float
    colour: int | None


@dataclass(frozen=True)
class TopicSpot:
    """One topic on the map and in the list."""

    topic: Topic
    people: int
    x: float
    y: float
    radius: float
    colour: int
    words: str


def show_topics(visit: Visit) -> Response:
    """The map and the list, and one topic more closely."""
    study, kept = visit.study, visit.workspace.kept
    mark = study.topics_mark()
    try:
        fit = kept.get(mark, "topics", study.topics)
    except StudyError:
        return visit.show("topics.html.jinja", fit=None)
    people = kept.get(mark, "topic people", study.topic_people)
    waves = kept.get(mark, "topic waves", study.topic_waves)
    spots = place_topics(fit, people)
    several = len({each.wave for each in waves}) > 1
    chosen = _choose(visit, spots)
    number = chosen.topic.number if chosen else -1
    voices = (
        kept.get(mark, ("voices", number), lambda: study.topic_voices(number)) if chosen else ()
    )
    return visit.show(
        "topics.html.jinja",
        fit=fit,
        spots=spots,
        dots=place_dots(fit),
        size=(WIDTH, HEIGHT),
        most_dots=MOST_DOTS,
        chosen=chosen,
        voices=voices[:MOST_VOICES],
        waves=draw_piece(build_topic_waves(waves), UNTITLED) if several else "",
        measures=draw_piece(build_topic_measures(fit.measures), UNTITLED),
        acts=study.topic_acts()[:6],
        titles={each.topic.number: each.topic.title for each in spots},
        outliers=next((each.size for each in fit.topics if each.is_outliers), 0),
    )


def place_topics(fit: TopicFit, people: Mapping[int, int]) -> Sequence[TopicSpot]:
    """Topics with their places; the area of a circle goes with how many people speak of it."""
    topics = [each for each in fit.topics if not each.is_outliers]
    most = max((people.get(each.number, 0) for each in topics), default=0) or 1
    spots = []
    for each in topics:
        n = people.get(each.number, 0)
        radius = max(SMALLEST, LARGEST * sqrt(n / most))
        words = ", ".join(word for word, _ in each.keywords[:WORDS])
        x, y = _place(each.x, each.y)
        spots.append(TopicSpot(each, n, x, y, round(radius, 1), each.number % COLOURS, words))
    return spots


def place_dots(fit: TopicFit) -> Sequence[Dot]:
    """A dot a turn; of many turns every so manieth."""
    step = ceil(len(fit.positions) / MOST_DOTS) or 1
    dots = []
    for (x, y), number in zip(fit.positions[::step], fit.assignment[::step], strict=True):
        dots.append(Dot(*_place(x, y), None if number < 0 else number % COLOURS))
    return dots


def _place(x: float, y: float) -> tuple[float, float]:
    """Where a place from -1 to 1 lies on the page."""
    across, down = (min(max(each, -1.0), 1.0) for each in (x, -y))
    return (
        round(EDGE + (across + 1) / 2 * (WIDTH - 2 * EDGE), 1),
        round(EDGE + (down + 1) / 2 * (HEIGHT - 2 * EDGE), 1),
    )


def _choose(visit: Visit, spots: Sequence[TopicSpot]) -> TopicSpot | None:
    asked = visit.asked.get("topic", "")
    return next((each for each in spots if str(each.topic.number) == asked), None)


def name(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Give a topic a name; an empty one takes it away."""
    new = told.text("name", most=200)
    entry = visit.study.name_topic(told.number("topic"), new, by=_who(visit))
    return {"entry": entry.id}


def merge(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Two topics are one."""
    entry = visit.study.merge_topics(told.number("topic"), told.number("into"), by=_who(visit))
    return {"entry": entry.id}


def make_code(visit: Visit, told: Told) -> Mapping[str, Any]:
    """The topic becomes a code, with some of what stands for it as examples."""
    made = visit.study.code_topic(
        told.number("topic"),
        by=_who(visit),
        label=told.text("label", most=200),
        definition=told.text("definition", ""),
        turns=told.numbers("turns"),
    )
    return {"entry": made.entry, "code": made.ids[0], "says": made.says}


def undo(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Take back one act."""
    undone = visit.study.undo(entry=told.number("entry"))
    return {"entry": undone.id}


def _who(visit: Visit) -> str:
    if not visit.coder:
        raise StudyError("nobody has said who works here", hint="say it with the button on top")
    return visit.coder


ROUTES = (
    page("/topics", show_topics),
    act("/api/topics/name", name),
    act("/api/topics/merge", merge),
    act("/api/topics/code", make_code),
    act("/api/topics/undo", undo),
)
