"""Which codes go together in the same people."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from interviewkit.findings.comparing.ties import Ties
from interviewkit.model import Interval, Pair

Floats = NDArray[np.float64]

FEWEST = 5
"""Fewer people than this who voiced a code tell nothing of what it goes with."""

FEWEST_UNITS = 10
"""Fewer conversations than this, where people talked in groups, give no interval."""

HALF = 0.5


def cooccurrence(
    codes: Sequence[str],
    voiced: Mapping[str, Collection[str]],
    people: Collection[str],
    conversations: Mapping[str, Collection[str]],
    *,
    side: str = "",
    level: float = 0.95,
) -> list[Pair]:
    """Every pair of codes that at least five people (and not all) voiced, over the same people.

    phi is the correlation of the two, the Jaccard index the share of people with both among those
    with either, and the odds ratio how much likelier the one is with the other than without.

    The odds ratio's interval adds half a person to each cell (J. J. Gart 1966, Biometrika 53,
    215-220; A. Agresti 1999, Biometrics 55, 597-602), open where a cell is empty; where people
    talked in groups its error is that of people of whom those of one conversation are tied, for
    ten conversations or more and no empty cell. phi and Jaccard at its ends, with as many people
    for each code as there are, are their intervals.

    ``conversations`` maps people to those in which they spoke. The test is Fisher's exact one;
    where people talked in groups it is stratified by these, so that what a whole group talked
    about makes no pair. Nothing is adjusted here.
    """
    order = sorted(people)
    spoke = [frozenset(conversations.get(person, ())) for person in order]
    met = _Met(Ties.of(order, spoke), spoke)
    n = {code: len(set(voiced.get(code, ())) & set(order)) for code in codes}
    known = [code for code in codes if FEWEST <= n[code] < len(order)]
    hits = {code: np.array([p in voiced[code] for p in order], float) for code in known}
    return [_pair(a, b, hits[a], hits[b], met, side, level) for a, b in combinations(known, 2)]


@dataclass(frozen=True)
class _Met:
    """Who talked with whom, and each one's conversations."""

    ties: Ties
    spoke: Sequence[frozenset[str]]

    @cached_property
    def strata(self) -> NDArray[np.intp]:
        """(n,) a number for those who were in the same conversations, 0 for whoever met nobody."""
        met = self.ties.same_conversation.sum(axis=1) > 0
        numbers: dict[frozenset[str], int] = {}
        return np.array(
            [
                numbers.setdefault(each, len(numbers) + 1) if other else 0
                for each, other in zip(self.spoke, met, strict=True)
            ],
            np.intp,
        )


def _pair(
    first: str,
    second: str,
    a: Floats,
    b: Floats,
    met: _Met,
    side: str,
    level: float,
) -> Pair:
    each = np.stack([a * b, a * (1 - b), (1 - a) * b, (1 - a) * (1 - b)])
    cells = each.sum(axis=1)
    odds = _gart(cells, level) if met.ties.alone else _tied(cells, each, met.ties, level)
    both, one, two, none = (int(value) for value in cells)
    return Pair(
        first, second, side, both, one, two, none,
        phi=_phi(cells),
        phi_interval=_at_ends(odds, cells, _phi),
        jaccard=_jaccard(cells),
        jaccard_interval=_at_ends(odds, cells, _jaccard),
        odds=_odds(cells),
        odds_interval=odds,
        p=_stratified(each, met.strata),
    )  # fmt: skip


def _phi(cells: Floats) -> float:
    both, one, two, none = (float(value) for value in cells)
    scale = math.sqrt((both + one) * (both + two) * (none + one) * (none + two))
    return (both * none - one * two) / scale if scale else math.nan


def _jaccard(cells: Floats) -> float:
    both, one, two, _ = (float(value) for value in cells)
    return both / (both + one + two)


def _odds(cells: Floats) -> float:
    both, one, two, none = (float(value) for value in cells)
    if one * two:
        return both * none / (one * two)
    return math.inf if both * none else math.nan


def _gart(cells: Floats, level: float) -> Interval:
    from scipy.stats import norm

    half = float(norm.ppf((1 + level) / 2)) * math.sqrt(float((1 / (cells + HALF)).sum()))
    return _around(cells, half, level)


def _around(cells: Floats, half: float, level: float) -> Interval:
    """On the scale of log odds; open towards a side on which a cell is empty."""
    both, one, two, none = cells
    middle = _log_odds(cells)
    low = 0.0 if not both * none else math.exp(middle - half)
    return Interval(low, math.inf if not one * two else math.exp(middle + half), level)


def _log_odds(cells: Floats) -> float:
    both, one, two, none = (float(value) + HALF for value in cells)
    return math.log(both * none / (one * two))


def _tied(cells: Floats, each: Floats, ties: Ties, level: float) -> Interval | None:
    """By what every person adds to the log odds, summed over all who are tied."""
    from scipy.stats import t

    n = ties.groups
    if n < FEWEST_UNITS or not cells.all():
        return None
    adds = (np.array([1.0, -1.0, -1.0, 1.0]) / (cells + HALF)) @ each
    alone, together = float(adds @ adds), float(adds @ ties.summed(adds[:, None])[:, 0])
    error = math.sqrt(max(together, alone / 2) * n / (n - 1))
    return _around(cells, float(t.ppf((1 + level) / 2, n - 1)) * error, level)


def _at_ends(
    odds: Interval | None, cells: Floats, measure: Callable[[Floats], float]
) -> Interval | None:
    """A measure at both ends of the odds ratio, the numbers of people per code as they are."""
    if odds is None:
        return None
    low, high = (measure(_table(cells, end)) for end in (odds.low, odds.high))
    return Interval(low, high, odds.level)


def _table(cells: Floats, odds: float) -> Floats:
    """The cells that have these margins and this odds ratio: the root of a quadratic."""
    both, one, two, none = (float(value) for value in cells)
    n, first, second = both + one + two + none, both + one, both + two
    if math.isinf(odds):
        found = min(first, second)
    elif abs(odds - 1) < 1e-9:
        found = first * second / n
    else:  # x (n - first - second + x) = odds (first - x) (second - x)
        a, b = odds - 1, n + (first + second) * (odds - 1)
        root = math.sqrt(max(0.0, b * b - 4 * a * odds * first * second))
        found = (b - root) / (2 * a)
    return np.array([found, first - found, second - found, n - first - second + found])


def _stratified(each: Floats, strata: NDArray[np.intp]) -> float:
    """Fisher's exact test, conditional on the numbers within each stratum (Cochran 1954, exact).

    Two-sided: all outcomes as unlikely as this one.
    """
    from scipy.stats import hypergeom

    tables = np.zeros((int(strata.max()) + 1, 4))
    np.add.at(tables, strata, each.T)
    chances, low, seen = np.ones(1), 0, 0
    for both, one, two, none in tables:
        n, first, second = int(both + one + two + none), int(both + one), int(both + two)
        counts = np.arange(max(0, first + second - n), min(first, second) + 1)
        chances = np.convolve(chances, hypergeom.pmf(counts, n, first, second) if n else [1.0])
        low, seen = low + int(counts[0]), seen + int(both)
    return float(min(1.0, chances[chances <= chances[seen - low] * (1 + 1e-7)].sum()))
