"""``python -m interviewkit``, and where the command of that name starts."""

from __future__ import annotations

import _thread
import gc
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

MOMENT = 0.05
"""Seconds after which a Ctrl-C that was lost comes again."""


def main() -> None:
    """Run the command line; a Ctrl-C is no fault, whatever it meets."""
    sys.excepthook, sys.unraisablehook = _end, _interrupt_again
    try:
        from interviewkit.cli import main as command_line
    except KeyboardInterrupt:
        sys.exit("Aborted!")
    # A study makes millions of small lasting objects; looking through them for rings takes seconds.
    gc.set_threshold(100_000, 50, 100)
    command_line()


def _end(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Tell what nobody caught; a library that is stopped while it loads says so in other words."""
    behind: BaseException | None = fault
    while behind is not None and not isinstance(behind, KeyboardInterrupt):
        behind = behind.__cause__ or behind.__context__
    if behind is None:
        sys.__excepthook__(kind, fault, trace)
    else:
        sys.stderr.write("Aborted!\n")


def _interrupt_again(lost: UnraisableHookArgs) -> None:
    """A Ctrl-C in a weak reference's callback, out of which Python lets nothing, comes again."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        # A moment later, from another thread: here it would be lost once more.
        threading.Timer(MOMENT, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(lost)


if __name__ == "__main__":
    main()
