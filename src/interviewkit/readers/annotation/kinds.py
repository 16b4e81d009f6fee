"""What files of this family are known by."""

from __future__ import annotations

from interviewkit.readers.annotation.eaf import is_eaf
from interviewkit.readers.annotation.textgrid import is_binary_textgrid, is_textgrid
from interviewkit.readers.kinds import FileKind

KINDS: tuple[FileKind, ...] = (
    FileKind("eaf", (".eaf",), is_eaf),
    FileKind("textgrid", (".textgrid",), is_textgrid),
    FileKind("textgrid", (), magic=is_binary_textgrid),
)
