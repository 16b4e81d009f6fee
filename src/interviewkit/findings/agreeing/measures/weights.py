"""How much two different values still agree: 1 for the same value, down to 0.

K. L. Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 3, whose names these are.
"""

from __future__ import annotations

import numpy as np

from interviewkit.findings.agreeing.measures.ratings import Floats, Ratings

WEIGHTS = ("identity", "ordinal", "linear", "quadratic")


def build_agreement_weights(ratings: Ratings, kind: str = "identity") -> Floats:
    """The (v, v) weights of that kind.

    ``ordinal`` uses the order of the values alone; ``linear`` and ``quadratic`` the distances
    between values that are numbers, and between their places where they are not.

    Raises:
        ValueError: there is no such kind.
    """
    if kind not in WEIGHTS:
        raise ValueError(f"{kind!r} is no kind of weights; these are: {', '.join(WEIGHTS)}")
    if kind == "identity" or len(ratings.values) < 2:
        return np.eye(len(ratings.values))
    scale = np.arange(len(ratings.values)) if kind == "ordinal" else convert_values(ratings)
    apart = np.abs(np.subtract.outer(scale, scale)).astype(np.float64)
    if kind == "ordinal":
        apart = apart * (apart + 1) / 2
    if kind == "quadratic":
        apart = apart**2
    return np.asarray(1 - apart / apart.max())


def convert_values(ratings: Ratings) -> Floats:
    """The values as numbers, or else their places."""
    if all(isinstance(value, int | float) for value in ratings.values):
        return np.array(ratings.values, np.float64)
    return np.arange(len(ratings.values), dtype=np.float64)
