"""What others packed into a .qdpx, opened with care: nothing is unpacked to disk.

Whatever a name in the archive or in the project says, only members of the archive and files in
the folder where it lies are read.
"""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote

from interviewkit.errors import SourceError
from interviewkit.model.archives import DAMAGE, find_bomb, list_members
from interviewkit.model.limits import DEFAULT_LIMITS, MEGABYTE, LimitSettings, build_limit_error

MOST_MEMBERS = 100_000
_AGAIN = "export the project again in the program that wrote it"
_PIECE = MEGABYTE
_SCHEMES = ("internal://", "relative://", "absolute://", "file://")


def is_project_archive(head: bytes, path: Path) -> bool:
    """Whether a file is a zip with a ``.qde`` in it; never raises."""
    is_zip = head.startswith(b"PK\x03\x04")
    return is_zip and any(name.lower().endswith(".qde") for name in list_members(path))


@dataclass
class ProjectFiles(Mapping[str, bytes]):
    """The files of a project by the path that the project gives them, packed or beside it.

    ``folder`` is where the project lies: files beside it may be read, and none outside of it.
    """

    folder: Path
    limits: LimitSettings = DEFAULT_LIMITS
    packed: Path | None = None
    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    base: str = ""
    _folded: dict[str, str] = field(default_factory=dict)
    _last: dict[str, str] = field(default_factory=dict)
    _open: zipfile.ZipFile | None = None

    def __post_init__(self) -> None:
        """Names are looked for in any case; a last name only where no two files share it."""
        shared = Counter(_last_name(name) for name in self.members)
        for name in reversed(list(self.members)):
            self._folded[_fold(_clean_member(name))] = name
            if shared[_last_name(name)] == 1:
                self._last[_last_name(name)] = name

    def __enter__(self) -> ProjectFiles:
        """Within the block the archive is opened once, and not for every member."""
        self._open = zipfile.ZipFile(self.packed) if self.packed else None
        return self

    def __exit__(self, *error: object) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def __getitem__(self, key: str) -> bytes:
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        return self.read(found) if isinstance(found, str) else self._read_beside(found)

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.find(key) is not None

    def find(self, path: str) -> str | Path | None:
        """The member, or the file beside the project, that a path of the project means."""
        names = dict.fromkeys((clean_path(path), clean_path(path.replace("%", "%25"))))
        return next((found for name in names if name and (found := self._find_name(name))), None)

    def _find_name(self, name: str) -> str | Path | None:
        last = PurePosixPath(name).name
        for likely in (f"sources/{name}", name, f"sources/{last}", last):
            if found := self._folded.get(_fold(f"{self.base}{likely}")):
                return found
        if found := self._last.get(_fold(last)):
            return found
        return self._find_beside(name) or self._find_beside(last)

    def read(self, member: str) -> bytes:
        """A member of the archive, unpacked within bounds.

        Raises:
            SourceError: it is damaged, protected, or larger than it may be.
        """
        if self.packed is None:
            raise KeyError(member)
        info = self.members[member]
        _check_size(info, self.limits)
        try:
            if self._open is not None:
                return _read_member(self._open, info)
            with zipfile.ZipFile(self.packed) as archive:
                return _read_member(archive, info)
        except RuntimeError as error:  # zipfile knows no better name for an encrypted member
            raise SourceError(
                "the project is protected by a password", hint="export it without one"
            ) from error
        except DAMAGE as error:
            raise SourceError(f"{member} is damaged: {error}", hint=_AGAIN) from error

    def _find_beside(self, name: str) -> Path | None:
        """A file in the folder of the project, in it or in the folders that tools make there."""
        parts = PurePosixPath(name).parts
        if not parts or any(part == ".." for part in parts):
            return None
        stem = self.packed.stem if self.packed else ""
        home = self.folder.resolve()
        for start in ("", "sources", "Sources", f"{stem} Media" if stem else ""):
            path = home.joinpath(start, *parts)
            try:
                if path.is_file() and path.resolve().is_relative_to(home):
                    return path
            except (OSError, ValueError):  # a name that no file system takes
                return None
        return None

    def _read_beside(self, path: Path) -> bytes:
        size = path.stat().st_size // MEGABYTE
        if size >= self.limits.unpacked_mb:
            what = f"{path.name} takes {size:,} MB"
            raise build_limit_error(what, "unpacked_mb", size + 1, self.limits)
        return path.read_bytes()


