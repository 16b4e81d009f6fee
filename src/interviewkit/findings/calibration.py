"""Calibration of a machine's scores on turns that were judged by chance."""

from __future__ import annotations

import math
from collections.abc import Mapping

from interviewkit.model import Calibration, Interval, Judged, Promise

BINS = 5
"""Groups of like scores: audits are small, and a curve of many points would be noise."""


def calibration(
    code: str, scores: Mapping[int, float], judged: Mapping[int, Judged]
) -> Calibration | None:
    """How far scores (0 to 1) keep what they promise; ``None`` where nothing was judged.

    Scores must come from a machine that did not learn from these very verdicts. Turns count by
    one over their chance of being judged. Groups are of equal width; the error is the mean
    distance in them, weighted by size (M. P. Naeini, G. F. Cooper, M. Hauskrecht 2015, Obtaining
    well calibrated probabilities using Bayesian binning, AAAI).
    """
    groups: dict[int, list[tuple[float, float, float]]] = {}
    for turn, each in judged.items():
        score = scores.get(turn, math.nan)
        if math.isfinite(score):
            place = min(int(score * BINS), BINS - 1)
            groups.setdefault(place, []).append((1 / each.chance, score, float(each.holds)))
    if not groups:
        return None
    everything = [row for rows in groups.values() for row in rows]
    total = sum(weight for weight, _, _ in everything)
    curve, error = [], 0.0
    for place in sorted(groups):
        mass, promised, found = _means(groups[place])
        error += mass / total * abs(promised - found)
        n = len(groups[place])
        curve.append(Promise(promised, found, n, Interval.wilson(found, n)))
    _, promised, found = _means(everything)
    return Calibration(code, len(everything), promised, found, error, tuple(curve))


def _means(rows: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """The weight of some turns, and their weighted mean score and verdict."""
    mass = sum(weight for weight, _, _ in rows)
    return (
        mass,
        sum(weight * score for weight, score, _ in rows) / mass,
        sum(weight * holds for weight, _, holds in rows) / mass,
    )
