"""From two views of a passage to one probability and one decision: a small regression by turn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interviewkit.coding.learning_labels import Array, JudgedPassages

SLOPE = 0.5
"""What the machine's logit is worth before anybody judged: it is too sure of itself."""

TRUST = ((40.0, 200.0), (4.0, 20.0), (0.2, 1.0))
"""How firmly the machine's threshold and slope are held to, from most to least; less than the
most only where participants who were left out speak for it."""

UNTRUSTED = (0.05, 1.0)
"""The same where no machine spoke: only the judgements say how common the code is."""

LEARNT = 4.0
"""How firmly what was learnt from judgements is held to counting nothing."""

GUEST = 1.0
"""The same for what each coder of another package says: their support is in the machine's, and
what differs from it is learnt, to more or to less."""

HALF_HEARD = 60
"""Judged turns with the code at which the threshold goes half the way from the machine's."""

AS_IT_IS, CALIBRATING = np.array([1.0, 1.0, 0.0]), np.array([2.0, 2.0, 0.2])
"""Calibration that changes nothing, and how firmly it is held to."""

FEW = 10
"""With fewer judged turns with the code, no other trust than the firmest is tried."""

FOLDS, ROUNDS = 5, 5


@dataclass(frozen=True)
class Decision:
    """``weights`` (3 + coders,) of 1, support, what was learnt and what coders of other packages
    say; from which logit on a code is given; and ``bend`` (3,), by which logits become
    probabilities (beta calibration)."""

    weights: Array
    threshold: float
    bend: Array

    def logits(self, views: Array) -> Array:
        """``views`` (n, 3 + coders) → logits (n,)."""
        return np.asarray(views @ self.weights)

    def probabilities(self, logits: Array) -> Array:
        return sigmoid(_bend_logits(logits) @ self.bend)


UNTAUGHT = Decision(np.array([0.0, SLOPE, 0.0]), 0.0, AS_IT_IS)
"""The machine's decision, for a code that cannot be learnt yet."""


def decide_by_turn(
    views: Array, judged: JudgedPassages, weight: Array, is_supported: bool
) -> Decision:
    """Learn to decide on turns by their likeliest passage.

    ``views`` (r, 3 + coders) of the judged rows hold 1, the support of other coders as a logit,
    what was learnt when the row's participant was left out, so that nothing is judged by itself,
    and what each coder of another package says.
    ``weight`` (t,), whole numbers, says for how many judged turns each stands.
    """
    turns = ~np.isnan(judged.turn_held)
    known = judged.only(turns)
    rows = turns[judged.turn]
    views, held, weight = views[rows], known.turn_held, weight[turns]
    heard = float(held.sum())
    trust = _trusted(views, known, heard, weight) if is_supported else UNTRUSTED
    weights = _fitted(views, known, held, weight, trust, is_supported)
    logits = np.repeat(find_highest(views @ weights, known.turn, len(held)), weight)
    best = find_best_threshold(sigmoid(logits)) if heard else 0.0
    # The best threshold of a few turns is chance: it moves from the machine's (0) by degrees.
    pull = heard / (heard + HALF_HEARD) if trust == TRUST[0] else 1.0
    return Decision(weights, pull * best, _calibrated(logits, np.repeat(held, weight)))


def _calibrated(logits: Array, held: Array) -> Array:
    """Beta calibration (Kull, Silva Filho and Flach 2017), held to leaving logits as they are."""
    found = _regressed(_bend_logits(logits), held, np.ones(len(held)), AS_IT_IS, CALIBRATING)
    return found if found[:2].min() >= 0 and found[:2].max() > 0 else AS_IT_IS


def _bend_logits(logits: Array) -> Array:
    """ln p, -ln(1 - p) and 1 for each logit: (n, 3)."""
    return np.column_stack(
        [-np.logaddexp(0, -logits), np.logaddexp(0, logits), np.ones_like(logits)]
    )


