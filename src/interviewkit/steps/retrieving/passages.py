"""Places that were found, with what was said there, by which codes, and what was said around."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from interviewkit.errors import StudyError
from interviewkit.model import Coding, Passage, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.model.retrieval import FoundPassage, PassagePlace
from interviewkit.model.waves import build_natural_key
from interviewkit.steps.retrieving.asking import Asking
from interviewkit.steps.retrieving.quoted import list_about, list_quoted
from interviewkit.steps.retrieving.scene import Scene
from interviewkit.steps.retrieving.words import find_all_spans
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.steps.timed import time_turns
from interviewkit.store.shelves import Shelves


def sort_places(scene: Scene, places: Iterable[PassagePlace]) -> list[PassagePlace]:
    """In order of conversation and turn."""
    talks = scene.talks
    return sorted(places, key=lambda p: (build_natural_key(talks[p.transcript_id].transcript), p))


def load_passages(
    asking: Asking, places: Sequence[PassagePlace], context: int = 0
) -> Mapping[PassagePlace, FoundPassage]:
    """The places with what was said there, by which codes, and what was said around."""
    shelves, scene = asking.shelves, asking.scene
    spoken = shelves.spoken.turns({place.turn_id for place in places})
    turns = {turn.id or 0: turn for turn in time_turns(shelves, [*spoken.values()])}
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
            scene.talks[place.transcript_id].wave,
            scene.talks[place.transcript_id].group,
            tuple(codings.get(span, ())),
            matches.get(place.turn_id, ()),
            before,
            after,
            quoted=bool(list_about(quoted, span)),
        )
    return found


def _load_codings(
    asking: Asking, places: Collection[PassagePlace], turns: Mapping[int, Turn]
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
    shelves: Shelves, place: PassagePlace, context: int
) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
    if not context:
        return (), ()
    at = place.position
    around = shelves.spoken.around(place.transcript_id, at - context, at + context)
    before = tuple(turn for turn in around if turn.position < at)
    return before, tuple(turn for turn in around if turn.position > at)


def load_around(site: Site, transcript: str, position: int, around: int) -> Sequence[Turn]:
    """A turn of a transcript as it is now, with those around it.

    Raises:
        StudyError: there is no such transcript.
    """
    with site.store.reading() as shelves:
        heads = {each.name: each for each in shelves.transcripts.heads()}
        if transcript not in heads:
            hint = suggest_known(transcript, heads, "transcript list")
            raise StudyError(f"there is no transcript {transcript!r}", hint=hint)
        key = heads[transcript].id or 0
        return shelves.spoken.around(key, position - around, position + around)
