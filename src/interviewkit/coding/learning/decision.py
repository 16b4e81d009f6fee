"""From several views of a passage to one probability and one decision: a regression by turn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interviewkit.coding.learning.labels import Array, JudgedPassages
from interviewkit.coding.learning.people import FOLDS, assign_folds

SLOPE = 0.5
"""What the machine's logit is worth before anybody judged: it is too sure of itself."""

LEARNT = 0.6
"""What is learnt of passages and of turns is each worth so much before anybody judged how good it
is: about what it turned out to be worth in the mean of many codes (decision 29)."""

FIRMNESS = 6.0
"""How firmly that is held to."""

BESIDE = 1.0
"""The same for what each coder of another package says: their support is in the
machine's, and what differs from it is learnt, to more or to less."""

AS_IT_IS, CALIBRATING = np.array([1.0, 1.0, 0.0]), np.array([2.0, 2.0, 0.2])
"""Calibration that changes nothing, and how firmly it is held to."""

ROUNDS = 5

EVIDENCE = 0.3
"""How much a difference in log likelihood on left-out participants counts between priors: below
1, as turns of one participant are not independent witnesses."""

STEEPEST = 4.0
"""One step of the regression moves no logit by more than this."""


@dataclass(frozen=True)
class DecisionPrior:
    """One way to begin: how firmly the machine's threshold and its slope are held to, and at how
    many judged turns with the code the threshold goes half the way from the machine's."""

    name: str
    intercept: float
    slope: float
    half_heard: float


MACHINE_FIRST = DecisionPrior("machine", 40.0, 20.0, 20.0)
PEOPLE_FIRST = DecisionPrior("people", 0.05, 2.0, 0.0)
"""As the machine decides unless people say otherwise; and as people do, whatever the machine's
threshold was."""


@dataclass(frozen=True)
class Decision:
    """``weights`` (4 + others,) of 1, support, what was learnt of passages and of turns, and what
    coders of other packages say; from which logit on a code is given; and ``bend``
    (3,), by which logits become probabilities (beta calibration). ``trust`` is the share of
    :data:`MACHINE_FIRST` in it."""

    weights: Array
    threshold: float
    bend: Array
    trust: float = 1.0

    def logits(self, views: Array) -> Array:
        """``views`` (n, 4 + others) → logits (n,)."""
        return np.asarray(views @ self.weights)

    def probabilities(self, logits: Array) -> Array:
        return sigmoid(_bend_logits(logits) @ self.bend)


UNTAUGHT = Decision(np.array([0.0, SLOPE, 0.0, 0.0]), 0.0, AS_IT_IS)
"""The machine's decision, for a code that cannot be learnt yet."""


def decide_by_turn(
    views: Array, judged: JudgedPassages, weight: Array, is_supported: bool
) -> Decision:
    """Learn to decide on turns by their likeliest passage.

    ``views`` (r, 4 + others) of the judged rows hold 1, the support of other coders as a logit,
    what was learnt of passages and of turns when the row's participant was left out, so that
    nothing is judged by itself, and what each coder of another package says.
    ``weight`` (t,), whole numbers, says for how many judged turns each stands.

    Two priors are blended by how well each foresees left-out participants (a convex stack in log
    odds, by exponential weights): one that begins as the machine, one that trusts judgements.
    """
    turns = ~np.isnan(judged.turn_held)
    known = judged.only(turns)
    rows = turns[judged.turn]
    views, held, weight = views[rows], known.turn_held, weight[turns]
    priors = (MACHINE_FIRST, PEOPLE_FIRST) if is_supported else (PEOPLE_FIRST,)
    shares = _share(priors, views, known, weight)
    weights, threshold = np.zeros(views.shape[1]), 0.0
    for prior, share in zip(priors, shares, strict=True):
        its, cut = _decide(prior, views, known, weight, is_supported)
        weights, threshold = weights + share * its, threshold + share * cut
    logits = np.repeat(find_highest(views @ weights, known.turn, len(held)), weight)
    bend = _calibrated(logits, np.repeat(held, weight))
    return Decision(weights, threshold, bend, float(shares[0]) if is_supported else 0.0)


def _decide(
    prior: DecisionPrior, views: Array, known: JudgedPassages, weight: Array, is_supported: bool
) -> tuple[Array, float]:
    """One prior's weights and threshold."""
    held = known.turn_held
    heard = float(held.sum())
    weights = _fitted(prior, views, known, weight, is_supported)
    logits = np.repeat(find_highest(views @ weights, known.turn, len(held)), weight)
    best = find_best_threshold(sigmoid(logits)) if heard else 0.0
    # The best threshold of a few turns is chance: it moves from the machine's (0) by degrees.
    pull = heard / (heard + prior.half_heard) if prior.half_heard else 1.0
    return weights, pull * best


def _share(
    priors: tuple[DecisionPrior, ...], views: Array, known: JudgedPassages, weight: Array
) -> Array:
    """How much each prior counts, adding up to 1: by likelihood on participants left out."""
    if len(priors) == 1:
        return np.ones(1)
    held, fold = known.turn_held, assign_folds(known.person, FOLDS)
    losses = np.zeros(len(priors))
    for k, prior in enumerate(priors):
        for out in range(FOLDS):
            weights = _fitted(prior, views, known, weight * (fold != out), True)
            p = sigmoid(find_highest(views @ weights, known.turn, len(held)))
            loss = -(held * np.log(p) + (1 - held) * np.log(1 - p))
            losses[k] += (weight * loss)[fold == out].sum()
    counts = np.exp(-EVIDENCE * (losses - losses.min()))
    return np.asarray(counts / counts.sum())


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


def _fitted(
    prior: DecisionPrior, views: Array, judged: JudgedPassages, counted: Array, is_supported: bool
) -> Array:
    """Weights (4 + others,) of a regression on each turn's likeliest row, found anew each round."""
    others = [0.0] * (views.shape[1] - 4)
    before = np.array([0.0, SLOPE if is_supported else 0.0, LEARNT, LEARNT, *others])
    slope = prior.slope if is_supported else 1.0
    firmness = np.array([prior.intercept, slope, FIRMNESS, FIRMNESS, *(BESIDE for _ in others)])
    held, weights, last = judged.turn_held, before, None
    for _ in range(ROUNDS):
        likeliest = _likeliest(views @ weights, judged.turn, len(held))
        if last is not None and np.array_equal(likeliest, last):
            break
        weights, last = _regressed(views[likeliest], held, counted, before, firmness), likeliest
        upside_down = [k for k in (2, 3) if weights[k] < 0]
        if upside_down:  # leaving people out can turn weak learning upside down
            before, firmness = before.copy(), firmness.copy()
            before[upside_down], firmness[upside_down] = 0.0, 1e9
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
        furthest = float(np.abs(views @ step).max(initial=0))
        weights = weights - step * min(1.0, STEEPEST / max(furthest, 1e-9))
        if np.abs(step).max() < 1e-8:
            break
    return weights
