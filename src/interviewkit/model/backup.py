"""Copies of a study's database, and what of people's work is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database from before something took the place of something.

    ``made`` is ISO 8601 in UTC, ``reason`` the step that was about to begin, ``size`` is in bytes.
    ``work`` counts what each person did (``codings`` and ``log`` entries that stand, turns
    ``read``); ``damage`` says why the copy cannot be put back, and is empty where it can.
    """

    name: str
    made: str
    reason: str
    size: int
    work: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    damage: str = ""
