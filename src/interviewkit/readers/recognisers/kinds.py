"""What files of this family are known by."""

from __future__ import annotations

from interviewkit.readers.kinds import FileKind

KINDS: tuple[FileKind, ...] = ()
