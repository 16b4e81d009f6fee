"""How many turns carry a code, and the score from which it is given, before anybody judged."""

from __future__ import annotations

import numpy as np

from interviewkit.coding.contract import Vectors
from interviewkit.coding.turn_numbers import Array, find_greatest_by_turn
from interviewkit.coding.vector_space import logistic, standardise
from interviewkit.model import Code, Codebook

SLOPE, BASE = 1.5, -1.2
"""Log likelihood ratio of a turn that stands out by z deviations: BASE + SLOPE × z."""

USUAL, TOGETHER = 0.2, 1.2
"""Share of turns that a code is expected to have, and all codes together: the lesser counts."""

COVERED = 0.75
"""Share of turns that a group of codes which exclude each other is expected to have."""

FIRMNESS = 1.0
"""Weight of what is expected beside what the scores say."""

ROUNDS = 60

LEAST, MOST = 0.005, 0.9
"""No share is taken to be beyond these."""


def expect_share(code: Code, codebook: Codebook, among: int) -> float:
    """The share of turns that a code has by the codebook, before its scores are seen."""
    if code.prevalence is not None:
        return min(max(code.prevalence, LEAST), MOST)
    share = min(USUAL, TOGETHER / max(among, 1))
    groups = [group for group in codebook.exclusive_groups if code.id in group]
    return max([share, *(COVERED / len(group) for group in groups)]) if groups else share


def fit_share(deviations: Vectors, expected: float) -> float:
    """The share of turns with a code, given how far each stands out, (t,), and what is expected.

    Expectation and maximisation of a mixture whose log likelihood ratios are known (Saerens,
    Latinne and Decaestecker 2002), held to what is expected.
    """
    ratios, share = BASE + SLOPE * deviations.clip(-4, 5), expected
    for _ in range(ROUNDS):
        likely = float(logistic(ratios + np.log(share / (1 - share))).mean())
        share = (likely + FIRMNESS * expected) / (1 + FIRMNESS)
    return min(max(share, LEAST), MOST)


def centre_on_threshold(scores: Vectors, turns: Array, code: Code, expected: float) -> Vectors:
    """Logits of one code, (n,): 0 and more for as many turns as are likely to carry it."""
    greatest = find_greatest_by_turn(scores, turns)
    deviations = standardise(greatest)
    share = expected if code.prevalence is not None else fit_share(deviations, expected)
    threshold = np.quantile(greatest, 1 - share)
    scale = float(greatest.std()) or 1.0
    return np.asarray(SLOPE * (scores - threshold) / scale)
