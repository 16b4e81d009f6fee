"""Krippendorff's first alpha for unitizing, by squared lengths.

K. Krippendorff (1995), On the reliability of unitizing continuous data, Sociological Methodology
25, 47-76; (2004), Measuring the reliability of qualitative text analysis data, Quality & Quantity
38, 787-800. It weighs how far the ends of units lie apart, and what nobody else touched. Its
authors found later that it misleads with more than two coders: prefer
:mod:`findings.agreeing.measures.unitized`; this one is for comparing with older studies.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interviewkit.findings.agreeing.measures.chance import Chance
from interviewkit.findings.agreeing.measures.ratings import Floats
from interviewkit.findings.agreeing.measures.unitized import GAP, Mark, fill_gaps, find_overlaps

Unit = tuple[int, int]
"""Start and end of a unit of one value."""


def compute_observed_disagreement(coders: Sequence[Sequence[Unit]], length: int) -> float:
    """Squared distances between units that overlap or that nobody else touched, for one value."""
    texts = [fill_gaps([(a, b, 1) for a, b in sorted(units)], length) for units in coders]
    m = len(texts)
    apart = sum(
        _squared(unit, other)
        for mine, ours in enumerate(texts)
        for theirs in texts[:mine] + texts[mine + 1 :]
        for _, unit, other in find_overlaps(ours, theirs)
    )
    return apart / (m * (m - 1) * length**2)


def _squared(unit: Mark, other: Mark) -> int:
    """What two that overlap differ by: two units, at both ends; a unit in a gap, by its length."""
    (start, end, value), (their_start, their_end, theirs) = unit, other
    if value and theirs:
        return (start - their_start) ** 2 + (end - their_end) ** 2
    inner, outer = (unit, other) if value else (other, unit)
    if (value or theirs) and outer[0] <= inner[0] and inner[1] <= outer[1]:
        return (inner[1] - inner[0]) ** 2
    return 0


def compute_expected_disagreement(coders: Sequence[Sequence[Unit]], length: int) -> float:
    """The same over all ways to lay one value's units and gaps beside each other."""
    m = len(coders)
    texts = [fill_gaps([(a, b, 1) for a, b in sorted(units)], length) for units in coders]
    long, many = _lengths(texts, 1)
    gaps, of_gaps = _lengths(texts, GAP)
    room = np.maximum(gaps[None, :] - long[:, None] + 1, 0) @ of_gaps
    units = (many.sum() - 1) / 3 * (2 * long**3 - 3 * long**2 + long)
    ways = m * length * (m * length - 1) - many @ (long * (long - 1))
    return float(2 / length * (many @ (units + long**2 * room)) / ways) if ways else 0.0


def _lengths(texts: Sequence[Sequence[Mark]], value: int) -> tuple[Floats, Floats]:
    """The different lengths that occur, and how often each does."""
    found = [b - a for marks in texts for a, b, v in marks if v == value]
    lengths, times = np.unique(np.array(found, np.float64), return_counts=True)
    return lengths, times.astype(np.float64)


def alpha_u(values: Sequence[Sequence[Sequence[Unit]]], length: int) -> Chance:
    """α_U over values: for each value, the units of every coder on a text of that length."""
    observed = sum(compute_observed_disagreement(coders, length) for coders in values)
    expected = sum(compute_expected_disagreement(coders, length) for coders in values)
    return Chance(np.asarray(1.0 - observed), np.asarray(1.0 - expected))
