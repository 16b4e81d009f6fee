"""How long work tells that it moves on, without knowing who listens."""

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
