"""A topic becomes a code: drafted from its name, its words and what says it best."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.model import Example
from interviewkit.model.codebook import INDUCTIVE
from interviewkit.steps.discovering.topics import list_topic_voices, pick_topic
from interviewkit.steps.site import Site
from interviewkit.wording.words import join_words

WORDS, EXAMPLES = 6, 3
"""How many of a topic's words its definition names, and how many examples a code is given."""


def draft_code(
    site: Site, number: int, label: str, definition: str, turns: Collection[int] | None
) -> tuple[str, dict[str, Any]]:
    """The label and the fields of a code that is drafted from a topic.

    Raises:
        StudyError: there is no such topic, or it holds what fits no topic.
    """
    with site.store.reading() as shelves:
        topic = pick_topic(shelves, number)
    if topic.is_outliers:
        raise StudyError(
            "topic -1 is no topic: it holds the turns that fit none", hint="choose one from 0 on"
        )
    words = [word for word, _ in topic.keywords[:WORDS]]
    voices = list_topic_voices(site, number)
    chosen = [v for v in voices if v["id"] in turns] if turns is not None else voices[:EXAMPLES]
    fields = {
        "definition": definition.strip() or f"What people say with words like {join_words(words)}.",
        "examples": tuple(Example(_quote(voice)) for voice in chosen),
        "origin": INDUCTIVE,
    }
    return label.strip() or topic.name or words[0].capitalize(), fields


def _quote(voice: Any) -> str:
    return " ".join(voice["text"][voice["start"] : voice["end"]].split())
