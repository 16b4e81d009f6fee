"""How well the items of a scale hang together."""

from __future__ import annotations

from dataclasses import dataclass

from interviewkit.model.finding import Interval


@dataclass(frozen=True, slots=True)
class Reliability:
    """A scale of the survey and its reliability.

    ``n`` counts the people who answered every item, over whom ``alpha`` (Cronbach's) and ``omega``
    (McDonald's total, of one factor) are taken, both unweighted; ``scored`` those who got a score.
    Each is ``None`` where it cannot be had, and ``notes`` say why. ``rest`` are the correlations
    of each item with the sum of the others, parallel to ``items``.
    """

    scale: str
    items: tuple[str, ...]
    reverse: tuple[str, ...] = ()
    score: str = "mean"
    label: str = ""
    n: int = 0
    scored: int = 0
    alpha: float | None = None
    alpha_interval: Interval | None = None
    omega: float | None = None
    rest: tuple[float | None, ...] = ()
    notes: tuple[str, ...] = ()
