"""Guids as keys: any case, with or without braces, mended where missing or given twice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SPACE: UUID = uuid5(NAMESPACE_URL, "https://www.qdasoftware.org/interviewkit")


def derive_guid(*parts: str) -> str:
    """A guid that is the same whenever the parts are the same."""
    return str(uuid5(_SPACE, "\x1f".join(parts)))


def is_guid(text: str) -> bool:
    """Whether it is a guid as the standard writes them."""
    return bool(_GUID.fullmatch(text.strip().strip("{}").lower()))


def fit_guid(raw: str | None) -> str:
    """A guid in one spelling; another sign of identity becomes a guid that goes with it."""
    if not raw:
        return ""
    if _GUID.fullmatch(raw):
        return raw
    guid = raw.strip().strip("{}").lower()
    return guid if _GUID.fullmatch(guid) else derive_guid("not a guid", raw.strip())


@dataclass
class GuidBook:
    """The guids that things of each kind were given; no two of a kind share one.

    ``missing`` and ``again`` count by kind what had none, and what had one that was taken.
    """

    taken: dict[str, set[str]] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    again: dict[str, int] = field(default_factory=dict)

    def take(self, kind: str, raw: str | None) -> str:
        """The guid of the next thing of that kind."""
        taken = self.taken.setdefault(kind, set())
        guid = fit_guid(raw)
        if not guid:
            number = self.missing[kind] = self.missing.get(kind, 0) + 1
            guid = derive_guid("no guid", kind, str(number))
        first = guid
        count = 1
        while guid in taken:
            count += 1
            guid = derive_guid("again", kind, first, str(count))
        if count > 1:
            self.again[kind] = self.again.get(kind, 0) + 1
        taken.add(guid)
        return guid
