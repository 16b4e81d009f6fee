"""Codes that exclude each other before anybody judged anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from interviewkit.coding.contract import Material
from interviewkit.coding.machine import combine_proposals
from interviewkit.model import Code, Codebook, Coding, Passage, Turn
from interviewkit.steps.coding.learn import Lessons, learn

BOOK = Codebook("b", (Code("a", "A", ""), Code("b", "B", "")))
TURNS = [Turn(f"t{i}", 1, "Ann", "Here it is.", id=i + 1) for i in range(3)]
PASSAGES = [Passage.whole(turn) for turn in TURNS]
MATERIAL = Material(PASSAGES, lambda: np.eye(3, dtype=np.float32), lambda _: [])
RULES = [
    Coding(PASSAGES[place], code, "rules", "+", score)
    for place, code, score in (
        (0, "a", 0.95),
        (0, "b", 0.7),
        (1, "a", 0.65),
        (1, "b", 0.9),
        (2, "b", 0.9),
    )
]


@pytest.mark.parametrize(
    ("exclusive", "found"),
    [
        (False, {("t0", "a"), ("t0", "b"), ("t1", "a"), ("t1", "b"), ("t2", "b")}),
        (True, {("t0", "a"), ("t1", "b"), ("t2", "b")}),
    ],
)
def test_the_surest_code_is_given_alone(exclusive: bool, found: set[tuple[str, str]]) -> None:
    book = replace(BOOK, exclusive=exclusive)
    heard = combine_proposals(MATERIAL, book, RULES, [])
    learning = learn(MATERIAL, book, heard, {"rules": RULES}, Lessons(), TURNS)
    assert {(c.passage.turn.transcript, c.code) for c in learning.machine} == found
