"""Looking at the topics of the newest fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.errors import StudyError
from interviewkit.model import Topic, TopicFit
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
        StudyError: there is none of this number, or it was merged into another.
    """
    fit, _ = require_fit(shelves)
    found = fit.topic(number)
    if found:
        return found
    home = next((each.number for each in fit.topics if number in each.merged), None)
    if home is not None:
        raise StudyError(f"topic {number} was merged into topic {home}", hint=f"name topic {home}")
    highest = max((each.number for each in fit.topics), default=-1)
    raise StudyError(f"there is no topic {number}", hint=f"topics run from 0 to {highest}")


def list_topic_voices(site: Site, number: int) -> Sequence[Mapping[str, object]]:
    """The turns that stand for a topic, each with its speaker."""
    with site.store.reading() as shelves:
        chosen = pick_topic(shelves, number)
        _, turn_ids = require_fit(shelves)
        wanted = [turn_ids[i] for i in chosen.representatives]
        turns = shelves.transcripts.current_turns(wanted)
        speakers = shelves.people.speaker_of_turns(wanted, moderators=True)
    return [
        {
            "transcript": turn.transcript,
            "turn": turn.position,
            "participant": speakers.get(turn.id or 0, turn.speaker),
            "text": turn.text,
        }
        for turn in (turns[key] for key in wanted if key in turns)
    ]
