"""Archives from outside (.docx, .xlsx, .odt, .epub, .qdpx …), looked into before they are unpacked.

Whoever reads one calls :func:`check_archive` first. A .qdpx may hold hours of recordings, which are
never unpacked together; its members are asked one by one with :func:`find_bomb`.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.model.limits import MEGABYTE, LimitSettings, suggest_raising
from interviewkit.model.worksheet_order import put_in_order

LARGE_MEMBER_BYTES = 5 * MEGABYTE
"""Members below this size may pack as well as they like."""

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,  # a way of packing that zipfile does not know
)
"""What zipfile raises for archives that are damaged, cut off or made up."""

Fault = tuple[str, str]
"""What is wrong with an archive, and what to do; both empty where nothing is."""

_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_AGAIN = "save it again in the program that wrote it"


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is a zip archive; ``PK`` alone may be somebody's initials."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def find_archive_fault(raw: bytes, limits: LimitSettings) -> Fault:
    """Why these bytes must not be unpacked, and what to do about it; empty if they may be."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            infos = archive.infolist()
            too_large = _too_large(infos, limits)
            return too_large or _find_double(infos) or _unfit(archive, limits) or ("", "")
    except DAMAGE:
        return "the file is damaged or cut off", _AGAIN
    except RuntimeError:  # zipfile knows no better name for an encrypted member
        return "the file is protected by a password", "save it without one"


def check_archive(raw: bytes, limits: LimitSettings, named: str = "") -> None:
    """Pass what may be unpacked; ``named`` begins the message about what may not.

    Raises:
        SourceError: it is damaged, protected, made to do harm, or larger than it may be.
    """
    what, hint = find_archive_fault(raw, limits)
    if what:
        raise SourceError(f"{named}: {what}" if named else what, hint=hint)


def list_members(packed: bytes | Path) -> tuple[str, ...]:
    """The names in an archive, in its order; none if it cannot be opened."""
    try:
        with zipfile.ZipFile(BytesIO(packed) if isinstance(packed, bytes) else packed) as archive:
            return tuple(archive.namelist())
    except DAMAGE:
        return ()


def _too_large(infos: Sequence[zipfile.ZipInfo], limits: LimitSettings) -> Fault | None:
    total = sum(info.file_size for info in infos) // MEGABYTE
    if total >= limits.unpacked_mb:
        what = f"unpacked it would take {total:,} MB, and {limits.unpacked_mb:,} are allowed"
        hint = suggest_raising("unpacked_mb", total + 1)
        return f"{what} (a zip bomb?); it was not unpacked", hint
    return next((fault for info in infos if (fault := find_bomb(info, limits))), None)


def _find_double(infos: Sequence[zipfile.ZipInfo]) -> Fault | None:
    """Of two members of one name only the last would be read, and the other lost unseen."""
    first: dict[str, tuple[int, int]] = {}
    for info in infos:
        content = info.CRC, info.file_size
        if first.setdefault(info.filename, content) != content:
            return f"{info.filename[:80]!r} is in it twice with different contents", _AGAIN
    return None


def find_bomb(info: zipfile.ZipInfo, limits: LimitSettings) -> Fault | None:
    """What is wrong with a member that unpacks to many times its size, if it does."""
    times = info.file_size // max(info.compress_size, 1)
    if info.file_size <= LARGE_MEMBER_BYTES or times < limits.ratio:
        return None
    what = f"{info.filename} unpacks to {times:,} times its size, and {limits.ratio} are"
    hint = suggest_raising("ratio", times + 1)
    return f"{what} allowed (a zip bomb?); it was not unpacked", hint


def _unfit(archive: zipfile.ZipFile, limits: LimitSettings) -> Fault | None:
    """Each part is unpacked once, in pieces, which also checks that it is whole."""
    tags = 0
    for info in archive.infolist():
        is_xml = info.filename.endswith((".xml", ".rels"))
        for head, piece in _read_pieces(archive, info):
            if is_xml and head and any(word in piece[:4096] for word in _DECLARATIONS):
                what = f"{info.filename} declares XML entities, which no Office program writes"
                return what, _AGAIN
            tags += piece.count(b"<") if is_xml else 0
            if tags > limits.tags:
                what = f"it holds more than {limits.tags:,} XML tags, and that many are allowed"
                return what, suggest_raising("tags", 2 * limits.tags)
    return None


def _read_pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[tuple[bool, bytes]]:
    """The content of a part in pieces, the first of them marked."""
    with archive.open(info) as member:
        head = True
        while piece := member.read(MEGABYTE):
            yield head, piece
            head = False


# -- workbooks, as both readers of transcripts and of surveys open them ----------------------------


WORKBOOK_DAMAGE = (
    *DAMAGE,
    ArithmeticError,  # a number or date beyond all measure
    AssertionError,
    AttributeError,  # a part or element that openpyxl takes for granted
    LookupError,
    MemoryError,
    RuntimeError,
    SyntaxError,  # an XML ParseError is one
    TypeError,
)
"""What openpyxl raises for workbooks that are damaged or made up."""

MOST_MERGED = 1_000_000
"""Cells that merged areas may reach; more are nobody's work."""

_MERGED = re.compile(
    rb'<(?:\w{1,20}:)?mergeCell [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)


@dataclass(frozen=True, slots=True)
class Area:
    """Cells merged into one: rows as the sheet numbers them, columns from 0, ends included."""

    top: int
    bottom: int
    left: int
    right: int


def open_workbook(content: bytes) -> Any:
    """The workbook, without openpyxl's warnings of styles and rules, which hold no words.

    To be called within ``warnings.catch_warnings()``.

    Raises:
        SourceError: two cells of a sheet claim one place.
    """
    import openpyxl

    warnings.simplefilter("ignore")
    ordered = put_in_order(content)
    return openpyxl.load_workbook(BytesIO(ordered), read_only=True, data_only=True)


def read_member(content: bytes, name: str) -> bytes:
    """A part of an archive; empty where it has none of that name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name) if name in archive.namelist() else b""


def find_merged_areas(xml: bytes) -> Iterator[Area]:
    """The areas of a worksheet's XML that are merged downwards.

    openpyxl's quick way of reading passes over them.
    """
    from openpyxl.utils import column_index_from_string

    cells = 0
    for left, top, right, bottom in _MERGED.findall(xml):
        first, last = (column_index_from_string(each.decode()) - 1 for each in (left, right))
        area = Area(int(top), int(bottom), first, last)
        cells += (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if cells > MOST_MERGED:
            return
        if area.bottom > area.top:
            yield area
