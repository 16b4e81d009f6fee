"""Figures of a comparison as words and numbers for rows."""

from __future__ import annotations

import math

from interviewkit.model import Corrected, Interval
from interviewkit.model.rounding import signed_points, whole_percent


def value_words(value: float, share: bool) -> str:
    if math.isnan(value):
        return "–"
    return f"{whole_percent(value)}%" if share else f"{value:.3g}"


def points(value: float) -> str:
    return "–" if math.isnan(value) else f"{signed_points(value)} points"


def points_range(interval: Interval | None) -> str:
    if interval is None or math.isnan(interval.low):
        return "–"
    return f"{signed_points(interval.low)} to {signed_points(interval.high)}"


def with_range(value: float, interval: Interval) -> str:
    return f"{signed_points(value)} ({points_range(interval)})"


def interval_words(interval: Interval | None) -> str:
    return "–" if interval is None else f"{interval.low:.3g} to {interval.high:.3g}"


def corrected_share(found: Corrected | None) -> float | None:
    return as_share(found.share) if found else None


def as_share(value: float) -> float:
    return rounded(value, 4)


def rounded(value: float, places: int) -> float:
    return value if math.isnan(value) or math.isinf(value) else round(value, places)


def p_value(value: float) -> float:
    return rounded(value, 6)


def p_words(value: float) -> str:
    if math.isnan(value):
        return "–"
    return "<0.001" if value < 0.001 else f"{value:.3f}"
