"""``python -m interviewkit``, and where the command of that name starts."""

from __future__ import annotations

import _thread
import gc
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

STOPPED = "stopped: what was finished is kept, and nothing is half done"

MOMENT = 0.05
"""Seconds after which a Ctrl-C that was lost comes again."""


def main() -> None:
    """Run the command line; a Ctrl-C is no fault, whatever it meets."""
    sys.unraisablehook = _interrupt_again
    try:
        from interviewkit.cli import main as command_line

        # A study makes millions of small lasting objects: looking for rings in them takes seconds.
        gc.set_threshold(100_000, 50, 100)
        command_line()
    except (Exception, KeyboardInterrupt) as fault:
        if not _is_interrupt(fault):
            raise
        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(128 + signal.SIGINT)  # as a shell expects it of what was stopped so


def _is_interrupt(fault: BaseException | None) -> bool:
    """Whether a Ctrl-C is behind it; a library stopped while it loads says so in other words."""
    while fault is not None and not isinstance(fault, KeyboardInterrupt):
        fault = fault.__cause__ or fault.__context__
    return fault is not None


def _interrupt_again(lost: UnraisableHookArgs) -> None:
    """A Ctrl-C in a weak reference's callback, out of which Python lets nothing, comes again."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        # A moment later, from another thread: here it would be lost once more.
        threading.Timer(MOMENT, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(lost)


if __name__ == "__main__":
    main()
