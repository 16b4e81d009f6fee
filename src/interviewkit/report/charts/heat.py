"""Shading the cells of a table of counts."""

from __future__ import annotations

DARKEST = 0.6
"""No darker than this: dark letters stay readable on every cell (contrast of about 4.5)."""


def shade(people: int, highest: int) -> str:
    """The opacity of a cell as CSS wants it, from 0 (nobody) to the darkest (the highest count)."""
    return f"{DARKEST * people / max(1, highest):.2f}"
