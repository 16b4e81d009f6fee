"""Try first, in a process of its own, what might take this one down."""

from __future__ import annotations

import faulthandler
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewkit.model.limits import MEGABYTE


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


# -- a bound on memory while a library reads a file that may be damaged ----------------------------


_STATM = Path("/proc/self/statm")


@contextmanager
def limit_memory(megabytes: int) -> Iterator[None]:
    """Let the process take so much more memory than it has now, and no more.

    Who asks for more gets a MemoryError or an error of the library. Where a system cannot bound
    the memory of a process or say how much it has, nothing is bounded.
    """
    try:
        import resource

        pages = int(_STATM.read_text(encoding="ascii").split()[0])
    except (ImportError, OSError, ValueError):
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + megabytes * MEGABYTE
    known = [each for each in (before, most) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([wanted, *known]), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
