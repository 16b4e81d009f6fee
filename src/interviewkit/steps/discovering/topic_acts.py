"""What people make of topics: names, and topics that are one. Each is an entry of the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.model import Coder, Judgement
from interviewkit.model.review import MERGE_TOPICS, NAME_TOPIC
from interviewkit.steps.discovering.topics import pick_topic
from interviewkit.steps.marking.entries import write_entry
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


def name_topic(site: Site, number: int, name: str, by: str) -> Judgement:
    """Give a topic a name, or with an empty one take it away.

    Raises:
        StudyError: there is no such topic, or the name of whoever names it cannot be a person's.
    """
    with site.store.jotting() as shelves:
        pick_topic(shelves, number)
        who, run = _begin(shelves, NAME_TOPIC, by, number)
        before = shelves.topics.naming(number)
        after = (" ".join(name.split()), who, tell_time())
        shelves.topics.name(number, *after)
        change = {"before": before, "after": after}
        entry = Judgement(who, NAME_TOPIC, 0, about=f"topic:{number}", memo=after[0])
        return write_entry(shelves, run, entry, change)


def take_back_name(
    _site: Site, shelves: Shelves, target: Judgement, _run: int
) -> Mapping[str, object]:
    """The topic has the name again that it had before, in every fit that got the new one.

    Raises:
        StudyError: it was named anew since.
    """
    change: Any = target.change
    before, after = tuple(change["before"]), tuple(change["after"])
    if not shelves.topics.rename(after, before):
        raise StudyError(
            f"the topic was named anew since entry {target.id}",
            hint="undo that one first; see both with: interviewkit review log",
        )
    return {"before": after, "after": before}


def merge_topics(site: Site, number: int, into: int, by: str) -> Judgement:
    """Say that two topics are one; it goes on under the number and name of ``into``.

    The model's fit stays as it is: the merge holds for as long as its entry of the log stands, and
    in later fits where both topics survive.

    Raises:
        StudyError: there is no such topic, both are the same, or one holds what fits no topic.
    """
    with site.store.jotting() as shelves:
        pick_topic(shelves, number)
        goes_on = pick_topic(shelves, into)
        if number == into:
            raise StudyError(f"topic {number} is one already", hint="name two different topics")
        if number < 0 or into < 0:
            raise StudyError(
                "topic -1 is no topic: it holds the turns that fit none",
                hint="merge topics from 0 on",
            )
        who, run = _begin(shelves, MERGE_TOPICS, by, number)
        entry = Judgement(who, MERGE_TOPICS, 0, about=f"topic:{number}", memo=goes_on.title)
        told = write_entry(shelves, run, entry, {"number": number, "into": into})
        shelves.topics.merge(number, into, told.id or 0)
        return told


def _begin(shelves: Shelves, act: str, by: str, number: int) -> tuple[str, int]:
    """Who acts, by the name that was given, and the run of the act."""
    who = find_coder(shelves, by, new=True).name
    shelves.codings.add_coder(Coder(who))
    return who, shelves.runs.add(begin_run("topic", hash_values(act, who, number, tell_time())))
