"""Identifiers and times of other tools as the exchange standard writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from interviewkit.exchange.refi.guids import derive_guid, fit_guid
from interviewkit.exchange.refi.values import fit_moment
from interviewkit.exchange.refi.xml_text import escape_attribute

_FRACTION = re.compile(r"(?<=:\d\d)\.\d+")
_UNIX_DATE = "%a %b %d %H:%M:%S %Y"


def read_guid(written: str, *names: object) -> str:
    """The identifier that a file gives, in one spelling; made of the names where it gives none."""
    return fit_guid(written) or derive_guid(*names)


def read_time(written: str) -> str:
    """A time as ``2026-05-04T10:11:12`` with its zone if any; empty where it cannot be read.

    R writes ``Tue May 04 10:11:12 2026``, in English whatever the computer speaks.
    """
    written = " ".join(written.split())
    if moment := fit_moment(_FRACTION.sub("", written)):
        return moment
    try:
        return datetime.strptime(written, _UNIX_DATE).isoformat()
    except ValueError:
        return ""


def write_element(name: str, values: Mapping[str, object]) -> str:
    """An element of the exchange standard, for what marks no words."""
    pairs = (f'{key}="{escape_attribute(str(each))}"' for key, each in values.items())
    return f"<{name} {' '.join(pairs)}/>"


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
