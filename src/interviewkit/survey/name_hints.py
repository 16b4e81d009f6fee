"""Hints for names that are not there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def suggest_name(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like this one, case ignored, or else all known names."""
    by_small = {item.lower(): item for item in known}
    near = get_close_matches(name.lower(), by_small, n=1)
    return (
        f"did you mean {by_small[near[0]]!r}?" if near else f"known: {', '.join(by_small.values())}"
    )
