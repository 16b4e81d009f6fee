"""A card as a page's script gets it; offsets count Unicode characters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from interviewkit.model import Card, Code, Coding, Turn

MOST_BEFORE = 40
"""How many of the turns before come with a card; whoever wants more reads the transcript."""


def describe_card(card: Card, colours: Mapping[str, int], *, hide: bool) -> Mapping[str, Any]:
    """All that is needed to judge a turn; ``hide`` leaves out what machines and others said."""
    waiting = [] if hide else [
        {"number": number, **describe_coding(each), "why": _describe_evidence(each)}
        for number, each in enumerate(card.proposals)
        if not any(_is_same_place(each, own) for own in card.own)
    ]  # fmt: skip
    return {
        "turn": describe_turn(card.turn, card.speaker),
        "codes": [describe_code(code, colours) for code in card.codes],
        "proposals": waiting,
        "own": describe_own(card.own),
        "sentences": card.sentences,
        "question": card.question,
        "memos": card.memos,
        "said": () if hide else card.said,
        "queue": card.queue,
        "blind": card.blind or hide,
        "before": [describe_turn(turn, speaker) for speaker, turn in card.before[-MOST_BEFORE:]],
        "earlier": max(0, len(card.before) - MOST_BEFORE),
    }


def describe_turn(turn: Turn, speaker: str) -> Mapping[str, Any]:
    return {
        "id": turn.id,
        "transcript": turn.transcript,
        "position": turn.position,
        "speaker": speaker,
        "text": turn.text,
    }


def describe_code(code: Code, colours: Mapping[str, int]) -> Mapping[str, Any]:
    return {
        "id": code.id,
        "label": code.label,
        "definition": code.definition,
        "polarity": code.polarity,
        "include": code.include,
        "exclude": code.exclude,
        "examples": [f"{each.text} ({each.polarity})" for each in code.examples],
        "near_misses": [each.text for each in code.near_misses],
        "colour": colours.get(code.id, 0),
    }


def describe_own(codings: Iterable[Coding]) -> list[Mapping[str, Any]]:
    return [describe_coding(each) for each in codings]


def describe_coding(coding: Coding) -> Mapping[str, Any]:
    return {
        "id": coding.id,
        "code": coding.code,
        "coder": coding.coder,
        "polarity": coding.polarity,
        "status": coding.status,
        "holds": coding.holds,
        "score": coding.score,
        "start": coding.passage.start,
        "end": coding.passage.end,
    }


def _describe_evidence(coding: Coding) -> list[Mapping[str, Any]]:
    return [
        {"kind": each.kind, "what": each.what, "strength": each.strength}
        for each in coding.evidence
    ]


def _is_same_place(a: Coding, b: Coding) -> bool:
    places = [(each.passage.start, each.passage.end, each.code) for each in (a, b)]
    return places[0] == places[1]
