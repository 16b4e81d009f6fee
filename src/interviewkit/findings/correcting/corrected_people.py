"""Shares of people and their difference, corrected for what a machine gets wrong by the turn.

The shares are those under which the machine's finds and the audit's verdicts are most likely
(:mod:`findings.correcting.turn_errors`). Their variance has two parts. One is how people differ,
as in every comparison of people: each person's influence on the shares takes the place of what they
voiced, so people who talked together vary together. The other is how little the audit tells of the
machine's errors. The interval holds every difference that the test does not reject.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from scipy.special import expit, logit, stdtrit

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.measured_sides import MeasuredSides, estimate_variance_of_mean
from interviewkit.findings.comparing.people_difference import PeopleDifference, compute_difference
from interviewkit.findings.comparing.people_ratio import PeopleRatio, compute_ratio
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.clustered import compute_score_interval
from interviewkit.findings.correcting.turn_errors import TurnErrors, fit_turn_errors

STEPS = 50
MANY = 200.0
"""Degrees of freedom from which on t is as good as normal."""


@dataclass(frozen=True)
class CorrectedPeople:
    """Corrected shares (2, k), inside and outside, with their intervals, difference and ratio.

    ``variances`` (2, k) are those of the shares, ``sides`` what any interval is made from.
    ``errors`` are what the machine was found to get wrong; ``None`` where whole people were judged.
    """

    shares: Floats
    low: Floats
    high: Floats
    difference: PeopleDifference
    ratio: PeopleRatio
    sides: MeasuredSides = field(repr=False)
    variances: Floats = field(repr=False)
    errors: TurnErrors | None = field(default=None, repr=False)


def correct_by_turns(
    turns: Floats, telling: Floats, inside: Bools, ties: Ties, level: float = 0.95
) -> CorrectedPeople:
    """Corrected by an audit of single turns.

    ``turns`` and ``telling`` are (k, n, 6), see :func:`fit_turn_errors`; ``inside`` (n,).

    Raises:
        ValueError: a side has nobody.
    """
    if not inside.any() or inside.all():
        raise ValueError("a side has nobody: there is nothing to compare")
    errors = fit_turn_errors(turns, telling, inside)
    shares = np.stack([find_likeliest_share(errors.likelihood[:, m]) for m in (inside, ~inside)])
    parts = compute_people_influence(errors.likelihood, shares, inside)
    return combine_parts(parts, shares, errors.uncertain, inside, ties, level, errors)


def find_likeliest_share(odds: Floats) -> Floats:
    """(k,) the share of people under which their turns are most likely.

    ``odds`` (k, n) are log odds of each one's turns. The likelihood has one peak: its slope falls.
    """
    low, high = np.zeros(len(odds)), np.ones(len(odds))
    for _ in range(STEPS):
        middle = (low + high) / 2
        slope = _slopes(odds, middle[:, None]).sum(1)
        low, high = np.where(slope > 0, middle, low), np.where(slope > 0, high, middle)
    return np.asarray((low + high) / 2)


def _slopes(odds: Floats, share: Floats) -> Floats:
    """(k, n) the slope of the log likelihood of each person in the share."""
    inner = np.clip(share, 1e-9, 1 - 1e-9)
    at = logit(inner)
    return np.asarray(expit(at + odds) / inner - expit(-at - odds) / (1 - inner))


def compute_people_influence(odds: Floats, shares: Floats, inside: Bools) -> Floats:
    """(n, k) values whose mean on each side is its share, and whose spread is its spread.

    A share that lies at 0 or 1 is taken to lie within, as if half a person more had and another
    half had not voiced it: at the very end nobody would seem to vary.
    """
    found = np.empty(odds.shape)
    for share, here in zip(shares, (inside, ~inside), strict=True):
        n = here.sum()
        within = ((share * n + 0.5) / (n + 1))[:, None]
        slope = _slopes(odds[:, here], within)
        pull = slope / np.maximum((slope**2).mean(1, keepdims=True), 1e-9)
        found[:, here] = share[:, None] + pull - pull.mean(1, keepdims=True)
    return found.T


def combine_parts(
    parts: Floats,
    shares: Floats,
    uncertain: Floats,
    inside: Bools,
    ties: Ties,
    level: float,
    errors: TurnErrors | None = None,
) -> CorrectedPeople:
    """Shares, intervals and the test, from people's influences (n, k) and what else is uncertain:
    (k, 2, 2), the variance of both shares."""
    sides = MeasuredSides.of(parts, inside, ties)
    # Both shares rest on the same fitted chances, so their errors partly cancel.
    apart = uncertain[:, 0, 0] + uncertain[:, 1, 1] - 2 * uncertain[:, 0, 1]
    variance = sides.variance + apart
    two = replace(
        sides,
        shares=shares,
        variance=variance,
        variances=sides.variances + np.stack([uncertain[:, 0, 0], uncertain[:, 1, 1]]),
        freedom=_freedom(sides.variance, variance, sides.freedom),
    )
    ends = [
        _interval(parts[here], share, uncertain[:, j, j], ties.among(here), level)
        for j, (share, here) in enumerate(zip(shares, (inside, ~inside), strict=True))
    ]
    low, high, variances = (np.stack([each[k] for each in ends]) for k in (0, 1, 2))
    gap = compute_difference(two, level)
    return CorrectedPeople(shares, low, high, gap, compute_ratio(two, gap), two, variances, errors)


def _freedom(part: Floats, whole: Floats, freedom: Floats) -> Floats:
    """Satterthwaite's degrees of freedom where the rest of the variance is known."""
    share = np.divide(part, whole, out=np.ones_like(part), where=whole > 0)
    return np.asarray(np.minimum(freedom / np.maximum(share**2, 1e-6), np.maximum(freedom, MANY)))


def _interval(
    parts: Floats, share: Floats, uncertain: Floats, ties: Ties, level: float
) -> tuple[Floats, Floats, Floats]:
    """Wilson's interval of one side for as many people as its variance is worth, and that."""
    n = len(parts)
    spread, freedom = estimate_variance_of_mean(parts, ties)
    within = (share * n + 1) / (n + 2)
    # Corrected people tell no more than as many whose answers were known.
    whole = np.maximum(spread + uncertain, within * (1 - within) / n)
    reach = stdtrit(np.maximum(_freedom(spread, whole, freedom), 1.0), (1 + level) / 2)
    return *compute_score_interval(
        share, whole / (within * (1 - within)), reach
    ), spread + uncertain
