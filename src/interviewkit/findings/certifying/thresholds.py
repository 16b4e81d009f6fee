"""Candidate thresholds from narrow to wide, with what the judged turns say of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewkit.findings.correcting.audit import Units
from interviewkit.findings.correcting.clustered import Array
from interviewkit.findings.correcting.error_bound import Tally
from interviewkit.model import NO, YES

SHARES = np.arange(0.025, 1.0001, 0.025)
"""The shares of all turns at which a threshold for one decision is tried."""

SLIPS = np.array([0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.065, 0.08])
"""The shares of each class that a band is expected to get wrong, by the machine's own scores."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One kind of decision at every candidate; arrays of the shape (candidates,).

    ``share`` of all turns is decided so at ``thresholds``; ``tally`` is what was judged.
    ``expected`` is the error rate by the machine's own scores, and ``foreseen`` the tally that
    they and the drawing of the audit let expect, errors left out: no verdict is in it.
    """

    decision: str
    thresholds: Array
    share: Array
    tally: Tally
    expected: Array
    foreseen: Tally


def propose_thresholds(units: Units, decision: str) -> Claim:
    """Thresholds at even shares of all turns; the decisions at them are to be right."""
    sign = 1.0 if decision == YES else -1.0
    score, n = sign * units.score, units.score.size
    sizes = np.ceil(SHARES * n).astype(int)
    if decision != YES:  # what the other decision leaves at the same share of it, or everything
        sizes = np.append(n - sizes[::-1], n)
    at = np.unique(np.sort(score)[::-1][sizes.clip(1, n) - 1])[::-1]
    decided = score >= at[:, None]
    wrong = 1 - units.found if decision == YES else units.found
    doubt = 1 - _chance(units) if decision == YES else _chance(units)
    among = decided.astype(float)
    return Claim(
        decision,
        sign * at,
        decided.mean(1),
        _tally(units, among, among * wrong),
        _ratio(among * doubt, among),
        _tally(units, among, 0 * among),
    )


def propose_bands(units: Units) -> tuple[Claim, Claim]:
    """Bands of scores in which nothing is decided, from wide to narrow.

    Right are to be the decisions on turns that lack the code, and those on turns that have it. A
    band leaves out what the machine's scores expect to be wrong beyond one of ``SLIPS`` of the
    turns that have the code, and of those that lack it.
    """
    chance = _chance(units)
    order = np.argsort(units.score, kind="stable")
    score, has = units.score[order], np.cumsum(chance[order])
    lacks = np.cumsum((1 - chance[order])[::-1])[::-1]
    down = np.searchsorted(has, SLIPS * has[-1], "right") - 1
    up = np.searchsorted(-lacks, -SLIPS * lacks[0], "left")
    middle = np.searchsorted(score, 0.5)
    down, up = _part_bands(down, up, int(middle))
    high = np.where(up < score.size, score[np.minimum(up, score.size - 1)], np.inf)
    low = np.where(down >= 0, score[np.maximum(down, 0)], -np.inf)
    low = np.where(low >= high, np.nextafter(high, -np.inf), low)
    yes, no = units.score >= high[:, None], units.score <= low[:, None]
    return (
        _claim(units, YES, high, (yes, no), 1 - units.found, 1 - chance),
        _claim(units, NO, low, (no, yes), units.found, chance),
    )


def _claim(
    units: Units,
    decision: str,
    thresholds: Array,
    decided: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    member: Array,
    chance: Array,
) -> Claim:
    """Of a class with these members, the first decision is wrong and the second is right."""
    wrong, either = (each.astype(float) for each in (decided[0], decided[0] | decided[1]))
    return Claim(
        decision,
        thresholds,
        wrong.mean(1),
        _tally(units, either * member, wrong * member),
        _ratio(wrong * chance, either * chance),
        _tally(units, either * chance, 0 * either),
    )


def _part_bands(
    down: NDArray[np.intp], up: NDArray[np.intp], middle: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the two sides of a band would meet, part them at even chances, or where they meet."""
    meet = down >= up
    at = np.clip(middle, up, down + 1)
    return np.where(meet, at - 1, down), np.where(meet, at, up)


def _chance(units: Units) -> Array:
    return np.asarray(np.clip(units.score, 0.0, 1.0))


def _ratio(part: Array, whole: Array) -> Array:
    return np.asarray(part.sum(1) / np.maximum(whole.sum(1), 1e-100))


def _tally(units: Units, decided: Array, wrong: Array) -> Tally:
    """Sums per person for every candidate; arguments of the shape (candidates, units)."""
    judged = np.flatnonzero(units.audited)
    judged = judged[np.argsort(units.cluster[judged], kind="stable")]
    starts = np.unique(units.cluster[judged], return_index=True)[1]
    w = units.weight[judged]
    d, e = decided[:, judged] * w, wrong[:, judged] * w
    return Tally(*(np.add.reduceat(each, starts, axis=1) for each in (d, e, d * w, e * w)))
