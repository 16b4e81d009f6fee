"""Krippendorff's alpha for values on any level of measurement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np

from interviewkit.findings.agreeing.measures.chance import Chance
from interviewkit.findings.agreeing.measures.ratings import Floats, Ratings
from interviewkit.findings.agreeing.measures.weights import convert_values

LEVELS = ("nominal", "ordinal", "interval", "ratio")

Distance = Callable[[Ratings, Floats], Floats]
"""(ratings, how often each value was given (..., v)) -> squared differences, (..., v, v)."""


def alpha(ratings: Ratings, level: str | Distance = "nominal") -> Chance:
    """One minus the disagreement that was observed over that expected by chance.

    Any number of coders; a unit that fewer than two judged says nothing and is left out. For
    values with distances beyond 1 the ``observed`` and ``expected`` agreement may be negative;
    their ratio is what counts. K. Krippendorff (2011), Computing Krippendorff's
    alpha-reliability, University of Pennsylvania; (2019) Content Analysis, 4th ed., chapter 12.

    Raises:
        ValueError: there is no such level, or ratios are asked of what are no numbers from 0 up.
    """
    pairable = ratings.is_pairable
    tally = np.where(pairable[:, None], ratings.tally, 0.0)
    given = ratings.counts @ tally
    total = given.sum(axis=-1)
    far = choose_distance(level)(ratings, given)
    apart = _sum_distances(tally, far) / np.where(pairable, ratings.raters - 1, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (ratings.counts * apart).sum(axis=-1) / total
        expected = _met(given, far) / total**2
        correction = (total - 1) / total  # of values, none is paired with itself by chance
    return Chance(1 - observed * correction, 1 - expected)


def choose_distance(level: str | Distance) -> Distance:
    """The squared difference that belongs to a level of measurement."""
    if callable(level):
        return level
    known: dict[str, Distance] = {
        "nominal": lambda ratings, _given: 1 - np.eye(len(ratings.values)),
        "ordinal": _ordinal,
        "interval": _interval,
        "ratio": _ratio,
    }
    if level not in known:
        raise ValueError(f"{level!r} is no level of measurement; these are: {', '.join(LEVELS)}")
    return known[level]


def compute_set_distances(ratings: Ratings, _given: Floats) -> Floats:
    """MASI, for values that are sets of codes: 0 for the same sets, 1 for sets without overlap.

    In between, the share of codes in common counts by two thirds where one set lies within the
    other and by one third where they only overlap: R. Passonneau (2006), Measuring agreement on
    set-valued items, LREC 2006. Two empty sets are the same.
    """
    sets = cast(Sequence[frozenset[str]], ratings.values)
    codes = sorted(frozenset().union(*sets))
    holds = np.array([[code in each for code in codes] for each in sets], np.float64)
    holds = holds.reshape(len(sets), len(codes))  # no sets at all are a table, too
    size = holds.sum(axis=1)
    common = holds @ holds.T
    either = np.add.outer(size, size) - common
    within = common == np.minimum.outer(size, size)
    kind = np.where(within, 2 / 3, np.where(common > 0, 1 / 3, 0.0))
    return np.where(common == either, 0.0, 1 - kind * common / np.maximum(either, 1))


def masi(a: frozenset[str], b: frozenset[str]) -> float:
    """How far two sets of codes differ, 0 to 1; see :func:`compute_set_distances`."""
    if a == b:
        return 0.0
    kind = 2 / 3 if a <= b or b <= a else 1 / 3 if a & b else 0.0
    return 1 - kind * len(a & b) / len(a | b)


def _ordinal(_ratings: Ratings, given: Floats) -> Floats:
    """How many values lie between two, those at the ends counted by half."""
    middle = np.cumsum(given, axis=-1) - given / 2
    return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2)


def _interval(ratings: Ratings, _given: Floats) -> Floats:
    scale = convert_values(ratings)
    return np.asarray(np.subtract.outer(scale, scale) ** 2)


def _ratio(ratings: Ratings, _given: Floats) -> Floats:
    scale = convert_values(ratings)
    if (scale < 0).any():
        raise ValueError("ratios need values from 0 up; choose another level of measurement")
    both = np.add.outer(scale, scale)
    return np.asarray((np.subtract.outer(scale, scale) / np.where(both == 0, 1, both)) ** 2)


def _sum_distances(tally: Floats, far: Floats) -> Floats:
    """(..., k): the distances between all ordered pairs of coders, summed."""
    return np.asarray(np.einsum("kv,...vw,kw->...k", tally, far, tally, optimize=True))


def _met(given: Floats, far: Floats) -> Floats:
    return np.asarray(np.einsum("...v,...vw,...w->...", given, far, given, optimize=True))
