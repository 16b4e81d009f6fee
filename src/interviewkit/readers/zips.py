"""Look into a DOCX or XLSX before anything unpacks it."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
"""All members of an archive together, unpacked."""

MAX_RATIO = 200
"""How far one large member may unpack beyond its packed size; text rarely passes 20."""

LARGE_MEMBER_BYTES = 5 * 1024 * 1024
"""Members below this size may pack as well as they like."""

_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def fault(raw: bytes) -> str:
    """Why these bytes must not be unpacked; empty if they may be."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _too_large(archive.infolist()) or _broken(archive) or _entities(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return "the file is damaged or cut off"
    except RuntimeError:
        return "the file is protected by a password"


def members(raw: bytes) -> frozenset[str]:
    """The names in an archive; none if it cannot be opened."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


def _too_large(infos: list[zipfile.ZipInfo]) -> str:
    total = sum(info.file_size for info in infos)
    if total > MAX_UNPACKED_BYTES:
        return f"unpacked it would take {total // 2**20:,} MB (a zip bomb?); it was not unpacked"
    for info in infos:
        packed = max(info.compress_size, 1)
        if info.file_size > LARGE_MEMBER_BYTES and info.file_size > MAX_RATIO * packed:
            return (
                f"{info.filename} unpacks to {info.file_size // packed:,} times its size "
                "(a zip bomb?); it was not unpacked"
            )
    return ""


def _broken(archive: zipfile.ZipFile) -> str:
    bad = archive.testzip()
    return f"{bad} inside it is damaged" if bad else ""


def _entities(archive: zipfile.ZipFile) -> str:
    """Office files hold no document type; one that does wants to reach outside or blow up."""
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")):
            with archive.open(info) as member:
                head = member.read(4096)
            if any(word in head for word in _DECLARATIONS):
                return f"{info.filename} declares XML entities, which no Office program writes"
    return ""
