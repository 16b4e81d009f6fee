"""A small topic fit, placed in a study without any model."""

from __future__ import annotations

from interviewkit import Study
from interviewkit.model import Run, Topic, TopicFit, Turn
from interviewkit.store.database import Store

SUBJECTS = {
    "hardly": (("hardly", 0.9), ("talk", 0.5)),
    "judge": (("judge", 0.9), ("never", 0.6)),
    "work": (("work", 0.8), ("home", 0.7)),
}
"""A word by which a turn falls to a topic, and the topic's words; topics count from 0 in order."""


def choose_topic(turn: Turn) -> int:
    """The number of the first subject whose word is said; -1 where none is."""
    said = turn.text.casefold()
    return next((n for n, word in enumerate(SUBJECTS) if word in said), -1)


def place_fit(study: Study, order: tuple[int, ...] = (0, 1, 2)) -> int:
    """Save a fit of what is said in the study; ``order`` are the numbers that subjects get."""
    with Store(study.root / "study.db").writing() as shelves:
        turns = [t for t in shelves.transcripts.turns() if t.speaker != "Moderator"]
        run = shelves.runs.add(Run("discover", f"by hand {order}"))
        return shelves.topics.add(build_fit(turns, order), [t.id or 0 for t in turns], run)


def build_fit(turns: list[Turn], order: tuple[int, ...] = (0, 1, 2)) -> TopicFit:
    given = [-1 if n < 0 else order[n] for n in map(choose_topic, turns)]
    topics = tuple(
        Topic(
            number,
            given.count(number),
            () if number < 0 else list(SUBJECTS.values())[order.index(number)],
            tuple(i for i, each in enumerate(given) if each == number)[:8],
            x=0.4 * number,
            y=-0.3 * number,
        )
        for number in sorted(set(given))
    )
    places = tuple((0.4 * n, -0.3 * n) for n in given)
    return TopicFit(topics, tuple(given), {"coherence": 0.1}, {}, places)
