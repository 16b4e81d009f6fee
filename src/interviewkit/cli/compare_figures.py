"""Figures of a comparison as numbers for rows."""

from __future__ import annotations

import math

from interviewkit.model import Corrected


def corrected_share(found: Corrected | None) -> float | None:
    return as_share(found.share) if found else None


def as_share(value: float) -> float:
    return rounded(value, 4)


def rounded(value: float, places: int) -> float:
    return value if math.isnan(value) or math.isinf(value) else round(value, places)


def rounded_p(value: float) -> float:
    return rounded(value, 6)
