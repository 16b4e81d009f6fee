"""Shares of people and their difference where an audit judged all turns of some people.

Whether those voiced the theme is known. The others are told by the machine, as far as it was right
of those who were judged: the rectified mean of prediction-powered inference with a tuned weight
(A. N. Angelopoulos, J. C. Duchi, T. Zrnic 2023, PPI++), person by person. Nothing is assumed of how
the machine errs.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import stdtrit

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.measured_sides import MeasuredSides, estimate_variance_of_mean
from interviewkit.findings.comparing.people_difference import FEWEST, TwoSides, compute_difference
from interviewkit.findings.comparing.people_ratio import compute_ratio
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.clustered import compute_score_interval, tune_weight
from interviewkit.findings.correcting.corrected_people import CorrectedPeople

FEWEST_JUDGED = 6
"""With fewer wholly judged people on a side nothing is tested on them."""


def has_enough_judged(weight: Floats, inside: Bools) -> bool:
    """Whether both sides have people enough who were wholly judged; ``weight`` as below."""
    judged = weight > 0
    return min(int((judged & inside).sum()), int((judged & ~inside).sum())) >= FEWEST_JUDGED


def correct_by_people(
    voiced: Floats, found: Floats, weight: Floats, inside: Bools, ties: Ties, level: float = 0.95
) -> CorrectedPeople:
    """Corrected by people of whom every turn was judged.

    ``voiced`` (n, k) is the verdict (anything, of those not judged), ``found`` (n, k) what the
    machine says of each, ``weight`` (n,) one over the chance to be judged, 0 for those who were
    not.

    Raises:
        ValueError: a side has nobody who was judged.
    """
    judged = weight > 0
    if not (judged & inside).any() or not (judged & ~inside).any():
        raise ValueError("a side has nobody who was judged: there is nothing to compare")
    trust = _trust(voiced, found, weight, inside)
    parts, shares = np.empty(voiced.shape), np.empty((2, voiced.shape[1]))
    for j, here in enumerate((inside, ~inside)):
        parts[here], shares[j] = _rectified(voiced[here], found[here], weight[here], trust)
    sides = MeasuredSides.of(parts, inside, ties)
    alone = TwoSides.of(voiced[judged], inside[judged], ties.among(judged))
    people = np.array([_compute_kish_size(weight[here]) for here in (inside, ~inside)])
    # Where the machine is not trusted only those who were judged tell how people differ.
    two = replace(
        sides,
        shares=np.clip(shares, 0.0, 1.0),
        people=people,
        variance=sides.variance * _for_few(people),
        variances=sides.variances * _for_few(people),
        freedom=np.minimum(sides.freedom, alone.freedom),
        told=min(sides.known, alone.known),
    )
    ends = [
        _interval(parts[here], two.shares[j], worth, ties.among(here), level)
        for j, (here, worth) in enumerate(zip((inside, ~inside), people, strict=True))
    ]
    low, high, variances = (np.stack([each[k] for each in ends]) for k in (0, 1, 2))
    gap = compute_difference(two, level)
    return CorrectedPeople(two.shares, low, high, gap, compute_ratio(two, gap), two, variances)


def _trust(voiced: Floats, found: Floats, weight: Floats, inside: Bools) -> Floats:
    """(k,) how much the machine is believed: :func:`findings.correcting.clustered.tune_weight`."""
    ours, machines = np.zeros_like(voiced), np.zeros_like(voiced)
    for here in (inside, ~inside):
        w = weight[here, None] / weight[here].sum()
        ours[here] = w * (voiced[here] - (w * voiced[here]).sum(axis=0))
        machines[here] = w * (found[here] - (w * found[here]).sum(axis=0))
    return np.asarray(np.minimum(tune_weight(ours.T, machines.T), 1.0))


def _rectified(
    voiced: Floats, found: Floats, weight: Floats, trust: Floats
) -> tuple[Floats, Floats]:
    """Values (n, k) of one side whose means are its shares, and these (k,)."""
    w = (weight / weight.mean())[:, None]
    rest = np.where(w > 0, voiced - trust * found, 0.0)
    middle = (w * rest).mean(axis=0)
    share = trust * found.mean(axis=0) + middle
    parts = share + trust * (found - found.mean(axis=0)) + w * (rest - middle)
    return np.asarray(parts), np.asarray(share)


def _compute_kish_size(weight: Floats) -> float:
    """As many people as equally likely ones would be (L. Kish 1965)."""
    return float(weight.sum() ** 2 / (weight**2).sum())


def _for_few(people: Floats) -> float:
    """How much the spread of so few, each set against the mean of all, falls short."""
    return float((people / np.maximum(people - 1, 1.0)).max())


def _interval(
    parts: Floats, share: Floats, worth: float, ties: Ties, level: float
) -> tuple[Floats, Floats, Floats]:
    spread, freedom = estimate_variance_of_mean(parts, ties)
    within = (share * worth + 1) / (worth + 2)
    whole = np.maximum(spread * worth / max(worth - 1, 1.0), within * (1 - within) / worth)
    reach = stdtrit(np.maximum(np.minimum(freedom, worth), FEWEST), (1 + level) / 2)
    return *compute_score_interval(share, whole / (within * (1 - within)), reach), spread
