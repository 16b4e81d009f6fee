"""Shading the cells of a table of counts."""

from __future__ import annotations

DARK = 0.55
"""From this shade on, letters are light."""


def shade(people: int, highest: int) -> str:
    """The opacity of a cell as CSS wants it, from 0 (nobody) to 0.9 (the highest count)."""
    return f"{0.9 * people / max(1, highest):.2f}"


def is_dark(people: int, highest: int) -> bool:
    """Whether letters on the cell must be light to be read."""
    return 0.9 * people / max(1, highest) >= DARK
