"""Identifiers, times and colours of other tools as the exchange standard writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import quoteattr

from interviewkit.exchange.refi.guids import derive_guid, fit_guid

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_COLOR = re.compile(r"#?([0-9A-Fa-f]{6})(?:[0-9A-Fa-f]{2})?$")
_UNIX_DATE = "%a %b %d %H:%M:%S %Y"


def make_guid(*names: object) -> str:
    """An identifier for a thing of a file: the same names always give the same one."""
    return derive_guid(*map(str, names))


def read_guid(written: str, *names: object) -> str:
    """The identifier that a file gives, in one spelling; made of the names where it gives none."""
    return fit_guid(written) or make_guid(*names)


def read_time(written: str) -> str:
    """A time as ``2026-05-04T10:11:12`` with its zone if any; empty where it cannot be read.

    R writes ``Tue May 04 10:11:12 2026``, in English whatever the computer speaks.
    """
    written = " ".join(written.split())
    if found := _TIME.match(written):
        day, clock, zone = found.groups(default="")
        return _confirm(f"{day}T{clock}{zone}")
    if _DAY.match(written):
        return _confirm(f"{written}T00:00:00")
    try:
        return datetime.strptime(written, _UNIX_DATE).isoformat()
    except ValueError:
        return ""


def _confirm(written: str) -> str:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return ""
    return written


def read_color(written: str) -> str:
    """A colour as ``#RRGGBB``; empty where it is none (R also knows colours by name)."""
    found = _COLOR.match(written.strip())
    return f"#{found[1].upper()}" if found else ""


def write_element(name: str, values: Mapping[str, object]) -> str:
    """An element of the exchange standard, for what marks no words."""
    return f"<{name} {' '.join(f'{key}={quoteattr(str(each))}' for key, each in values.items())}/>"


def cut_circles(parents: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Parents by guid without those that are unknown or close a circle, and whose those were."""
    kept = {child: above if above in parents else "" for child, above in parents.items()}
    cut = [child for child, above in parents.items() if above and not kept[child]]
    done: set[str] = set()
    for child in parents:
        path: dict[str, None] = {}
        at = child
        while at and at not in done and at not in path:
            path[at] = None
            at = kept[at]
        if at in path:
            last = next(reversed(path))
            kept[last] = ""
            cut.append(last)
        done.update(path)
    return kept, tuple(cut)
