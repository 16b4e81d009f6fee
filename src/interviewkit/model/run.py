"""The record of what was done, with what, when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.errors import Problem


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a step. Times are ISO 8601 in UTC; hashes are SHA-256 hex digits."""

    verb: str
    fingerprint: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    codebook_version: str = ""
    model: str = ""
    model_hash: str = ""
    seed: int | None = None
    packages: Mapping[str, str] = field(default_factory=dict)
    started: str = ""
    ended: str = ""
    outcome: Mapping[str, object] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did, for a face to show: sentences, figures, and the problems that it met.

    ``did`` is ``False`` where nothing was new or changed.
    """

    verb: str
    did: bool
    says: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
