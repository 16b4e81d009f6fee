"""Guids as keys: any case, with or without braces, mended where missing or given twice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BARE = re.compile(r"([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})")
_HYPHENS = str.maketrans("\u2010\u2011\u2012\u2013\u2212", "-----")
_SPACE: UUID = uuid5(NAMESPACE_URL, "https://www.qdasoftware.org/interviewkit")


def derive_guid(*parts: object) -> str:
    """A guid that is the same whenever the parts are the same."""
    return str(uuid5(_SPACE, "\x1f".join(map(str, parts))))


def is_guid(text: str) -> bool:
    """Whether it is a guid as the standard writes them."""
    return bool(_GUID.fullmatch(_spell(text)))


def fit_guid(raw: str | None) -> str:
    """A guid in one spelling; another sign of identity becomes a guid that goes with it."""
    if not raw:
        return ""
    if _GUID.fullmatch(raw):
        return raw
    guid = _spell(raw)
    return guid if _GUID.fullmatch(guid) else derive_guid("not a guid", raw.strip())


def _spell(raw: str) -> str:
    """What is a guid, if it is one: in small letters, without braces or ``urn:uuid:``."""
    guid = raw.strip().strip("{}").lower()
    if _GUID.fullmatch(guid):
        return guid
    guid = guid.removeprefix("urn:uuid:").strip("(){}").translate(_HYPHENS)
    bare = _BARE.fullmatch(guid)
    return "-".join(bare.groups()) if bare else guid


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
