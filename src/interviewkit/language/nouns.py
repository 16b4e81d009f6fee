"""The noun phrases of parsed speech."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOUNS = ("NOUN", "PROPN")


def list_noun_phrases(docs: Iterable[Doc]) -> list[str]:
    """Every noun by itself, and every phrase of several words around one, as they are written.

    Empty where the pipeline reads no grammar, or not that of this language.
    """
    found: list[str] = []
    for doc in docs:
        if not doc.has_annotation("DEP"):
            continue
        found += [token.text for token in doc if token.pos_ in NOUNS]
        try:
            found += [chunk.text for chunk in doc.noun_chunks if len(chunk) > 1]
        except NotImplementedError:  # spaCy has no rules for the phrases of this language
            continue
    return found
