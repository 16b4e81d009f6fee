"""Figures of a comparison as numbers for rows."""

from __future__ import annotations

import math

from interviewkit.model import Corrected


def read_corrected_share(found: Corrected | None) -> float | None:
    return round_share(found.share) if found else None


def round_share(value: float) -> float:
    return round_figure(value, 4)


def round_figure(value: float, places: int) -> float:
    return value if math.isnan(value) or math.isinf(value) else round(value, places)


def round_p(value: float) -> float:
    return round_figure(value, 6)
