"""What ``[inference]`` and ``[families]`` may say: how comparisons are tested and adjusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

OUTDATED = (("inference", "permutations"),)
"""Sections and settings of older versions: told, and otherwise passed over."""


@dataclass(frozen=True, slots=True)
class FamilySettings:
    """Tests that are adjusted together: codes or themes, and segments or variables, by name or
    shell-style pattern; empty means any."""

    of: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InferenceSettings:
    """How themes and survey are tested against each other.

    ``level`` is that of intervals; tests are held against 1 less it. ``adjust`` is ``holm``,
    ``bh`` or ``none``. A side with fewer people than ``min_cell`` is not tested and not shown to
    others. ``power`` is what a power statement promises. ``variables`` are survey variables to be
    set against every theme. ``asked`` maps a code to what its question sounds like, or to
    ``everyone``. ``by_construction`` maps a code or theme to the segments and variables that are
    made from what it codes: between these a difference is sure before anybody is asked.
    """

    level: float = 0.95
    adjust: str = "holm"
    min_cell: int = 5
    power: float = 0.8
    variables: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    by_construction: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def take_outdated(table: dict[str, Any]) -> tuple[str, ...]:
    """Settings of older versions that stand there, which are taken out of the table."""
    found = []
    for section, name in OUTDATED:
        if isinstance(table.get(section), Mapping) and name in table[section]:
            table[section] = {key: v for key, v in table[section].items() if key != name}
            found.append(f"[{section}] {name}")
    return tuple(found)
