"""``Study.search``: words in what was said, each in its context."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from interviewkit.errors import QueryError
from interviewkit.findings.retrieving.keywords import list_keywords, sort_keywords
from interviewkit.model.query import Query
from interviewkit.model.retrieval import Concordance, Keyword, Said
from interviewkit.model.waves import build_natural_key
from interviewkit.steps.retrieving.scene import Scene, load_scene
from interviewkit.steps.retrieving.words import find_all_spans, find_turns
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

MOST_SORTED = 2000
"""Turns whose words are sorted: where more say it, one looks for something rarer."""


def search(site: Site, query: Query, *, sort: str, first: int, limit: int) -> Concordance:
    """Where the words of a question were said, by people and moderators alike.

    Raises:
        QueryError: it asks for no words, or for more than words, people and places.
        StudyError: it names a segment, wave, person or the like that the study has not.
    """
    if not query.texts:
        raise QueryError("there are no words to look for", hint="give at least one word")
    if not query.is_of_speech:
        raise QueryError(
            "a search looks at what was said, whoever coded it",
            hint="ask for coded passages with: interviewkit coding list --query",
        )
    notes: list[str] = []
    with site.store.reading() as shelves:
        scene = load_scene(site, shelves, query, moderators=not query.roles)
        said = _find_said(shelves, query, scene, notes)
        ordered = sorted(said.values(), key=lambda each: _place(scene, each))
        looked = ordered[: MOST_SORTED if sort else first + limit if limit else None]
        if sort and len(ordered) > MOST_SORTED:
            notes.append(f"only the first {MOST_SORTED:,} turns of {len(ordered):,} are sorted")
        lines = _list_lines(shelves, query, scene, looked)
    lines = sort_keywords(lines, sort) if sort else lines
    labels = {(each.transcript_id, each.label) for each in said.values()}
    return Concordance(
        query,
        voiced=scene.count_people(labels),
        heard=scene.count_people(scene.speaking),
        turns=len(said),
        found=len(lines) if len(looked) == len(ordered) else None,
        lines=tuple(lines[first : first + limit if limit else None]),
        notes=tuple(notes),
    )


def _find_said(
    shelves: Shelves, query: Query, scene: Scene, notes: list[str]
) -> Mapping[int, Said]:
    """The turns that hold all the words."""
    found: dict[int, Said] | None = None
    for wanted in query.texts:
        here = {each.turn_id: each for each in find_turns(shelves, wanted, scene, notes)}
        found = here if found is None else {k: v for k, v in found.items() if k in here}
    return found or {}


def _place(scene: Scene, said: Said) -> tuple[object, ...]:
    return build_natural_key(scene.talks[said.transcript_id].transcript), said.position


def _list_lines(
    shelves: Shelves, query: Query, scene: Scene, said: Sequence[Said]
) -> Sequence[Keyword]:
    turns = shelves.spoken.turns(_list_ids(said))
    texts = {key: turn.text for key, turn in turns.items()}
    spans = find_all_spans(shelves, query.texts, texts)
    lines = []
    for each in said:
        label = (each.transcript_id, each.label)
        person, role = scene.person_of[label], scene.speaking[label].role
        at = spans.get(each.turn_id, ())
        lines += list_keywords(turns[each.turn_id], person, role, at)
    return lines


def _list_ids(said: Sequence[Said]) -> Collection[int]:
    return {each.turn_id for each in said}
