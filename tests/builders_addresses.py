"""Every address that a served study answers, as it is registered: no page can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from interviewkit.web.serving.app import PAGES

LEFT_OUT = ("/enter", "/joining", "/api/events", "/static")
"""Doors, and a stream that never ends."""


def list_addresses(examples: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Addresses of a GET; ``examples`` says what is asked for where one needs more than itself."""
    for name in PAGES:
        for route in import_module(f"interviewkit.web.{name}").ROUTES:
            path = getattr(route, "path", "")
            if "GET" not in (getattr(route, "methods", None) or ()) or path.startswith(LEFT_OUT):
                continue
            if path in examples:
                yield from examples[path]
            elif "{" in path:
                raise KeyError(f"say by an example what is asked for at {path}")
            else:
                yield path
