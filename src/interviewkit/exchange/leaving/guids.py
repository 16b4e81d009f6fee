"""GUIDs that follow from what they stand for: the same study leaves as the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

OWN = uuid5(NAMESPACE_URL, "https://interviewkit.example/refi-qda")


@dataclass(frozen=True, slots=True)
class GuidMaker:
    """Makes the GUIDs of one study; two studies share none, whatever their codes are called."""

    space: UUID

    @classmethod
    def of(cls, study: str) -> GuidMaker:
        """The maker of the study of that name."""
        return cls(uuid5(OWN, study))

    def make(self, kind: str, *names: object) -> str:
        """The GUID of a thing of a kind, named by all that tells it from others of its kind.

        >>> GuidMaker.of("x").make("code", "a") == GuidMaker.of("x").make("code", "a")
        True
        """
        return str(uuid5(self.space, "\x1f".join((kind, *map(str, names)))))
