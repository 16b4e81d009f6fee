"""Whether a theme goes with an ordered or numeric variable: ranks, trends and their tests."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from scipy.special import stdtr, stdtrit

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.people_difference import FEWEST
from interviewkit.findings.comparing.spread import ENDLESS, Spread
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.clustered import compute_score_interval

RANKS = "score test of ranks"
TIED_RANKS = "t test of ranks, people of one conversation tied"


@dataclass(frozen=True, slots=True)
class TrendTest:
    """How people who voiced ``k`` things rank against those who did not; arrays ``(k,)``.

    ``superiority`` is the probability that somebody who voiced it has the higher value of two
    people, ties counting half; ``nan`` where all or none voiced it. ``p`` is of the test that it
    is one half; ``nan`` where the layout tells nothing. ``test`` names it.
    """

    test: str
    superiority: Floats
    p: Floats
    error: Floats = field(repr=False)
    freedom: Floats = field(repr=False)

    def ends(self, level: float) -> tuple[Floats, Floats]:
        """Intervals of the superiority that leave out one half exactly where the test rejects.

        Where nobody met the error of the test is that at one half, and smaller elsewhere as that
        of a share is, which gives E. B. Wilson's interval (R. G. Newcombe 2006, Statistics in
        Medicine 25, 559-573). The error of tied people is that of what was seen, everywhere.
        """
        reach = stdtrit(self.freedom, (1 + level) / 2)
        known = np.nan_to_num(self.superiority, nan=0.5)
        error = np.nan_to_num(self.error)
        if self.test == RANKS:
            low, high = compute_score_interval(known, 4 * error**2, reach)
        else:
            low = np.clip(known - reach * error, 0.0, known)
            high = np.clip(known + reach * error, known, 1.0)
        told = ~np.isnan(self.p)
        return np.where(told, low, np.nan), np.where(told, high, np.nan)


def _ranks(values: Floats) -> Floats:
    """Ranks from 1, equals sharing the mean of theirs."""
    from scipy.stats import rankdata  # a second to import: not before it is needed

    found: Floats = rankdata(values)
    return found


def correlate_ranks(values: Floats, rate: Floats) -> Floats:
    """(k,) Spearman's correlation of each column of ``rate`` (n, k) with the variable."""
    ranks = _ranks(values)
    return np.array([_correlation(ranks, _ranks(column)) for column in rate.T])


def run_trend_test(values: Floats, voiced: Floats, ties: Ties) -> TrendTest:
    """Whether those who voiced ``k`` things rank otherwise than those who did not.

    The slope of what was voiced over ranks: F. Wilcoxon's test, and with few levels the trend test
    of W. G. Cochran (1954) and P. Armitage (1955) with ranks as scores. Where people talked with
    each other its spread is that of tied people (:mod:`interviewkit.findings.comparing.spread`).
    """
    n = len(values)
    away = _ranks(values) - (n + 1) / 2
    size = float((away**2).sum())
    slope = away @ voiced / size
    alone = ties.alone and not ties.same_person.nnz
    if alone:
        share = voiced.mean(axis=0)
        variance = share * (1 - share) / size * n / max(n - 1, 1)
        freedom, tells = np.full_like(slope, ENDLESS), True
    else:
        unit = np.column_stack([np.full(n, n**-0.5), away / math.sqrt(size)])
        spread = Spread.beside(away / size, unit, ties)
        likeness, share = spread.likeness(voiced), voiced.mean(axis=0)
        deviations = np.sqrt(share * (1 - share) * n / max(n - 1, 1))
        variance, freedom = spread.variance(likeness, deviations[None]), spread.freedom(likeness)
        tells = spread.known >= FEWEST
    error = np.sqrt(variance)
    p = _two_sided(slope, error, freedom, voiced) if tells else np.full_like(slope, np.nan)
    name = RANKS if alone else TIED_RANKS
    # U less its mean, over all pairs, is the slope by this much.
    pairs = voiced.sum(axis=0) * (n - voiced.sum(axis=0))
    scale = np.divide(size, pairs, out=np.full_like(slope, np.nan), where=pairs > 0)
    return TrendTest(name, 0.5 + slope * scale, p, error * scale, freedom)


def _two_sided(slope: Floats, error: Floats, freedom: Floats, voiced: Floats) -> Floats:
    t = np.divide(slope, error, out=np.zeros_like(slope), where=error > 0)
    share = voiced.mean(axis=0)
    differs: Bools = (share > 0) & (share < 1)
    return np.where(differs, 2 * stdtr(freedom, -np.abs(t)), np.nan)


def _correlation(a: Floats, b: Floats) -> float:
    if len(a) < 3 or a.std() == 0 or b.std() == 0:
        return math.nan
    return float(np.corrcoef(a, b)[0, 1])
