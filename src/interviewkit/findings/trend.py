"""Whether a theme goes with an ordered or numeric variable: ranks, trends and their tests."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit, ndtri, stdtr

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.people_difference import FEWEST
from interviewkit.findings.spread import Spread
from interviewkit.findings.ties import Ties

RANKS = "score test of ranks"
TIED_RANKS = "t test of ranks, people of one conversation tied"


@dataclass(frozen=True, slots=True)
class TrendTest:
    """p of ``k`` tests, with the name of the test; ``nan`` where the layout tells nothing."""

    name: str
    p: Floats


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


def _ranks(values: Floats) -> Floats:
    """Ranks from 1, equals sharing the mean of theirs."""
    from scipy.stats import rankdata  # a second to import: not before it is needed

    found: Floats = rankdata(values)
    return found


def ranked(values: Floats, voiced: Floats, rate: Floats, ties: Ties, level: float) -> Ranked:
    """How people who voiced something rank against those who did not.

    The interval is E. R. DeLong's (1988, Biometrics 44, 837-845) on the logit scale, with the
    contributions of tied people added up (N. A. Obuchowski 1997, Biometrics 53, 567-578).
    ``amount`` is Spearman's correlation of ``rate`` (n, k) with the variable.
    """
    columns = [_superiority(values, voiced[:, k] > 0, ties, level) for k in range(voiced.shape[1])]
    found = np.array(columns).reshape(-1, 3)
    ranks = _ranks(values)
    amount = [_correlation(ranks, _ranks(rate[:, k])) for k in range(rate.shape[1])]
    return Ranked(found[:, 0], found[:, 1], found[:, 2], np.array(amount))


def _superiority(
    values: Floats, voiced: Bools, ties: Ties, level: float
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
    groups = ties.groups
    together = float(influence @ ties.summed(influence[:, None])[:, 0])
    near = (value * n + 0.5) / (n + 1)
    least = near * (1 - near) / (n + 1) / max(min(k, n - k), 1)
    variance = max(together * groups / max(groups - 1, 1), least)
    reach = float(ndtri((1 + level) / 2)) * math.sqrt(variance) / (near * (1 - near))
    middle = logit(near)
    return value, float(min(expit(middle - reach), value)), float(max(expit(middle + reach), value))


def trend_test(values: Floats, voiced: Floats, ties: Ties) -> TrendTest:
    """Whether those who voiced ``k`` things rank otherwise than those who did not: (k,) p.

    The slope of what was voiced over ranks: F. Wilcoxon's test, and with few levels the trend test
    of W. G. Cochran (1954) and P. Armitage (1955) with ranks as scores. Where people talked with
    each other its spread is that of tied people (:mod:`interviewkit.findings.spread`).
    """
    n = len(values)
    away = _ranks(values) - (n + 1) / 2
    size = float((away**2).sum())
    slope = away @ voiced / size
    if ties.alone and not ties.same_person.nnz:
        share = voiced.mean(axis=0)
        variance = share * (1 - share) / size * n / max(n - 1, 1)
        return TrendTest(RANKS, _two_sided(slope, variance, np.full_like(slope, max(n - 2, 1))))
    unit = np.column_stack([np.full(n, n**-0.5), away / math.sqrt(size)])
    spread = Spread.beside(away / size, unit, ties)
    likeness = spread.likeness(voiced)
    share = voiced.mean(axis=0)
    deviations = np.sqrt(share * (1 - share) * n / max(n - 1, 1))
    variance = spread.variance(likeness, deviations[None])
    p = _two_sided(slope, variance, spread.freedom(likeness))
    return TrendTest(TIED_RANKS, np.where(spread.known >= FEWEST, p, np.nan))


def _two_sided(slope: Floats, variance: Floats, freedom: Floats) -> Floats:
    error = np.sqrt(variance)
    t = np.divide(slope, error, out=np.zeros_like(slope), where=error > 0)
    return np.asarray(2 * stdtr(freedom, -np.abs(t)))


def _correlation(a: Floats, b: Floats) -> float:
    if len(a) < 3 or a.std() == 0 or b.std() == 0:
        return math.nan
    return float(np.corrcoef(a, b)[0, 1])
