"""Try first, in a process of its own, what might take this one down."""

from __future__ import annotations

import faulthandler
import os
import signal
from collections.abc import Callable


def is_crashing(act: Callable[[], object], seconds: int) -> bool:
    """Whether a process that does this crashes or is not through after so many seconds.

    Libraries written in C do so on damaged files; no exception tells it. What the act raises is no
    death: it is told when the act is done in earnest. Where processes cannot be forked, nothing is
    tried, and the answer is no.
    """
    if not hasattr(os, "fork"):
        return False
    child = os.fork()
    if not child:
        try:
            faulthandler.disable()  # its report would look like our own crash
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(seconds)
            act()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
