"""A bound on memory while a library reads a file that may be damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewkit.model.limits import MEGABYTE

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
