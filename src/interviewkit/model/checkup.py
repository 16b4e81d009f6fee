"""What was looked at when a study was looked over, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass

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
