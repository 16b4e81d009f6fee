"""Looking at the topics of the newest fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviewkit.errors import StudyError
from interviewkit.model import Judgement, Topic, TopicFit
from interviewkit.model.grouping import group_sets
from interviewkit.model.review import MERGE_TOPICS, NAME_TOPIC
from interviewkit.model.span import Span, find_sentences
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


def load_topics(site: Site) -> TopicFit:
    """The newest fit, in which topics that people merged are one.

    Raises:
        StudyError: there is none yet.
    """
    with site.store.reading() as shelves:
        return require_fit(shelves)[0]


def require_fit(shelves: Shelves) -> tuple[TopicFit, Sequence[int]]:
    """The newest fit and the ids of the turns that are its documents.

    Raises:
        StudyError: there is none yet.
    """
    found = shelves.topics.get()
    if found is None:
        raise StudyError("there are no topics yet", hint="find some with: interviewkit discover")
    return found


def pick_topic(shelves: Shelves, number: int) -> Topic:
    """One topic of the newest fit.

    Raises:
        StudyError: there are no topics yet, or as for :func:`find_topic`.
    """
    return find_topic(require_fit(shelves)[0], number)


def find_topic(fit: TopicFit, number: int) -> Topic:
    """The topic of a number.

    Raises:
        StudyError: there is none of this number, or it was merged into another.
    """
    found = fit.topic(number)
    if found:
        return found
    home = next((each.number for each in fit.topics if number in each.merged), None)
    if home is not None:
        raise StudyError(f"topic {number} was merged into topic {home}", hint=f"name topic {home}")
    highest = max((each.number for each in fit.topics), default=-1)
    raise StudyError(f"there is no topic {number}", hint=f"topics run from 0 to {highest}")


def list_topic_voices(site: Site, number: int) -> Sequence[Mapping[str, object]]:
    """The turns that stand for a topic, each with its speaker and what says it best.

    ``start`` and ``end`` are those of the sentence with most of the topic's words.
    """
    with site.store.reading() as shelves:
        fit, turn_ids = require_fit(shelves)
        chosen = find_topic(fit, number)
        wanted = [turn_ids[i] for i in chosen.representatives]
        turns = shelves.transcripts.current_turns(wanted)
        speakers = shelves.people.speaker_of_turns(wanted, moderators=True)
    return [
        {
            "transcript": turn.transcript,
            "turn": turn.position,
            "participant": speakers.get(turn.id or 0, turn.speaker),
            "text": turn.text,
            "id": turn.id,
            **dict(zip(("start", "end"), _find_plainest(turn.text, chosen), strict=True)),
        }
        for turn in (turns[key] for key in wanted if key in turns)
    ]


def count_topic_people(site: Site) -> Mapping[int, int]:
    """Topic → how many people speak of it; outliers under -1.

    Raises:
        StudyError: there are no topics yet.
    """
    with site.store.reading() as shelves:
        fit, _ = require_fit(shelves)
        home = fit.home
        said = group_sets((home.get(n, n), who) for n, _, who in shelves.topics.spoken())
    return {number: len(people) for number, people in said.items()}


def read_topics_mark(site: Site) -> str:
    """What changes with topics, the people who speak, and what people make of topics; cheap."""
    with site.store.reading() as shelves:
        acts = shelves.judgements.standing([NAME_TOPIC, MERGE_TOPICS])
        taken_in = shelves.runs.last("ingest")
        return f"{shelves.topics.latest()}.{taken_in and taken_in.id}.{[act.id for act in acts]}"


def list_topic_acts(site: Site) -> Sequence[Judgement]:
    """What people made of topics that stands, the newest first."""
    with site.store.reading() as shelves:
        return shelves.judgements.standing([NAME_TOPIC, MERGE_TOPICS])[::-1]


def _find_plainest(text: str, topic: Topic) -> Span:
    weight = dict(topic.keywords)
    sentences = find_sentences(text) or [(0, len(text))]

    def weigh(span: Span) -> float:
        words = re.findall(r"\w+", text[slice(*span)].casefold())
        return sum(weight.get(word, 0.0) for word in set(words))

    return max(sentences, key=weigh)