def sigmoid(values: Array) -> Array:
    """1 / (1 + exp(-x)), safe for great x, in double precision."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))))


def find_highest(values: Array, turn: Array, n: int) -> Array:
    """The greatest value in each of n turns."""
    found = np.full(n, -np.inf)
    np.maximum.at(found, turn, values)
    return found


def find_best_threshold(probabilities: Array) -> float:
    """The logit from which on to decide so that the kappa to be expected is greatest.

    With true labels drawn by these probabilities, agreement and chance agreement are computed in
    the mean for every cut (plug-in, as for F1 in Lipton et al. 2014); the cut is put midway.
    """
    p = np.sort(probabilities)[::-1]
    n, share = len(p), p.mean()
    given = np.arange(1, n + 1) / n
    agreed = 2 * np.cumsum(p) / n - given - share + 1
    chance = share * given + (1 - share) * (1 - given)
    best = int(np.argmax((agreed - chance) / np.maximum(1 - chance, 1e-9)))
    cut = np.clip((p[best] + p[min(best + 1, n - 1)]) / 2, 1e-6, 1 - 1e-6)
    return float(np.log(cut / (1 - cut)))


def assign_folds(person: Array, folds: int) -> Array:
    """The fold of each turn; all turns of a participant in one, the folds of like size."""
    sizes = np.bincount(person)
    load, fold = np.zeros(folds), np.zeros(len(sizes), dtype=np.int64)
    for who in np.argsort(-sizes, kind="stable").tolist():
        fold[who] = int(load.argmin())
        load[fold[who]] += sizes[who]
    return np.asarray(fold[person])


def _trusted(
    views: Array, judged: JudgedPassages, heard: float, weight: Array
) -> tuple[float, float]:
    """The firmest trust that is within one standard error of the best on left-out people."""
    if heard < FEW:
        return TRUST[0]
    held, fold = judged.turn_held, assign_folds(judged.person, FOLDS)
    losses = np.zeros((len(TRUST), len(held)))
    for k, trust in enumerate(TRUST):
        for out in range(FOLDS):
            weights = _fitted(views, judged, held, weight * (fold != out), trust, True)
            p = sigmoid(find_highest(views @ weights, judged.turn, len(held)))
            loss = -(held * np.log(p) + (1 - held) * np.log(1 - p))
            losses[k, fold == out] = (weight * loss)[fold == out]
    best = int(losses.mean(axis=1).argmin())
    for k in range(best):
        gain = losses[k] - losses[best]
        # By person: turns of one person are not independent witnesses.
        people = np.bincount(judged.person, weights=gain)
        if gain.sum() <= people.std() * len(people) ** 0.5:
            return TRUST[k]
    return TRUST[best]


def _fitted(
    views: Array, judged: JudgedPassages, held: Array, counted: Array, trust: tuple[float, float],
    is_supported: bool,
) -> Array:  # fmt: skip
    """Weights (3 + coders,) of a regression on each turn's likeliest row, found anew each round."""
    guests = views.shape[1] - 3
    before = np.array(([0.0, SLOPE, 0.0] if is_supported else [-1.0, 0.0, 1.0]) + [0.0] * guests)
    firmness = np.array([*trust, LEARNT if is_supported else 1.0] + [GUEST] * guests)
    weights, last = before, None
    for _ in range(ROUNDS):
        likeliest = _likeliest(views @ weights, judged.turn, len(held))
        if last is not None and np.array_equal(likeliest, last):
            break
        weights, last = _regressed(views[likeliest], held, counted, before, firmness), likeliest
        if weights[2] < 0:  # leaving people out can turn weak learning upside down
            before, firmness = before.copy(), firmness.copy()
            before[2], firmness[2] = 0.0, 1e9
            last = None
    return weights


def _likeliest(values: Array, turn: Array, n: int) -> Array:
    """The row with the greatest value in each of n turns; the first of equals."""
    best = np.flatnonzero(values == find_highest(values, turn, n)[turn])[::-1]
    found = np.zeros(n, dtype=np.int64)
    found[turn[best]] = best  # from the last to the first, which stays
    return found


def _regressed(views: Array, held: Array, counted: Array, before: Array, firmness: Array) -> Array:
    """Logistic regression with a normal prior: mean ``before``, precision ``firmness``."""
    weights = before.astype(float)
    for _ in range(30):
        p = sigmoid(views @ weights)
        slope = views.T @ (counted * (p - held)) + firmness * (weights - before)
        bend = (views * (counted * p * (1 - p))[:, None]).T @ views + np.diag(firmness)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights
