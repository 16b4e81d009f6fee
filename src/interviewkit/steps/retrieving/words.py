"""Finding words in what was said: by the index, or by going through all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from interviewkit.findings.retrieving.expressions import ExpressionSearch
from interviewkit.model.query import REGEX, TextWanted
from interviewkit.model.retrieval import Said
from interviewkit.model.span import Span
from interviewkit.steps.retrieving.scene import Scene
from interviewkit.store.shelves import Shelves


def find_turns(
    shelves: Shelves, wanted: TextWanted, scene: Scene, notes: list[str]
) -> Sequence[Said]:
    """The turns asked in which words stand; ``notes`` gets what could not be searched.

    Raises:
        QueryError: it is no regular expression.
    """
    if wanted.kind == REGEX:
        search = ExpressionSearch(wanted.text)
        texts = shelves.spoken.texts(scene.transcripts)
        found = shelves.spoken.places(search.find(texts))
        if search.gave_up:
            notes.append(
                f"the expression takes too long: {search.tried:,} of {len(texts):,} turns were "
                "searched before it was given up"
            )
    else:
        found = shelves.spoken.match(wanted)
    return [each for each in found if (each.transcript_id, each.label) in scene.speaking]


def find_spans(
    shelves: Shelves, wanted: TextWanted, texts: Mapping[int, str]
) -> Mapping[int, Sequence[Span]]:
    """Where in these turns (id → text) the words stand."""
    if not texts:
        return {}
    if wanted.kind == REGEX:
        return ExpressionSearch(wanted.text).find(texts.items())
    return shelves.spoken.spans(wanted, texts)


def find_all_spans(
    shelves: Shelves, wanted: Iterable[TextWanted], texts: Mapping[int, str]
) -> dict[int, tuple[Span, ...]]:
    """The same of everything that is looked for, in order of place."""
    found: dict[int, set[Span]] = {}
    for each in wanted:
        for key, spans in find_spans(shelves, each, texts).items():
            found.setdefault(key, set()).update(spans)
    return {key: tuple(sorted(spans)) for key, spans in found.items()}
