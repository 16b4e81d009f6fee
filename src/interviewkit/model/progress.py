"""How work tells that it moves on, and asks before it writes over, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Tick = Callable[[int], None]
"""Called with the number of items finished since the last call."""

Progress = Callable[[str, int], AbstractContextManager[Tick]]
"""``with progress("embedding", total) as tick: ...``"""


def ignore_tick(_done: int) -> None:
    """The tick of a library: nobody looks."""


def show_no_progress(_label: str, _total: int) -> AbstractContextManager[Tick]:
    """The progress of a library: nobody looks."""
    return nullcontext(ignore_tick)


Consent = Callable[[str], bool]
"""Called with what would be lost; says whether it may be."""


def refuse_question(_question: str) -> bool:
    """The answer of a library: nobody was asked."""
    return False
