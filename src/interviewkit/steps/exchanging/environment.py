"""Which versions of which packages computed: what a reviewer installs to have the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def list_requirements(package: str = "interviewkit") -> list[str]:
    """The package and all that it needs, as they are installed here: lines for pip.

    >>> [line for line in list_requirements("click") if line.startswith("click==")] != []
    True
    """
    found: dict[str, str] = {}
    waiting = [package]
    while waiting:
        name = _fold(waiting.pop())
        if name in found:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:  # needed on another system, or for an extra that is not here
            continue
        found[name] = f"{name}=={installed.version.partition('+')[0]}"
        waiting.extend(_list_needs(installed))
    return sorted(found.values())


def _list_needs(installed: Distribution) -> Iterator[str]:
    for line in installed.requires or ():
        if name := NAME.match(line):
            yield name[0]


def _fold(name: str) -> str:
    """Names of packages as registries compare them (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
