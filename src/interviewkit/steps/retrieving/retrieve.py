"""``Study.retrieve``: the passages that answer a question, people first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewkit.model.grouping import group_lists
from interviewkit.model.query import Query
from interviewkit.model.retrieval import FoundPerson, PassagePlace, Retrieval
from interviewkit.model.waves import build_natural_key
from interviewkit.steps.retrieving.asking import Asking
from interviewkit.steps.retrieving.passages import load_passages, sort_places
from interviewkit.steps.retrieving.scene import list_labels_read, load_scene
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True, slots=True)
class Page:
    """Which people of an answer are wanted, and how many turns around their passages.

    ``people`` 0 is all of them. Of one person at most ``passages`` are given, 0 for all.
    """

    first: int = 0
    people: int = 0
    passages: int = 0
    context: int = 0


def retrieve(site: Site, query: Query, page: Page) -> Retrieval:
    """All passages that answer a question.

    Raises:
        QueryError: it names a code that is not there, or is no regular expression.
        StudyError: it names a segment, wave, person or coder that the study has not.
    """
    with site.store.reading() as shelves:
        return retrieve_from(site, shelves, query, page)


def retrieve_from(site: Site, shelves: Shelves, query: Query, page: Page) -> Retrieval:
    """The same from open shelves."""
    asking = Asking(site, shelves, query, load_scene(site, shelves, query))
    return _answer(asking, asking.places(), page)


def _answer(asking: Asking, places: Iterable[PassagePlace], page: Page) -> Retrieval:
    scene, query = asking.scene, asking.query
    found = group_lists(
        (scene.person_of[place.transcript_id, place.label], place) for place in places
    )
    names = sorted(found, key=build_natural_key)
    shown = names[page.first : page.first + page.people if page.people else None]
    of_page = {name: sort_places(scene, found[name])[: page.passages or None] for name in shown}
    passages = load_passages(asking, [p for each in of_page.values() for p in each], page.context)
    people = asking.shelves.people.named(shown)
    spoken = scene.speaking.keys()
    read = spoken if query.is_of_speech else list_labels_read(asking.site, asking.shelves)
    heard = spoken & read
    voicing = {(p.transcript_id, p.label) for each in found.values() for p in each}
    return Retrieval(
        query=query,
        voiced=scene.count_people(voicing),
        heard=scene.count_people(heard | voicing),
        passages=sum(map(len, found.values())),
        conversations=len({key for key, _ in voicing}),
        people=tuple(
            FoundPerson(
                name,
                people[name].role,
                len(found[name]),
                scene.segments_of(name),
                people[name].attributes,
                tuple(passages[place] for place in of_page[name]),
            )
            for name in shown
        ),
        first=page.first,
        notes=tuple(asking.notes),
    )
