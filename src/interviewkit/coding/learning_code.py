"""Learning one code from judged passages: a ridge regression, then a decision by turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.coding.learning_decision import Decision, decide_by_turn, find_highest
from interviewkit.coding.learning_features import Direction, Features, extract_machine_support
from interviewkit.coding.learning_labels import Array, JudgedPassages

MOST_ROWS = 2_500
"""About so many judged passages a code learns from; of more, a part that stands for all."""

GUESSES = 3
"""How often it is guessed anew which sentence of a turn that was coded whole holds the code."""


@dataclass(frozen=True)
class Learnt:
    """What was learnt of one code."""

    direction: Direction
    middle: float
    spread: float
    decision: Decision
    judged: JudgedPassages

    def logits(self, features: Features, supported: Array | None) -> Array:
        """The logit of every passage, (n,)."""
        learnt = (features.along(self.direction) - self.middle) / self.spread
        return self.decision.logits(build_views(supported, learnt))


def learn(
    features: Features, supported: Array | None, judged: JudgedPassages, weight: Array | None = None
) -> Learnt:
    """Learn one code from judged passages; ``supported`` (n,) is the logit of other coders.

    ``weight`` (t,) says for how many judged turns each stands; without it they are thinned first.
    """
    if weight is None:
        (weight,) = thin_judgements([judged])
    judged, weight = judged.only(weight > 0), weight[weight > 0]
    rows, groups = judged.rows, judged.person[judged.turn]
    ridge = features.ridge(rows)
    mine = None if supported is None else supported[rows]
    first = np.zeros(len(rows)) if mine is None else extract_machine_support(mine)
    held = _guess(judged, first)
    for _ in range(GUESSES if judged.vague.any() else 1):
        without = ridge.left_out(held, groups)
        middle, spread = float(without.mean()), float(without.std()) + 0.02
        views = build_views(mine, (without - middle) / spread)
        decision = decide_by_turn(views, judged, weight, supported is not None)
        target, held = held, _guess(judged, decision.logits(views))
    direction = features.towards(rows, ridge.weights(target))
    return Learnt(direction, middle, spread, decision, judged)


def build_views(supported: Array | None, learnt: Array) -> Array:
    """1, the machine's support, what was learnt, and what each other package's coder says."""
    if supported is None:
        return np.column_stack([np.ones(len(learnt)), np.zeros(len(learnt)), learnt])
    beside = supported.reshape(len(supported), -1)
    return np.column_stack([np.ones(len(learnt)), beside[:, :1], learnt, beside[:, 1:]])


def _guess(judged: JudgedPassages, logits: Array) -> Array:
    """Who holds the code in a turn coded whole: the likeliest sentence, others by their odds."""
    best = find_highest(logits, judged.turn, len(judged.turn_held))[judged.turn]
    return np.asarray(np.where(judged.vague, judged.held * np.exp(logits - best), judged.held))


def thin_judgements(every: Sequence[JudgedPassages]) -> list[Array]:
    """For how many judged turns each of them stands, one (t,) a code; 0: left out for speed.

    A code with few judged passages keeps them all. The others are thinned alike, so that they are
    learnt from the same passages: first the turns with the code that was found least are taken,
    at most into half of the room, then those with the next; turns with none fill what is left. Of
    what there is too much of, every so-manieth is taken and stands for the others.
    """
    ample = [each for each in every if len(each.rows) > MOST_ROWS]
    first = [np.searchsorted(each.turn, np.arange(len(each.turn_held))) for each in every]
    places = [each.rows[at] for each, at in zip(every, first, strict=True)]
    rows: dict[int, int] = {}
    for each, of in zip(every, places, strict=True):
        if len(each.rows) > MOST_ROWS:
            rows.update(zip(of.tolist(), np.bincount(each.turn).tolist(), strict=True))
    found = [
        of[each.turn_held >= 0.5].tolist()
        for each, of in zip(every, places, strict=True)
        if len(each.rows) > MOST_ROWS
    ]
    stands, room = dict[int, int](), MOST_ROWS
    for number, mine in enumerate([*sorted(found, key=len), sorted(rows)]):
        new = [place for place in mine if place not in stands]
        most = room if number == len(ample) else room // 2
        step = max(1, -(-sum(rows[place] for place in new) // max(most, 1)))
        stands.update((place, step if i % step == 0 else 0) for i, place in enumerate(new))
        room -= sum(rows[place] for place in new[::step])
    return [
        np.array([stands[place] for place in of.tolist()])
        if len(each.rows) > MOST_ROWS
        else np.ones(len(of), dtype=np.int64)
        for each, of in zip(every, places, strict=True)
    ]


def explain_too_little(judged: JudgedPassages) -> str:
    """Why a code cannot be learnt; empty where it can."""
    if not len(judged.turn_held):
        return "nobody has judged it"
    if not judged.positives:
        return f"none of {judged.negatives} judged turns has it"
    if not judged.negatives:
        return f"all {judged.positives} judged turns have it"
    people = len(set(judged.person.tolist()))
    return "all judged turns are one person's" if people < 2 else ""
