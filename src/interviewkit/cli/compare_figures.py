"""Figures of a comparison as words and numbers for rows."""

from __future__ import annotations

import math

from interviewkit.model import Corrected, Interval


def value_words(value: float, share: bool) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:.0%}" if share else f"{value:.3g}"


def points(value: float) -> str:
    return "–" if math.isnan(value) else f"{signed(value)} points"


def points_range(interval: Interval | None) -> str:
    if interval is None or math.isnan(interval.low):
        return "–"
    return f"{signed(interval.low)} to {signed(interval.high)}"


def with_range(value: float, interval: Interval) -> str:
    return f"{signed(value)} ({points_range(interval)})"


def signed(share: float) -> str:
    """Percentage points with their sign; one decimal where whole points would hide it."""
    points = 100 * share
    places = 1 if 0.05 <= abs(points) < 0.5 else 0
    return f"{points:+.{places}f}" if abs(points) >= 0.05 else "0"


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