def clean_path(path: str) -> str:
    """A path of a project without its scheme: ``internal://a.txt`` → ``a.txt``.

    Of an absolute path, which tells whose computer it was, only the name of the file is left.
    """
    text = unquote(path.strip()).replace("\\", "/") if "%" in path else path.strip()
    text = text.replace("\\", "/")
    lower = text.lower()
    for scheme in _SCHEMES:
        if lower.startswith(scheme):
            rest = text[len(scheme) :]
            is_absolute = scheme in _SCHEMES[2:]
            return PurePosixPath(rest).name if is_absolute else rest.lstrip("/")
    if is_absolute_path(text):
        return PurePosixPath(text).name
    return text.removeprefix("./")


def is_absolute_path(path: str) -> bool:
    """Whether a path begins at the root of somebody's computer."""
    lower = path.strip().lower()
    if lower.startswith(("absolute://", "file://")):
        return True
    if lower.startswith(_SCHEMES[:2]):
        return False
    return PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()


def open_archive(path: Path, limits: LimitSettings = DEFAULT_LIMITS) -> ProjectFiles:
    """The files of a .qdpx, looked through before anything is read.

    Raises:
        SourceError: it is no zip, or made to do harm.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except DAMAGE as error:
        raise SourceError("the file is damaged or cut off, or no project", hint=_AGAIN) from error
    return ProjectFiles(path.parent, limits, path, _check_members(infos))


def find_project_member(files: ProjectFiles) -> str:
    """The member that is the project itself: any name that ends on ``.qde``, the least deep.

    Raises:
        SourceError: there is none, or more than one.
    """
    found = [name for name in files.members if name.lower().endswith(".qde")]
    depth = min((_clean_member(name).count("/") for name in found), default=0)
    top = [name for name in found if _clean_member(name).count("/") == depth]
    named = [name for name in top if name.lower().endswith("project.qde")]
    if not top:
        raise SourceError("it holds no project (.qde)", hint="is it a REFI-QDA project?")
    if len(top) > 1 and len(named) != 1:
        raise SourceError(f"it holds {len(top)} projects (.qde)", hint="export one at a time")
    member = (named if len(named) == 1 else top)[0]
    files.base = _clean_member(member).rpartition("/")[0]
    files.base += "/" if files.base else ""
    return member


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as stream:
        return b"".join(iter(lambda: stream.read(_PIECE), b""))


def _check_members(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > MOST_MEMBERS:
        raise SourceError(f"it holds more than {MOST_MEMBERS:,} files", hint=_AGAIN)
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = _clean_member(info.filename)
        if fault := _find_name_fault(name, info):
            shown = info.filename[:80]
            raise SourceError(f"{shown!r} in it {fault}", hint="do not open this file; " + _AGAIN)
        if info.filename in members:
            raise SourceError(f"{info.filename[:80]!r} is in it twice", hint=_AGAIN)
        members[info.filename] = info
    return members


def _find_name_fault(name: str, info: zipfile.ZipInfo) -> str:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link to another file"
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive:
        return "names a place on the computer"
    if ".." in PurePosixPath(name).parts or "\x00" in info.orig_filename:
        return "leads out of the archive"
    return ""


def _last_name(name: str) -> str:
    return _fold(PurePosixPath(_clean_member(name)).name)


def _fold(name: str) -> str:
    """A name in the way in which names are compared: a Mac takes its accents apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _clean_member(name: str) -> str:
    """A name in the archive as it is looked for; some tools on Windows write backslashes."""
    return name.replace("\\", "/").removeprefix("./")


def _check_size(info: zipfile.ZipInfo, limits: LimitSettings) -> None:
    size = info.file_size // MEGABYTE
    if size >= limits.unpacked_mb:
        what = f"{info.filename} unpacks to {size:,} MB"
        raise build_limit_error(what, "unpacked_mb", size + 1, limits)
    if fault := find_bomb(info, limits):
        raise SourceError(fault[0], hint=fault[1])
