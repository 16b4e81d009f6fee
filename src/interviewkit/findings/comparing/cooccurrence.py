"""Which codes go together in the same people."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from interviewkit.findings.comparing.ties import Ties
from interviewkit.model import Interval, Pair

Floats = NDArray[np.float64]

FAR = 40.0
"""No logarithm of an odds ratio is sought farther than this."""

FEWEST = 5
"""Fewer people than this who voiced a code tell nothing of what it goes with."""


def find_cooccurrence(
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

    Where people talked in groups the odds ratio is that within conversations (N. Mantel, W.
    Haenszel 1959, JNCI 22, 719-748): what a whole group talked about makes no pair. Interval and
    test are exact and conditional on how many voiced each code in each conversation, central: p
    is twice the smaller tail, and the interval, R's of ``mantelhaen.test(exact = TRUE)``, holds
    every odds ratio that is not rejected (M. P. Fay 2010, Biostatistics 11, 373-374). phi and
    Jaccard at its ends, with as many people for each code as there are, are their intervals where
    nobody talked with another.

    ``conversations`` maps people to those in which they spoke. Nothing is adjusted here.
    """
    order = sorted(people)
    strata = _strata(order, conversations)
    n = {code: len(set(voiced.get(code, ())) & set(order)) for code in codes}
    known = [code for code in codes if FEWEST <= n[code] < len(order)]
    hits = {code: np.array([p in voiced[code] for p in order], float) for code in known}
    return [_pair(a, b, hits[a], hits[b], strata, side, level) for a, b in combinations(known, 2)]


def _strata(order: Sequence[str], conversations: Mapping[str, Collection[str]]) -> NDArray[np.intp]:
    """(n,) a number for those who were in the same conversations, 0 for whoever met nobody."""
    spoke = [frozenset(conversations.get(person, ())) for person in order]
    met = Ties.of(order, spoke).same_conversation.sum(axis=1) > 0
    numbers: dict[frozenset[str], int] = {}
    return np.array(
        [
            numbers.setdefault(each, len(numbers) + 1) if other else 0
            for each, other in zip(spoke, met, strict=True)
        ],
        np.intp,
    )


def _pair(
    first: str,
    second: str,
    a: Floats,
    b: Floats,
    strata: NDArray[np.intp],
    side: str,
    level: float,
) -> Pair:
    tables = np.zeros((int(strata.max()) + 1, 4))
    np.add.at(tables, strata, np.stack([a * b, a * (1 - b), (1 - a) * b, (1 - a) * (1 - b)]).T)
    cells = tables.sum(axis=0)
    given = _Conditional.of(tables)
    odds = given.interval(level)
    whole = None if strata.any() else odds
    both, one, two, none = (int(value) for value in cells)
    return Pair(
        first, second, side, both, one, two, none,
        phi=_phi(cells),
        phi_interval=_at_ends(whole, cells, _phi),
        jaccard=_jaccard(cells),
        jaccard_interval=_at_ends(whole, cells, _jaccard),
        odds=_odds(tables),
        odds_interval=odds,
        p=given.p,
    )  # fmt: skip


def _phi(cells: Floats) -> float:
    both, one, two, none = (float(value) for value in cells)
    scale = math.sqrt((both + one) * (both + two) * (none + one) * (none + two))
    return (both * none - one * two) / scale if scale else math.nan


def _jaccard(cells: Floats) -> float:
    both, one, two, _ = (float(value) for value in cells)
    return both / (both + one + two)


def _odds(tables: Floats) -> float:
    """Mantel and Haenszel's odds ratio; of one table that of its cells."""
    both, one, two, none = tables.T
    n = np.maximum(tables.sum(axis=1), 1.0)
    above, below = float((both * none / n).sum()), float((one * two / n).sum())
    if below:
        return above / below
    return math.inf if above else math.nan


@dataclass(frozen=True)
class _Conditional:
    """How many people have both codes, given how many have each in every conversation.

    ``chances`` (m,) are the logarithms of the probabilities of the numbers that are possible if
    the codes have nothing to do with each other; ``seen`` is the place of the one that was found.
    """

    chances: Floats
    seen: int

    @classmethod
    def of(cls, tables: Floats) -> _Conditional:
        """From (s, 4) tables: both, the first alone, the second alone, neither."""
        from scipy.stats import hypergeom

        chances, seen = np.ones(1), 0
        for both, one, two, none in tables:
            n, first, second = int(both + one + two + none), int(both + one), int(both + two)
            counts = np.arange(max(0, first + second - n), min(first, second) + 1)
            chances = np.convolve(chances, hypergeom.pmf(counts, n, first, second) if n else [1.0])
            seen += int(both) - int(counts[0])
        with np.errstate(divide="ignore"):
            return cls(np.log(chances), seen)

    @property
    def p(self) -> float:
        """Twice the smaller tail, at most 1."""
        return min(1.0, 2 * min(self._tail(0.0, upper=True), self._tail(0.0, upper=False)))

    def interval(self, level: float) -> Interval | None:
        """The odds ratios that are not rejected; ``None`` where only one number is possible."""
        from scipy.optimize import brentq

        if len(self.chances) == 1:
            return None
        alpha, ends = (1 - level) / 2, []
        for upper, least in ((True, self.seen == 0), (False, self.seen == len(self.chances) - 1)):
            if least:
                ends.append(0.0 if upper else math.inf)
                continue
            at = brentq(lambda log, up=upper: self._tail(log, upper=up) - alpha, -FAR, FAR)
            ends.append(math.exp(at))
        return Interval(ends[0], ends[1], level)

    def _tail(self, log_odds: float, *, upper: bool) -> float:
        """The chance of as many as were seen or more, or fewer, at an odds ratio."""
        weights = self.chances + log_odds * np.arange(len(self.chances))
        weights = np.exp(weights - weights.max())
        part = weights[self.seen :] if upper else weights[: self.seen + 1]
        return float(part.sum() / weights.sum())


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
