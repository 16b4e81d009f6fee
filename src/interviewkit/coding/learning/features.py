"""What passages and turns are judged by: their sense, words, form, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewkit.coding.contract import Material
from interviewkit.coding.learning.spaces import (
    BesideSpace,
    Learnable,
    PlainSpace,
    Space,
    SpeltSpace,
)
from interviewkit.coding.machine import Case
from interviewkit.coding.turn_numbers import number_turns
from interviewkit.coding.vector_space import centre_alone
from interviewkit.coding.words import Array, Words, count_words
from interviewkit.model import Turn

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


Embed = Callable[[Sequence[str]], "Array"]
"""Texts to vectors (n, d) with rows of length 1."""

AROUND = 0.3
"""Weight of neighbouring sentences and of the question beside a text's own sense and words."""

FORM = 0.2
"""Weight of a turn's length, marks and place in the talk beside its sense and words."""

OF_PASSAGES, OF_TURNS = 8.0, 4.0
"""How strongly what is learnt of passages and of turns is shrunk; kernels have diagonals of 3 to
4. Passages are more and noisier."""

DIGIT = re.compile(r"\d")

FURTHEST = (-8.0, 4.0)
"""Support outside of these counts as these: no coder is surer than that."""


@dataclass(frozen=True)
class Features:
    """All passages of a material, n of them, and their t turns, as they are learnt from.

    ``passages`` are compared in sense (vectors without the mean of the corpus), words, the sense
    of the turn's other passages and the question asked; ``turns`` in the same, taken whole, and in
    form: length, marks, place in the talk. ``turn`` (n,) is the number of each passage's turn,
    ``sense`` (n, d) their vectors, and ``places`` tells where in the material a passage stands.
    """

    places: Mapping[tuple[str, int, int, int], int]
    turn: Array
    sense: Array
    passages: Learnable
    turns: Learnable

    @classmethod
    def of(cls, material: Material, embed: Embed | None = None) -> Features:
        """Two seconds for 50,000 passages whose vectors are there."""
        sense, turn = centre_alone(material.vectors()), number_turns(material.passages)
        gather = _gather(turn)
        words = count_words(tuple(passage.quote for passage in material.passages))
        pieces = words.spelt()
        first = np.unique(turn, return_index=True)[1]
        asked = _embed_questions(material, embed)
        of_turns: list[Space] = [
            PlainSpace(centre_alone(np.asarray(gather @ material.vectors()))),
            *_compare_words(words.gathered(gather), pieces),
            PlainSpace(asked[first], AROUND),
            PlainSpace(_describe_form([material.passages[place].turn for place in first]), FORM),
        ]
        of_passages: list[Space] = [
            PlainSpace(sense),
            *_compare_words(words, pieces),
            PlainSpace(asked, AROUND),
            BesideSpace(sense, gather, turn, AROUND),
        ]
        return cls(
            {passage.place: place for place, passage in enumerate(material.passages)},
            turn,
            sense,
            Learnable(of_passages, OF_PASSAGES),
            Learnable(of_turns, OF_TURNS),
        )


def compute_support(case: Case | None) -> Array | None:
    """What the machine makes of the other coders, as a logit for every passage, (n,).

    ``None`` where none of them spoke.
    """
    if case is None or case.is_silent:
        return None
    return np.clip(case.logits.astype(np.float64), *FURTHEST)


def compute_support_by_coder(case: Case | None) -> Array | None:
    """:func:`compute_support`, and beside it what each coder of another package says, 0 to 1.

    (n,) where there is none of these, else (n, 1 + coders).
    """
    found = compute_support(case)
    if case is None or found is None or not case.guests:
        return found
    return np.column_stack([found, *case.guest_scores])


def extract_machine_support(supported: Array) -> Array:
    """The machine's logit alone, (n,), of what :func:`compute_support_by_coder` gives."""
    alone: Array = supported if supported.ndim == 1 else supported[:, 0]
    return alone


def _gather(turn: Array) -> csr_matrix:
    """(t, n): 1 where a passage is part of a turn."""
    from scipy.sparse import csr_matrix

    n = len(turn)
    return csr_matrix(
        (np.ones(n, dtype=np.float32), (turn, np.arange(n))), (int(turn.max(initial=-1)) + 1, n)
    )


def _compare_words(words: Words, pieces: csr_matrix) -> tuple[SpeltSpace, PlainSpace]:
    alone, with_pairs = words.weighed()
    return SpeltSpace(alone, pieces), PlainSpace(with_pairs)


def _embed_questions(material: Material, embed: Embed | None) -> Any:
    """What each passage's question says; a question is read once."""
    questions = [material.question(place) for place in range(len(material.passages))]
    number = {question: place for place, question in enumerate(dict.fromkeys(questions))}
    rows = np.array([number[question] for question in questions], dtype=np.int64)
    if embed is None or not any(number):
        return Words.of(list(number)).weighed()[1][rows]
    return centre_alone(embed(list(number)))[rows]


def _describe_form(turns: Sequence[Turn]) -> Array:
    """A turn's length, marks and place in the talk, (t, 9), each of like spread."""
    last: dict[str, int] = {}
    for turn in turns:
        last[turn.transcript] = max(last.get(turn.transcript, 1), turn.position)
    form = np.array([_form_of(turn.text, turn.position, last[turn.transcript]) for turn in turns])
    form = form.reshape(len(turns), 9)
    spread = (form - form.mean(axis=0)) / (form.std(axis=0) + 1e-6) if len(form) else form
    return np.asarray(spread / 3, dtype=np.float32)


def _form_of(text: str, position: int, last: int) -> tuple[float, ...]:
    text = text.rstrip()
    return (
        np.log1p(len(text)),
        text.endswith(("?", "？", "؟")),
        "?" in text or "？" in text or "؟" in text,
        "!" in text or "！" in text,
        bool(DIGIT.search(text)),
        '"' in text or "“" in text,
        1 / position,
        position / last,
        position / last > 0.9,
    )
