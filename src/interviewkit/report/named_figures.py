"""Figures as sentences name them, and which of them may be set apart from others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from interviewkit.model import Interval

Write = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure as a sentence may name it; ``around`` is its interval."""

    name: str
    value: float
    around: Interval | None = None


def name_extremes(
    found: Sequence[NamedFigure], write: Write, most: str = "most", least: str = "least"
) -> str:
    """``: most among Freelancers (58%), least among Executives (20%)``; empty if none is apart."""
    if len(found) < 2:
        return ""
    first, last = find_extremes(found)
    if not are_apart(first, last):
        return ""
    return (
        f": {most} among {first.name} ({write(first.value)}), "
        f"{least} among {last.name} ({write(last.value)})"
    )


def find_extremes(found: Sequence[NamedFigure]) -> tuple[NamedFigure, NamedFigure]:
    return max(found, key=lambda each: each.value), min(found, key=lambda each: each.value)


def are_apart(first: NamedFigure, last: NamedFigure) -> bool:
    """Whether even the nearest ends of both intervals lie apart.

    No test, and stricter than one: that intervals meet does not show that figures are alike. It
    is what a title may rest on that nobody tested. Without intervals nothing is claimed.
    """
    if first.around is None or last.around is None:
        return False
    return first.around.low > last.around.high
