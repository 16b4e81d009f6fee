"""Tests of whether a theme goes with a segment, by counting how else the segment could have lain.

All p-values are two-sided. They are *mid-p*: arrangements as extreme as the one observed count
half (H. O. Lancaster 1961, JASA 56, 223-234). Few people give few possible outcomes; counting
these wholly would make a test of "5 %" one of 2 or 3 %. Mid-p comes near 5 % without going much
beyond it; how near is measured in docs/association.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, stdtr

from interviewkit.findings.design import BOTH, PEOPLE, WITHIN, Design
from interviewkit.findings.people_intervals import by_group
from interviewkit.findings.voicing import Floats

MOST_COUNTED = 20_000
"""Up to this many arrangements of groups all are counted; of more, some are drawn."""

FISHER = "Fisher's exact test, mid-p"
STRATIFIED = "exact test within groups (Cochran-Mantel-Haenszel, conditional), mid-p"
WHOLE = "permutation of whole groups, mid-p"
TURNED = "group contributions with turned signs, mid-p"
T_OF_GROUPS = "t test over the groups' shares (too few groups to exchange)"
FEWEST_TURNED = 8
"""With fewer groups than this, only what differs within them is tested: turned signs are right as
groups become many, and gave 6 to 8 % false alarms with six."""

_TIE = 1e-9
Seed: TypeAlias = int | Sequence[int]
Counts: TypeAlias = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Test:
    """p-values of ``k`` tests, all of one design; ``smallest`` is the least p it can give."""

    name: str
    p: Floats
    smallest: float = 0.0


def segment_test(
    design: Design, voiced: Floats, *, seed: Seed, draws: int = 2000, alpha: float = 0.05
) -> Test:
    """Whether ``k`` things are voiced as often on both sides of a segment.

    ``voiced`` (n, k) is 1 or 0, ``design.x`` 1 inside and 0 outside. Where people are exchanged,
    freely or within their groups, all arrangements are counted through the hypergeometric
    distribution, and nothing is drawn. Where whole groups are exchanged but are so few that no
    arrangement could reach ``alpha``, a t test over the groups' shares stands in.
    """
    kind = design.kind
    if kind == BOTH and design.groups < FEWEST_TURNED:
        design, kind = design.only_within(), WITHIN
    if kind in (PEOPLE, WITHIN):
        return Test(FISHER if kind == PEOPLE else STRATIFIED, counted(design, voiced))
    if kind == BOTH:
        return turned(design, voiced, seed=seed, draws=draws)
    inside, groups = int(design.value_of_group.sum()), design.groups
    if (2 if 2 * inside == groups else 1) / math.comb(groups, inside) > alpha:
        return Test(T_OF_GROUPS, t_of_groups(design, voiced))
    return whole_groups(design, voiced, seed=seed, draws=draws)


def counted(design: Design, voiced: Floats) -> Floats:
    """Mid-p over all exchanges of people within strata: (k,).

    How many of a stratum's ``m`` insiders voiced something is hypergeometric if nothing goes with
    anything, and strata are independent, so that the distribution of the sum is their
    convolution: R. A. Fisher's test with one stratum, and the conditional test of N. Mantel and
    W. Haenszel with more (C. R. Mehta, N. R. Patel, R. Gray 1985, JASA 80, 969-973). Outcomes
    farther from the expected number count as more extreme.
    """
    strata = np.unique(design.strata, return_inverse=True)[1]
    count = int(strata.max(initial=-1)) + 1
    size = np.bincount(strata, minlength=count)
    inside = np.bincount(strata, design.x, count).astype(int)
    open_ = (inside > 0) & (inside < size)
    found = by_group(voiced, strata, count).astype(int)
    both = (design.x @ (voiced * open_[strata][:, None])).round().astype(int)
    return np.array(
        [
            _mid_p(size[open_], inside[open_], found[open_, k], int(both[k]))
            for k in range(voiced.shape[1])
        ]
    )


def _mid_p(size: Counts, inside: Counts, found: Counts, observed: int) -> float:
    telling = (found > 0) & (found < size)
    observed -= int(inside[~telling & (found > 0)].sum())
    chances, lowest = np.ones(1), 0
    for n, m, k in zip(size[telling], inside[telling], found[telling], strict=True):
        chances = np.convolve(chances, _hypergeometric(int(n), int(m), int(k)))
        lowest += max(0, int(m + k - n))
    outcomes = lowest + np.arange(len(chances))
    away = np.abs(outcomes - (outcomes * chances).sum())
    own = away[observed - lowest]
    more, same = chances[away > own + _TIE].sum(), chances[np.abs(away - own) <= _TIE].sum()
    return float(min(1.0, more + same / 2)) if len(chances) > 1 else 1.0


@cache
def _hypergeometric(n: int, m: int, k: int) -> Floats:
    """Chances of max(0, m + k - n) to min(m, k) marked ones, if ``m`` of ``n`` are taken, ``k``
    of them marked."""
    i = np.arange(max(0, m + k - n), min(m, k) + 1)
    logs = -gammaln(i + 1) - gammaln(k - i + 1) - gammaln(m - i + 1) - gammaln(n - m - k + i + 1)
    chances = np.exp(logs - logs.max())
    return np.asarray(chances / chances.sum(), dtype=float)


def whole_groups(design: Design, voiced: Floats, *, seed: Seed, draws: int = 2000) -> Test:
    """Which groups are inside, exchanged: all arrangements where they are not too many."""
    sizes = design.sizes.astype(float)
    sums = by_group(voiced, design.group, design.groups)
    labels = _labels(design.value_of_group, np.random.default_rng(seed), draws)
    inside, people = labels @ sums, (labels @ sizes)[:, None]
    outside = sums.sum(axis=0) - inside
    p = share_beyond(np.abs(inside / people - outside / (sizes.sum() - people)))
    m, groups = int(labels[0].sum()), design.groups
    least = (1 if 2 * m == groups else 0.5) / math.comb(groups, m)
    return Test(WHOLE, p, max(least, 0.5 / len(labels)))


def share_beyond(away: Floats) -> Floats:
    """Mid-p of the first row among all rows, the observed one being of them: (k,)."""
    own = away[0]
    more = (away > own + _TIE).sum(axis=0)
    same = (np.abs(away - own) <= _TIE).sum(axis=0)
    return np.where(away.max(axis=0) <= _TIE, 1.0, (more + same / 2) / len(away))


def _labels(observed: Floats, rng: np.random.Generator, draws: int) -> Floats:
    """(arrangements, groups) of the observed values, which come first: all, or some drawn."""
    groups, m = len(observed), int(observed.sum())
    if math.comb(groups, m) > MOST_COUNTED:
        drawn = rng.permuted(np.tile(observed, (draws, 1)), axis=1)
        return np.vstack([observed, drawn])
    every = np.array(list(combinations(range(groups), m)), dtype=int)
    labels = np.zeros((len(every), groups))
    np.put_along_axis(labels, every, 1.0, axis=1)
    own = int((labels == observed).all(axis=1).argmax())
    labels[[0, own]] = labels[[own, 0]]
    return labels


def turned(design: Design, voiced: Floats, *, seed: Seed, draws: int = 2000) -> Test:
    """Groups' contributions to the difference, each with its sign or the opposite.

    J. Hemerik, J. J. Goeman, L. Finos (2020), Robust testing in generalized linear models by sign
    flipping score contributions, JRSS B 82, 841-864: valid for any mixture of segment and group
    as groups become many.
    """
    rest = voiced - voiced.mean(axis=0)
    parts = by_group(design.centred[:, None] * rest, design.group, design.groups)
    parts = parts[np.abs(parts).max(axis=1) > _TIE]
    groups = len(parts)
    if not groups:
        return Test(TURNED, np.ones(voiced.shape[1]))
    rng = np.random.default_rng(seed)
    if 2**groups <= MOST_COUNTED:
        signs = np.array(list(product((1.0, -1.0), repeat=groups)))
    else:
        signs = rng.choice((1.0, -1.0), (draws + 1, groups))
        signs[0] = 1.0  # as observed
    return Test(TURNED, share_beyond(np.abs(signs @ parts)), max(0.5**groups, 0.5 / len(signs)))


def t_of_groups(design: Design, voiced: Floats) -> Floats:
    """Student's t over the groups' shares, which weigh alike: (k,).

    The test of cluster-randomised trials with few clusters (R. J. Hayes, L. H. Moulton 2017,
    Cluster Randomised Trials, 2nd ed., ch. 10). Where all groups of each side are exactly alike,
    the variance that chance alone would give takes the place of 0. ``nan`` without two groups
    on one side.
    """
    shares = by_group(voiced, design.group, design.groups) / design.sizes[:, None]
    inside = design.value_of_group > 0.5
    a, b = shares[inside], shares[~inside]
    df = len(shares) - 2
    if df < 1:
        return np.full(voiced.shape[1], np.nan)
    squares = ((a - a.mean(0)) ** 2).sum(0) + ((b - b.mean(0)) ** 2).sum(0)
    variance = squares / df * (1 / len(a) + 1 / len(b))
    p = voiced.mean(axis=0)
    n = design.x.sum()
    chance = p * (1 - p) * (1 / n + 1 / (len(design.x) - n))
    variance = np.where(squares > _TIE, variance, chance)
    gap = np.abs(a.mean(0) - b.mean(0))
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(gap > _TIE, gap / np.sqrt(variance), 0.0)
    found: Floats = 2 * stdtr(df, -t)
    return found
