"""Learning one code from judged passages: a ridge regression, then a decision by turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interviewkit.coding.learning_decision import Decision, decide_by_turn
from interviewkit.coding.learning_features import Direction, Features
from interviewkit.coding.learning_labels import Judged

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

MOST_ROWS = 2_500
"""Judged passages that one code learns from; of more, all turns with the code and every
so-manieth other are taken."""

GUESSES = 3
"""How often it is guessed anew which sentence of a turn that was coded whole holds the code."""


@dataclass(frozen=True)
class Learnt:
    """What was learnt of one code."""

    direction: Direction
    middle: float
    spread: float
    decision: Decision
    judged: Judged

    def logits(self, features: Features, supported: Array | None) -> Array:
        """The logit of every passage, (n,)."""
        learnt = (features.along(self.direction) - self.middle) / self.spread
        return self.decision.logits(views_of(supported, learnt))


def learn(features: Features, supported: Array | None, judged: Judged) -> Learnt:
    """Learn one code from judged passages; ``supported`` (n,) is the logit of other coders."""
    weight = _weight(judged)
    judged, weight = judged.only(weight > 0), weight[weight > 0]
    rows, groups = judged.rows, judged.person[judged.turn]
    ridge = features.ridge(rows)
    mine = None if supported is None else supported[rows]
    held = _first_guess(judged, mine)
    for _ in range(GUESSES if judged.vague.any() else 1):
        without = ridge.left_out(held, groups)
        middle, spread = float(without.mean()), float(without.std()) + 0.02
        views = views_of(mine, (without - middle) / spread)
        decision = decide_by_turn(views, judged, weight, supported is not None)
        target, held = held, _guess(judged, decision.logits(views))
    direction = features.towards(rows, ridge.weights(target))
    return Learnt(direction, middle, spread, decision, judged)


def views_of(supported: Array | None, learnt: Array) -> Array:
    import numpy as np

    beside = np.zeros(len(learnt)) if supported is None else supported
    return np.column_stack([np.ones(len(learnt)), beside, learnt])


def _first_guess(judged: Judged, supported: Array | None) -> Array:
    import numpy as np

    return _guess(judged, np.zeros(len(judged.rows)) if supported is None else supported)


def _guess(judged: Judged, logits: Array) -> Array:
    """Who holds the code in a turn coded whole: the likeliest sentence, others by their odds."""
    import numpy as np

    from interviewkit.coding.learning_decision import highest

    best = highest(logits, judged.turn, len(judged.turn_held))[judged.turn]
    found: Array = np.where(judged.vague, judged.held * np.exp(logits - best), judged.held)
    return found


def _weight(judged: Judged) -> Array:
    """For how many judged turns each stands, (t,); 0 for those that are left out for speed."""
    import numpy as np

    every = max(1, -(-len(judged.rows) // MOST_ROWS))
    number = np.arange(len(judged.turn_held))
    found: Array = np.where(number % every == 0, every, 0)
    return np.where(judged.turn_held >= 0.5, 1, found)


def too_little(judged: Judged) -> str:
    """Why a code cannot be learnt; empty where it can."""
    if not len(judged.turn_held):
        return "nobody has judged it"
    if not judged.positives:
        return f"none of {judged.negatives} judged turns has it"
    if not judged.negatives:
        return f"all {judged.positives} judged turns have it"
    people = len(set(judged.person.tolist()))
    return "all judged turns are one person's" if people < 2 else ""
