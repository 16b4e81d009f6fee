"""What coders gave to units: distinct patterns, and how many units show each.

Agreement does not ask in which order units come. So 15,000 turns that three coders judged present
or absent are at most 27 patterns with a count each, every measure is a function of those counts,
and a thousand resamples are a thousand rows of counts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MISSING = -1
"""Stands in a pattern where a coder said nothing of a unit."""


@dataclass(frozen=True, eq=False)
class Ratings:
    """``k`` patterns of ``r`` coders over ``v`` values.

    Attributes:
        given: (k, r) places in ``values``, or ``MISSING``.
        counts: (..., k) how many units show each pattern; leading axes are resamples.
        values: the ``v`` values that coders could give, in order.
    """

    given: Ints
    counts: Floats
    values: Sequence[Hashable]

    def __post_init__(self) -> None:
        if self.given.shape[0] != self.counts.shape[-1]:
            raise ValueError(
                f"{self.given.shape[0]} patterns need as many counts, not {self.counts.shape[-1]}"
            )

    def with_counts(self, counts: Floats) -> Ratings:
        """The same patterns, each shown by another number of units."""
        return Ratings(self.given, counts, self.values)

    @cached_property
    def marks(self) -> Floats:
        """(k, r, v): 1 where a coder gave that value."""
        found = self.given[..., None] == np.arange(len(self.values))
        return np.asarray(found, np.float64)

    @cached_property
    def tally(self) -> Floats:
        """(k, v): how many coders gave each value."""
        return np.asarray(self.marks.sum(axis=1))

    @cached_property
    def raters(self) -> Floats:
        """(k,): how many coders gave any value."""
        return np.asarray(self.tally.sum(axis=1))

    @cached_property
    def is_pairable(self) -> NDArray[np.bool_]:
        """(k,): at least two coders gave a value, so there is something to compare."""
        return self.raters >= 2


def build_ratings_of_places(
    given: Ints, values: Sequence[Hashable], size: Floats | None = None
) -> tuple[Ratings, Ints]:
    """Ratings from one row of places a unit, (n, r), and which pattern each unit shows, (n,).

    ``size``, (n,), is how many units each row stands for; one if left out.
    """
    if not len(given):
        return Ratings(given.reshape(0, given.shape[1]), np.zeros(0), values), np.zeros(0, np.int64)
    base = (len(values) + 1) ** np.arange(given.shape[1])
    if float(len(values) + 1) ** given.shape[1] < 2**62:  # one number a row sorts fastest
        _, first, which = np.unique((given + 1) @ base, return_index=True, return_inverse=True)
        patterns = given[first]
    else:
        patterns, which = np.unique(given, axis=0, return_inverse=True)
    which = which.reshape(-1)
    counts = np.bincount(which, size, minlength=len(patterns)).astype(np.float64)
    return Ratings(patterns, counts, values), which


def build_ratings_of_units(
    units: Iterable[Sequence[Hashable]], values: Sequence[Hashable] | None = None
) -> Ratings:
    """Ratings from one row of values a unit, one value a coder; ``None`` where there is none.

    ``values`` are all that coders could give, in order; left out, they are those that occur,
    sorted.

    Raises:
        ValueError: a value is not among ``values``, or rows differ in length.
    """
    rows = [tuple(row) for row in units]
    if values is None:
        values = sorted({v for row in rows for v in row if v is not None})  # type: ignore[type-var]
    place = {value: number for number, value in enumerate(values)}
    unknown = {v for row in rows for v in row if v is not None and v not in place}
    if unknown or len({len(row) for row in rows}) > 1:
        raise ValueError(f"no such values: {unknown}" if unknown else "rows differ in length")
    given = [[MISSING if v is None else place[v] for v in row] for row in rows]
    coders = len(rows[0]) if rows else 0
    return build_ratings_of_places(np.array(given, np.int64).reshape(len(rows), coders), values)[0]
