"""A human's name for a topic outlives fits that cannot place it."""

from __future__ import annotations

from pathlib import Path

from interviewkit.model import Run, Topic, TopicFit, Transcript, Turn
from interviewkit.steps.coding.discover import _save
from interviewkit.store.database import Store

QUIET, LOUD = ("quiet", 0.5), ("loud", 0.4)


def fit(*numbers: int) -> TopicFit:
    """A fit that puts the turns into these topics."""
    topics = tuple(
        Topic(n, numbers.count(n), (QUIET if n else LOUD,), (numbers.index(n),))
        for n in sorted(set(numbers))
    )
    return TopicFit(topics, numbers, {}, {}, tuple((0.0, 0.0) for _ in numbers))


def test_a_name_comes_back_when_its_topic_does(tmp_path: Path) -> None:
    store = Store(tmp_path / "study.db")
    said = tuple(Turn("talk", i, "Ana", f"turn {i}") for i in range(1, 9))
    with store.writing() as shelves:
        run = shelves.runs.add(Run("discover", "x"))
        turns = shelves.transcripts.add(Transcript("talk", "talk.txt", "h", said)).turns
        assert _save(shelves, turns, fit(0, 0, 0, 0, 1, 1, 1, 1), run) == ()
        shelves.topics.name(1, "Quiet work", "ana", "2025-05-01")
        # The topic falls apart: the name finds none, and is not forgotten.
        assert _save(shelves, turns, fit(0, 1, 2, 3, 0, 1, 2, 3), run) == ("Quiet work",)
        assert shelves.topics.names() == {}
        # It is back, under another number.
        assert _save(shelves, turns, fit(1, 1, 1, 1, 0, 0, 0, 0), run) == ()
        assert shelves.topics.names() == {0: ("Quiet work", "ana", "2025-05-01")}
