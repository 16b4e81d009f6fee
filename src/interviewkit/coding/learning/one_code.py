"""One code from judged turns: two ridge regressions, then a decision by turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.coding.learning.decision import Decision, decide_by_turn, find_highest
from interviewkit.coding.learning.features import Features, extract_machine_support
from interviewkit.coding.learning.labels import Array, JudgedPassages
from interviewkit.coding.learning.people import group_for_leaving_out
from interviewkit.coding.learning.spaces import Direction, Learnable
from interviewkit.coding.learning.thinning import thin_judgements

GUESSES = 3
"""How often it is guessed anew which sentence of a turn that was coded whole holds the code."""


@dataclass(frozen=True)
class Learnt:
    """What was learnt of one code: of its passages, of whole turns, and of both together."""

    of_passages: Score
    of_turns: Score
    decision: Decision

    def logits(self, features: Features, supported: Array | None) -> Array:
        """The logit of every passage, (n,)."""
        return list_logits([self], features, supported)[0]


def list_logits(
    members: Sequence[Learnt], features: Features, supported: Array | None
) -> list[Array]:
    """The logits of every passage, (n,), as each member sees it."""
    passages = compute_scores([each.of_passages for each in members], features.passages)
    turns = compute_scores([each.of_turns for each in members], features.turns)[features.turn]
    return [
        each.decision.logits(build_views(supported, passages[:, k], turns[:, k]))
        for k, each in enumerate(members)
    ]


@dataclass(frozen=True)
class Score:
    """A direction, and by what its values are made comparable."""

    direction: Direction
    middle: float
    spread: float


def compute_scores(scores: Sequence[Score], texts: Learnable) -> Array:
    """How far every text lies along each of m directions, made comparable, (n, m)."""
    along = texts.along([score.direction for score in scores])
    middle, spread = ([getattr(s, name) for s in scores] for name in ("middle", "spread"))
    return np.asarray((along - middle) / spread)


def learn(
    features: Features, supported: Array | None, judged: JudgedPassages, weight: Array | None = None
) -> Learnt:
    """Learn one code from judged passages; ``supported`` (n,) is the logit of other coders.

    ``weight`` (t,) says for how many judged turns each stands; without it they are thinned first.
    """
    if weight is None:
        (weight,) = thin_judgements([judged])
    judged, weight = judged.only(weight > 0), weight[weight > 0]
    rows = judged.rows
    groups = group_for_leaving_out(judged)
    turns_said, of_turns = _learn_turns(features, judged, groups)
    ridge = features.passages.ridge(rows)
    mine = None if supported is None else supported[rows]
    first = np.zeros(len(rows)) if mine is None else extract_machine_support(mine)
    held = _guess(judged, first)
    for _ in range(GUESSES if judged.vague.any() else 1):
        without = ridge.left_out(held, groups[judged.turn])
        middle, spread = _middle_and_spread(without)
        views = build_views(mine, (without - middle) / spread, turns_said[judged.turn])
        decision = decide_by_turn(views, judged, weight, supported is not None)
        target, held = held, _guess(judged, decision.logits(views))
    direction = features.passages.towards(rows, ridge.weights(target))
    return Learnt(Score(direction, middle, spread), of_turns, decision)


def _learn_turns(features: Features, judged: JudgedPassages, groups: Array) -> tuple[Array, Score]:
    """What whole turns say without their group, (t,); 0 where only a part of one was judged."""
    known = np.flatnonzero(~np.isnan(judged.turn_held))
    rows = find_turns(judged, features.turn)[known]
    ridge, held = features.turns.ridge(rows), judged.turn_held[known]
    without = ridge.left_out(held, groups[known])
    middle, spread = _middle_and_spread(without)
    said = np.zeros(len(judged.turn_held))
    said[known] = (without - middle) / spread
    direction = features.turns.towards(rows, ridge.weights(held))
    return said, Score(direction, middle, spread)


def _middle_and_spread(values: Array) -> tuple[float, float]:
    return float(values.mean()), float(values.std()) + 0.02


def find_turns(judged: JudgedPassages, turn: Array) -> Array:
    """The number in the material of every judged turn, (t,); ``turn`` (n,) that of passages."""
    found = np.zeros(len(judged.turn_held), dtype=np.int64)
    found[judged.turn] = turn[judged.rows]
    return found


def build_views(supported: Array | None, passages: Array, turns: Array) -> Array:
    """1, the machine's support, what was learnt of passages and of turns, and what each other
    package's coder says."""
    n = len(passages)
    if supported is None:
        return np.column_stack([np.ones(n), np.zeros(n), passages, turns])
    beside = supported[:, None] if supported.ndim == 1 else supported
    return np.column_stack([np.ones(n), beside[:, :1], passages, turns, beside[:, 1:]])


def _guess(judged: JudgedPassages, logits: Array) -> Array:
    """Who holds the code in a turn coded whole: the likeliest sentence, others by their odds."""
    best = find_highest(logits, judged.turn, len(judged.turn_held))[judged.turn]
    return np.asarray(np.where(judged.vague, judged.held * np.exp(logits - best), judged.held))


def explain_too_little(judged: JudgedPassages) -> str:
    """Why a code cannot be learnt; empty where it can."""
    if not len(judged.turn_held):
        return "nobody has judged it"
    if not judged.positives:
        return f"none of {judged.negatives} judged turns has it"
    if not judged.negatives:
        return f"all {judged.positives} judged turns have it"
    return ""
