"""Whether a theme goes with an ordered or numeric variable: ranks, trends and their tests."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
from scipy.special import expit, logit, ndtri

from interviewkit.findings.design import BOTH, GROUPS, Design, design
from interviewkit.findings.people_intervals import by_group
from interviewkit.findings.permutation import (
    FEWEST_TURNED,
    MOST_COUNTED,
    Seed,
    Test,
    share_beyond,
    turned,
)
from interviewkit.findings.voicing import Bools, Floats, Ints

RANKS = "permutation of ranks"
RANKS_WITHIN = "permutation of ranks within groups"
RANKS_OF_GROUPS = "permutation of whole groups' values"
FEWEST_GROUPS = 5
"""Of four groups there are 24 orders, too few for any p below 0.05."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Rank correlations of ``k`` things with a variable; arrays ``(k,)``.

    ``superiority`` is the probability that somebody who voiced it has the higher value of two
    people, ties counting half; ``nan`` where all or none voiced it.
    """

    superiority: Floats
    low: Floats
    high: Floats
    amount: Floats


def trend_design(values: Floats, group: Ints) -> Design:
    """The design of a variable, of whose values only the order counts."""
    return design(_ranks(values), group)


def _ranks(values: Floats) -> Floats:
    """Ranks from 1, equals sharing the mean of theirs."""
    from scipy.stats import rankdata  # a second to import: not before it is needed

    found: Floats = rankdata(values)
    return found


def ranked(values: Floats, voiced: Floats, rate: Floats, group: Ints, level: float) -> Ranked:
    """How people who voiced something rank against those who did not.

    The interval is E. R. DeLong's (1988, Biometrics 44, 837-845) on the logit scale, with the
    contributions of a group's people added up (N. A. Obuchowski 1997, Biometrics 53, 567-578).
    ``amount`` is Spearman's correlation of ``rate`` (n, k) with the variable.
    """
    columns = [_superiority(values, voiced[:, k] > 0, group, level) for k in range(voiced.shape[1])]
    found = np.array(columns).reshape(-1, 3)
    ranks = _ranks(values)
    amount = [_correlation(ranks, _ranks(rate[:, k])) for k in range(rate.shape[1])]
    return Ranked(found[:, 0], found[:, 1], found[:, 2], np.array(amount))


def _superiority(
    values: Floats, voiced: Bools, group: Ints, level: float
) -> tuple[float, float, float]:
    k, n = int(voiced.sum()), len(values)
    if k in (0, n):
        return math.nan, math.nan, math.nan
    ranks = _ranks(values)
    placed = np.empty(n)
    placed[voiced] = (ranks[voiced] - _ranks(values[voiced])) / (n - k)
    placed[~voiced] = 1 - (ranks[~voiced] - _ranks(values[~voiced])) / k
    value = float(placed[voiced].mean())
    influence = (placed - value) / np.where(voiced, k, n - k)
    groups = int(group.max()) + 1
    together = np.bincount(group, influence, groups)
    near = (value * n + 0.5) / (n + 1)
    least = near * (1 - near) / (n + 1) / max(min(k, n - k), 1)
    variance = max(float((together**2).sum()) * groups / max(groups - 1, 1), least)
    reach = float(ndtri((1 + level) / 2)) * math.sqrt(variance) / (near * (1 - near))
    middle = logit(near)
    return value, float(min(expit(middle - reach), value)), float(max(expit(middle + reach), value))


def trend_test(of: Design, voiced: Floats, *, seed: Seed, draws: int = 2000) -> Test:
    """Whether those who voiced ``k`` things rank otherwise than those who did not: (k,) mid-p.

    The statistic is the sum of ranks of those who voiced it: F. Wilcoxon's test, and with few
    levels the trend test of W. G. Cochran (1954) and P. Armitage (1955) with ranks as scores.
    What is exchanged follows the design as for segments.
    """
    kind = of.kind
    if kind == BOTH and of.groups >= FEWEST_TURNED:
        return turned(of, voiced, seed=seed, draws=draws)
    if kind == BOTH:
        of = of.only_within()
    if kind == GROUPS:
        return _of_groups(of, voiced, np.random.default_rng(seed), draws)
    name = RANKS if of.groups == len(of.x) else RANKS_WITHIN
    rng = np.random.default_rng(seed)
    p = np.empty(voiced.shape[1])
    few = np.array([_ways(of, voiced[:, k]) <= MOST_COUNTED for k in range(voiced.shape[1])])
    for k in np.flatnonzero(few):
        p[k] = _all_sums(of, voiced[:, k])
    if not few.all():
        p[~few] = _drawn(of, voiced[:, ~few], rng, draws)
    return Test(name, p)


def _ways(of: Design, voiced: Floats) -> float:
    sizes = np.bincount(of.strata)
    found = np.bincount(of.strata, voiced, len(sizes)).astype(int)
    logs = sum(
        math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        for n, k in zip(sizes, found, strict=True)
    )
    return math.exp(min(logs, 700.0))


def _all_sums(of: Design, voiced: Floats) -> float:
    """Mid-p over every choice of who voiced it: sums of ranks, stratum after stratum."""
    sums, own = np.zeros(1), 0.0
    for stratum in range(int(of.strata.max()) + 1):
        inside = of.strata == stratum
        ranks, k = of.centred[inside], int(voiced[inside].sum())
        own += float(ranks[voiced[inside] > 0].sum())
        some = np.array([sum(each) for each in combinations(ranks.tolist(), k)])
        sums = np.add.outer(sums, some).ravel()
    away = np.abs(np.append(own, sums))[:, None]
    p = share_beyond(away)[0]
    return float((p * len(away) - 0.5) / len(sums))  # the observed choice is one of them all


def _drawn(of: Design, voiced: Floats, rng: np.random.Generator, draws: int) -> Floats:
    order = np.argsort(of.strata, kind="stable")
    ranks, strata, said = of.centred[order], of.strata[order], voiced[order]
    shuffled = np.argsort(rng.random((draws, len(order))) + strata, axis=1)
    sums = np.vstack([ranks @ said, ranks[shuffled] @ said])
    return share_beyond(np.abs(sums))


def _of_groups(of: Design, voiced: Floats, rng: np.random.Generator, draws: int) -> Test:
    groups = of.groups
    if groups < FEWEST_GROUPS:
        return Test(RANKS_OF_GROUPS, np.full(voiced.shape[1], math.nan))
    rest = by_group(voiced - voiced.mean(axis=0), of.group, groups)
    values = of.value_of_group - of.value_of_group.mean()
    if math.factorial(groups) <= MOST_COUNTED:
        orders = np.array(list(permutations(range(groups))))
        arranged = values[orders]
    else:
        arranged = np.vstack([values, rng.permuted(np.tile(values, (draws, 1)), axis=1)])
    p = share_beyond(np.abs(arranged @ rest))
    return Test(RANKS_OF_GROUPS, p, max(1 / math.factorial(groups), 0.5 / len(arranged)))


def _correlation(a: Floats, b: Floats) -> float:
    if len(a) < 3 or a.std() == 0 or b.std() == 0:
        return math.nan
    return float(np.corrcoef(a, b)[0, 1])
