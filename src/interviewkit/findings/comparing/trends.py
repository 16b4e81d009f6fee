"""Every theme against every ordered or numeric variable, row by row."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.special import stdtr, stdtrit

from interviewkit.findings.arrays import Bools, Floats, divide
from interviewkit.findings.comparing.association import AssociationSettings, build_measures
from interviewkit.findings.comparing.family import Compared, Posed
from interviewkit.findings.comparing.people_difference import FEWEST
from interviewkit.findings.comparing.people_share import estimate_people_share
from interviewkit.findings.comparing.spread import ENDLESS, Spread
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.clustered import compute_score_interval
from interviewkit.findings.counting.voicing import Voicing, Who
from interviewkit.model import (
    MACHINE_UNCORRECTED,
    Interval,
    LevelShare,
    Measure,
    Tested,
    Tick,
    Trend,
    ignore_tick,
)

FEW_LEVELS = 7
"""With at most this many different answers the share at each is given."""

METHOD = (
    "rank-biserial correlation, its interval holds what the test does not reject; shares by level "
    "as for segments"
)


def pose_trends(
    table: Voicing,
    variables: Mapping[str, Mapping[Who, float]],
    how: AssociationSettings = AssociationSettings(),  # noqa: B008 - frozen
    levels: Mapping[str, Sequence[str]] | None = None,
    tick: Tick = ignore_tick,
) -> list[Compared[Trend]]:
    """One comparison a variable, of every code or theme in this order, before anything is adjusted.

    ``variables`` gives each person's value as a number; who is not in it did not answer and is
    left out. ``levels`` gives the words of an ordinal's values, which then count from 0.
    """
    found = []
    for name, values in variables.items():
        words = tuple((levels or {}).get(name, ()))
        found.append(_of_variable(table, name, values, words, how))
        tick(1)
    return found


def _of_variable(
    table: Voicing,
    name: str,
    values: Mapping[Who, float],
    levels: tuple[str, ...],
    how: AssociationSettings,
) -> Compared[Trend]:
    kept = np.array([who in values for who in table.who], dtype=bool)
    people = table.among(kept)
    x = np.array([values[who] for who in people.who], dtype=float)
    of = tuple(thing.name for thing in table.things)
    if len(x) == 0 or x.min() == x.max():
        why = "all give the same answer" if len(x) else "nobody who spoke has an answer to it"
        rows = [_row(people, name, x, k, None, math.nan, how, why) for k in range(len(of))]
        return Compared(rows, Posed(name, of, np.full(len(of), np.nan)))
    voiced = people.voiced.astype(float)
    rate = np.nan_to_num(divide(people.passages, people.words[:, None]))
    test, amount = run_trend_test(x, voiced, people.ties), correlate_ranks(x, rate)
    rows = [_row(people, name, x, k, test, float(amount[k]), how, "") for k in range(len(of))]
    if len(np.unique(x)) <= FEW_LEVELS:
        by_level = _levels(people, x, levels, how.level)
        rows = [replace(row, levels=by_level[k]) for k, row in enumerate(rows)]
    asked = (how.unit, how.wave, how.polarity)
    same = tuple((thing.codes, name, asked) for thing in people.things)
    p = np.array([row.tested.p for row in rows], dtype=float)

    def ends(level: float) -> tuple[Floats, Floats]:
        low, high = test.ends(level)
        return 2 * low - 1, 2 * high - 1

    return Compared(rows, Posed(name, of, p, same, ends))


def _row(
    people: Voicing,
    name: str,
    x: Floats,
    k: int,
    test: TrendTest | None,
    amount: float,
    how: AssociationSettings,
    why: str,
) -> Trend:
    thing, voiced = people.things[k], people.voiced[:, k]
    superiority = _measure(test, k, how.level)
    why = how.constructed.get((thing.name, name), "") or why
    why = why or _why_not(voiced, how.min_cell, test, k)
    p = math.nan if why or test is None else float(test.p[k])
    return Trend(
        of=thing.name,
        kind=thing.kind,
        polarity=how.polarity,
        variable=name,
        unit=how.unit,
        wave=how.wave,
        people=len(x),
        voiced=int(voiced.sum()),
        superiority=superiority,
        correlation=_biserial(superiority),
        amount=amount,
        voiced_median=float(np.median(x[voiced])) if voiced.any() else math.nan,
        silent_median=float(np.median(x[~voiced])) if (~voiced).any() else math.nan,
        tested=Tested(test.test, p) if test else Tested(),
        groups=people.groups,
        rests_on=how.rests_on.get(thing.name, MACHINE_UNCORRECTED),
        small=min(int(voiced.sum()), int((~voiced).sum())) < how.min_cell,
        why=why,
        method=METHOD,
    )


def _measure(test: TrendTest | None, k: int, level: float) -> Measure:
    if test is None:
        return Measure.nothing(level)
    low, high = test.ends(level)
    return Measure(float(test.superiority[k]), Interval(float(low[k]), float(high[k]), level))


def _biserial(of: Measure) -> Measure:
    """A probability of superiority as a rank-biserial correlation: twice it, less one.

    G. V. Glass (1966), Note on rank biserial correlation, Educ. Psychol. Measurement 26, 623-631.
    """
    ends = of.interval
    return Measure(2 * of.value - 1, Interval(2 * ends.low - 1, 2 * ends.high - 1, ends.level))


def _why_not(voiced: Bools, least: int, test: TrendTest | None, k: int) -> str:
    n, yes = len(voiced), int(voiced.sum())
    if yes in (0, n):
        return "nobody voiced it" if yes == 0 else "everyone voiced it"
    if min(yes, n - yes) < least:
        which = "voiced it" if yes < n - yes else "did not voice it"
        return f"only {min(yes, n - yes)} {which}; fewer than {least} people are not tested"
    if test is not None and math.isnan(float(test.p[k])):
        return "too few conversations to tell anything"
    return ""


def _levels(
    people: Voicing, x: Floats, words: tuple[str, ...], level: float
) -> list[tuple[LevelShare, ...]]:
    """For each thing the shares of people at each value of a variable."""
    found: list[list[LevelShare]] = [[] for _ in people.things]
    for value in np.unique(x):
        at = x == value
        voiced = people.voiced[at].astype(float)
        some = estimate_people_share(voiced, people.ties.among(at), level)
        label = words[int(value)] if words else f"{value:g}"
        ends = build_measures((some.value, some.low, some.high), level)
        for k, measure in enumerate(ends):
            found[k].append(LevelShare(label, int(at.sum()), int(voiced[:, k].sum()), measure))
    return [tuple(each) for each in found]


# -- whether a theme goes with an ordered or numeric variable: ranks, trends and their tests -------


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

    return np.asarray(rankdata(values))


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
