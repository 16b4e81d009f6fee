"""ATLAS.ti: its XML export, and project bundles that hold XML."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath

from interviewkit.errors import SourceError
from interviewkit.exchange.databases.atlas_bundle import PROJECT_FILE, read_bundle
from interviewkit.exchange.databases.atlas_unit import ROOT, read_unit
from interviewkit.exchange.databases.atlas_xml import EXPORT_REFI, parse_xml
from interviewkit.exchange.foreign_bytes import read_bounded
from interviewkit.model.archives import check_archive, list_members
from interviewkit.model.limits import DEFAULT_LIMITS
from interviewkit.model.project import ForeignFile

ZIP = b"PK\x03\x04"
_ROOTS = (f"<{ROOT}".encode(), f"<{ROOT}".encode("utf-16-le"))


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is an XML export of ATLAS.ti, or an archive with a project of it."""
    if any(root in head for root in _ROOTS):
        return True
    return head.startswith(ZIP) and _choose_member(list_members(path)) != ""


def read(path: Path) -> ForeignFile:
    """The project of an export or of a bundle.

    Raises:
        SourceError: it holds no XML of ATLAS.ti, is damaged, or would not fit.
    """
    raw = read_bounded(path, "unpacked_mb")
    if raw.startswith(ZIP):
        return _read_archive(raw, path)
    root = parse_xml(raw, path.name)
    if root.tag != ROOT:
        what = f"{path.name} is XML, but not the export of an ATLAS.ti project"
        raise SourceError(what, hint=EXPORT_REFI)
    return read_unit(root, path.stem)


def _choose_member(names: Sequence[str]) -> str:
    """The file that lists the project: by its name, in whatever case."""
    for name in names:
        if PurePosixPath(name).name.casefold() == PROJECT_FILE:
            return name
    return ""


def _read_archive(raw: bytes, path: Path) -> ForeignFile:
    check_archive(raw, DEFAULT_LIMITS, path.name)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        name = _choose_member(archive.namelist())
        if not name:
            what = f"{path.name} holds no {PROJECT_FILE}, by which ATLAS.ti lists a project"
            raise SourceError(what, hint=EXPORT_REFI)
        folder = str(PurePosixPath(name).parent)
        members = {each.casefold(): each for each in archive.namelist()}

        def read_member(place: str) -> bytes:
            inside = place if folder == "." else f"{folder}/{place}"
            member = members.get(inside.casefold())
            return archive.read(member) if member else b""

        root = parse_xml(archive.read(name), f"{path.name}: {name}")
        return read_bundle(root, read_member, path.stem)
