"""Topics as they are told: their words, the turns that stand for them, their place on the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interviewkit.model import Topic
from interviewkit.topics import topic_words
from interviewkit.topics.recurring_topics import Floats, Numbers, TopicMaterial, TopicsFound

REPRESENTATIVES = 8


def describe_topics(
    fit: TopicsFound,
    material: TopicMaterial,
    positions: Floats,
    people: Sequence[str] | None,
    order: Sequence[int],
) -> tuple[Topic, ...]:
    assignment = np.array(fit.assignment)
    topics = []
    for number in sorted(set(fit.assignment), key=lambda n: (n < 0, n)):
        members = np.flatnonzero(assignment == number)
        x, y = np.median(positions[members], axis=0)
        typical = _typical(members, material.vectors, people) if number >= 0 else []
        words = fit.keywords[number] if number >= 0 else []
        topics.append(
            Topic(
                number=number,
                size=len(members),
                keywords=tuple((topic_words.display_term(word), float(w)) for word, w in words),
                representatives=tuple(order[index] for index in typical),
                x=float(x),
                y=float(y),
            )
        )
    return tuple(topics)


def _typical(members: Numbers, vectors: Floats, people: Sequence[str] | None) -> list[int]:
    """The documents nearest to the topic's middle, one for each person where people are known."""
    ranked = rank_by_nearness(members, vectors)
    if people:
        ranked = list({people[index]: index for index in reversed(ranked)}.values())[::-1]
    return ranked[:REPRESENTATIVES]


def rank_by_nearness(members: Numbers, vectors: Floats) -> list[int]:
    """Documents by how near they are to their own middle."""
    nearness = vectors[members] @ vectors[members].mean(axis=0)
    return [int(index) for index in members[np.argsort(-nearness, kind="stable")]]
