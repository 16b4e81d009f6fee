"""What study.toml says under ``[coding]``."""

from __future__ import annotations

from dataclasses import dataclass

STANDINGS = (
    "consensus, then majority",
    "consensus, then any",
    "consensus, then all",
    "majority",
    "any",
    "all",
)
"""How what several people say of a turn becomes one word, the default first."""


@dataclass(frozen=True, slots=True)
class CodingSettings:
    """Which coders propose, and whose word stands; together coders decide as ``machine``.

    ``learned`` begins to propose once people have judged enough, and then decides. With
    ``selective`` it is certified what the machine may decide alone: at most ``error`` of it wrong,
    with ``confidence``, by the ``promise`` (``decisions`` or ``classes``). ``standing`` says how
    what several people say of a turn becomes one word; docs/standing.md explains it.
    """

    coders: tuple[str, ...] = ("rules", "examples", "learned")
    selective: bool = False
    error: float = 0.10
    confidence: float = 0.95
    promise: str = "decisions"
    standing: str = STANDINGS[0]
