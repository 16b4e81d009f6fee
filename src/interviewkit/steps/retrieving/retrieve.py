"""``Study.retrieve``: the passages that answer a question, people first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from interviewkit.model import MODERATOR, Coding, Passage, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.model.query import Query
from interviewkit.model.retrieval import FoundPassage, FoundPerson, Place, Retrieval
from interviewkit.model.waves import build_natural_key
from interviewkit.steps.retrieving.asking import Asking
from interviewkit.steps.retrieving.quoted import list_quoted
from interviewkit.steps.retrieving.scene import load_scene
from interviewkit.steps.retrieving.words import find_all_spans
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
        scene = load_scene(site, shelves, query)
        asking = Asking(site, shelves, query, scene)
        places = asking.places()
        return _answer(asking, places, page)


def _answer(asking: Asking, places: Iterable[Place], page: Page) -> Retrieval:
    scene, query = asking.scene, asking.query
    found = group_lists(
        (scene.person_of[place.transcript_id, place.label], place) for place in places
    )
    names = sorted(found, key=build_natural_key)
    shown = names[page.first : page.first + page.people if page.people else None]
    order = {key: each.transcript for (key, _), each in scene.speaking.items()}
    of_page = {
        name: sorted(found[name], key=lambda p: (build_natural_key(order[p.transcript_id]), p))[
            : page.passages or None
        ]
        for name in shown
    }
    passages = _load_passages(asking, [p for each in of_page.values() for p in each], page.context)
    moderators = {n for n in names if scene.participants[n].role == MODERATOR}
    spoken = scene.speaking.keys()
    heard = spoken if query.is_of_speech else spoken & asking.shelves.spoken.read_labels()
    voicing = {(p.transcript_id, p.label) for each in found.values() for p in each}
    return Retrieval(
        query=query,
        voiced=len(names) - len(moderators),
        heard=scene.count_people(heard | voicing),
        passages=sum(map(len, found.values())),
        conversations=len({key for key, _ in voicing}),
        people=tuple(
            FoundPerson(
                name,
                scene.participants[name].role,
                len(found[name]),
                scene.segments_of.get(name, ()),
                scene.participants[name].attributes,
                tuple(passages[place] for place in of_page[name]),
            )
            for name in shown
        ),
        first=page.first,
        notes=tuple(asking.notes),
    )


def _load_passages(
    asking: Asking, places: Sequence[Place], context: int
) -> Mapping[Place, FoundPassage]:
    """The places with what was said there, by which codes, and what was said around."""
    shelves, scene = asking.shelves, asking.scene
    turns = shelves.spoken.turns({place.turn_id for place in places})
    texts = {key: turn.text for key, turn in turns.items()}
    matches = find_all_spans(shelves, asking.query.texts, texts)
    codings = _load_codings(asking, places, turns)
    quoted = list_quoted(shelves, turns)
    found = {}
    for place in places:
        turn = turns[place.turn_id]
        passage = Passage.cut(turn, place.start, min(place.end, len(turn.text)))
        span = (turn.id or 0, passage.start, passage.end)
        before, after = _load_context(shelves, place, context)
        found[place] = FoundPassage(
            passage,
            scene.waves[place.transcript_id],
            scene.groups[place.transcript_id],
            tuple(codings.get(span, ())),
            matches.get(place.turn_id, ()),
            before,
            after,
            quoted=span in quoted,
        )
    return found


def _load_codings(
    asking: Asking, places: Collection[Place], turns: Mapping[int, Turn]
) -> Mapping[tuple[int, int, int], Sequence[Coding]]:
    """(turn, start, end) → the codings asked for that stand just there."""
    if asking.query.is_of_speech:
        return {}
    wanted = {(place.turn_id, place.start, place.end) for place in places}
    ids = [
        each.id
        for codings in asking.by_code.values()
        for each in codings
        if (each.turn_id, each.start, each.end) in wanted
    ]
    return group_lists(
        ((each.turn_id, each.passage.start, each.passage.end), each)
        for each in asking.shelves.coded.get(ids, turns)
    )


def _load_context(
    shelves: Shelves, place: Place, context: int
) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
    if not context:
        return (), ()
    at = place.position
    around = shelves.spoken.around(place.transcript_id, at - context, at + context)
    before = tuple(turn for turn in around if turn.position < at)
    return before, tuple(turn for turn in around if turn.position > at)
