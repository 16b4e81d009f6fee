"""Files of a project packed into a .qdpx: the same project always makes the same bytes."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from interviewkit.errors import SourceError
from interviewkit.exchange.refi.archive import clean_path, is_absolute_path
from interviewkit.exchange.refi.guids import derive_guid

Media = Mapping[str, "bytes | Path"]

_WHEN = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = frozenset(
    (
        *(".docx", ".xlsx", ".pptx", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".zip"),
        *(".mp3", ".m4a", ".mp4", ".mov", ".ogg", ".webm", ".mkv"),
    )
)


@dataclass
class SourceFolder:
    """The folder ``sources`` of a project: texts by name, files that came along by path.

    ``missing`` are the files that the project names and nobody brought.
    """

    media: Media
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def add_text(self, guid: str, text: str) -> str:
        """A text becomes a file; returns the path that the project gives it."""
        name = f"{guid}.txt"
        count = 1
        while name in self.texts:  # two things with one guid
            count += 1
            name = f"{derive_guid('again', guid, str(count))}.txt"
        self.texts[name] = text
        return f"internal://{name}"

    def add_media(self, path: str) -> str:
        """A file that came along; empty where it did not, or where its name leads elsewhere."""
        if not path:
            return ""
        name = clean_path(path)
        parts = PurePosixPath(name).parts
        is_odd = not parts or ".." in parts or "\x00" in name or is_absolute_path(path)
        if is_odd or not self._can_be_read(path):
            self.missing += [path] if path not in self.missing else []
            return ""
        self.files[name] = path
        return f"internal://{name}"

    def _can_be_read(self, path: str) -> bool:
        """Whether a file is there, whole and no larger than one may be; else it is missing."""
        try:
            return self.media.get(path) is not None
        except SourceError:
            return False


def pack(stream: BinaryIO, project: str, folder: SourceFolder) -> None:
    """Write a .qdpx: the project first, then its texts, then the files that came along."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_describe("project.qde"), project.encode("utf-8"))
        for name, text in folder.texts.items():
            archive.writestr(_describe(f"sources/{name}"), text.encode("utf-8"))
        for name, content in _each_file(folder):
            if isinstance(content, bytes):
                archive.writestr(_describe(f"sources/{name}"), content)
            else:
                with content.open("rb") as source, archive.open(
                    _describe(f"sources/{name}"), "w", force_zip64=True
                ) as target:  # fmt: skip
                    shutil.copyfileobj(source, target)


def _each_file(folder: SourceFolder) -> Iterator[tuple[str, bytes | Path]]:
    texts = {name.casefold() for name in folder.texts}
    for name, path in folder.files.items():
        if name.casefold() not in texts:
            yield name, folder.media[path]


def _describe(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _WHEN)
    is_packed = PurePosixPath(name).suffix.lower() in _PACKED_ALREADY
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info
