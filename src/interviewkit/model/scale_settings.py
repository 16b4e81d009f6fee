"""What ``[survey.scales]`` may say of one scale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScaleSettings:
    """A score from several items: their ``mean`` or ``sum``, over those that are answered.

    ``reverse`` are items that run the other way; ``range`` the least and most that an item can be,
    where the answers themselves do not show it. ``minimum`` items must be answered, by default
    half of them.
    """

    items: tuple[str, ...]
    reverse: tuple[str, ...] = ()
    score: str = "mean"
    minimum: int = 0
    range: tuple[float, ...] = ()
    label: str = ""

    def fault(self) -> str:
        """What makes no sense whatever the survey holds; empty where all does."""
        if self.score not in ("mean", "sum"):
            return f"score must be 'mean' or 'sum', not {self.score!r}"
        if len(self.range) not in (0, 2) or (self.range and self.range[0] >= self.range[1]):
            return "range must be the least and the most: [1, 5]"
        return ""
