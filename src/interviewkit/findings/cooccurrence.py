"""Which codes go together in the same people."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from interviewkit.model import Interval, Pair

Floats = NDArray[np.float64]
Measure = Callable[[Floats], Floats]

FEWEST = 5
"""Fewer people than this who voiced a code tell nothing of what it goes with."""

HALF = 0.5


def cooccurrence(
    codes: Sequence[str],
    voiced: Mapping[str, Collection[str]],
    people: Collection[str],
    together: Mapping[str, Hashable],
    *,
    side: str = "",
    level: float = 0.95,
) -> list[Pair]:
    """Every pair of codes that at least five people voiced each, over the same people.

    phi is the correlation of the two, the Jaccard index the share of people with both among those
    with either, and the odds ratio how much likelier the one is with the other than without.
    Intervals are by the jackknife over units (people, or groups that talked together: each left
    out once, B. Efron and C. Stein 1981) of atanh phi, logit Jaccard and log odds, with half a
    person added to each cell and Student's t. The test is Fisher's exact one where everyone stands
    alone, else the t test of the log odds.
    """
    order = sorted(people)
    units = _units(order, together)
    known = [code for code in codes if len(set(voiced.get(code, ())) & set(order)) >= FEWEST]
    hits = {code: np.array([p in voiced[code] for p in order], float) for code in known}
    return [
        _pair(a, b, hits[a], hits[b], units, side, level) for a, b in combinations(known, 2)
    ]


def _units(people: Sequence[str], together: Mapping[str, Hashable]) -> NDArray[np.intp]:
    numbers: dict[Hashable, int] = {}
    found = [numbers.setdefault(together[person], len(numbers)) for person in people]
    return np.array(found, np.intp)


def _pair(
    first: str,
    second: str,
    a: Floats,
    b: Floats,
    units: NDArray[np.intp],
    side: str,
    level: float,
) -> Pair:
    each = np.stack([a * b, a * (1 - b), (1 - a) * b, (1 - a) * (1 - b)])
    cells = each.sum(axis=1)
    n_units = int(units.max()) + 1
    by_unit = np.zeros((4, n_units))
    np.add.at(by_unit.T, units, each.T)
    without = cells[:, None] - by_unit
    phi = _interval(_atanh_phi, cells, without, np.tanh, level)
    jaccard = _interval(_logit_jaccard, cells, without, _expit, level)
    odds = _interval(_log_odds, cells, without, np.exp, level)
    alone = n_units == len(a)
    both, one, two, none = (int(value) for value in cells)
    return Pair(
        first, second, side, both, one, two, none,
        phi=_phi(cells), phi_interval=phi,
        jaccard=both / (both + one + two), jaccard_interval=jaccard,
        odds=_odds(cells), odds_interval=odds,
        p=_fisher(cells) if alone else _t_test(cells, without),
    )  # fmt: skip


def _phi(cells: Floats) -> float:
    both, one, two, none = cells
    scale = math.sqrt((both + one) * (both + two) * (none + one) * (none + two))
    return float((both * none - one * two) / scale) if scale else math.nan


def _odds(cells: Floats) -> float:
    both, one, two, none = cells
    if one * two:
        return float(both * none / (one * two))
    return math.inf if both * none else math.nan


def _atanh_phi(cells: Floats) -> Floats:
    both, one, two, none = cells + HALF
    scale = np.sqrt((both + one) * (both + two) * (none + one) * (none + two))
    found: Floats = np.arctanh((both * none - one * two) / scale)
    return found


def _logit_jaccard(cells: Floats) -> Floats:
    both, one, two, _ = cells + HALF
    found: Floats = np.log(both / (one + two - HALF))
    return found


def _log_odds(cells: Floats) -> Floats:
    both, one, two, none = cells + HALF
    found: Floats = np.log(both * none / (one * two))
    return found


def _expit(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _spread(measure: Measure, cells: Floats, without: Floats) -> tuple[float, float, int]:
    """The measure, its jackknife standard error, and the degrees of freedom."""
    n = without.shape[1]
    found = measure(without)
    error = math.sqrt((n - 1) / n * float(((found - found.mean()) ** 2).sum()))
    return float(measure(cells[:, None])[0]), error, n - 1


def _interval(
    measure: Measure,
    cells: Floats,
    without: Floats,
    back: Callable[[float], float],
    level: float,
) -> Interval | None:
    from scipy.stats import t

    value, error, df = _spread(measure, cells, without)
    if df < 1 or not error:
        return None
    half = float(t.ppf((1 + level) / 2, df)) * error
    return Interval(float(back(value - half)), float(back(value + half)), level)


def _fisher(cells: Floats) -> float:
    from scipy.stats import fisher_exact

    both, one, two, none = (int(value) for value in cells)
    return float(fisher_exact([[both, one], [two, none]]).pvalue)


def _t_test(cells: Floats, without: Floats) -> float:
    from scipy.stats import t

    value, error, df = _spread(_log_odds, cells, without)
    return 2 * float(t.sf(abs(value) / error, df)) if df >= 1 and error else math.nan
