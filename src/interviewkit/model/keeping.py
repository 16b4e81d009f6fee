"""What was done with a study, with what, when; copies of it; and how it was found."""

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


WELL, NOTE, WRONG = "well", "note", "wrong"


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at: ``state`` is ``well``, ``note`` or ``wrong``.

    ``hint`` says what to do; ``can_repair``: ``check --repair`` can do it.
    """

    state: str
    what: str
    hint: str = ""
    can_repair: bool = False
