"""The private copy of an imported file: with its media, so that they can leave again."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewkit.steps.ingesting.file_names import clean_name
from interviewkit.steps.record import hash_file
from interviewkit.steps.site import Site
from interviewkit.steps.writing.own_files import IMPORTED
from interviewkit.steps.writing.whole_file import write_whole_files

FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""Members of an archive that is made here have no time of their own: the same folder, the same
bytes."""


@contextmanager
def keep_copy(site: Site, path: Path) -> Iterator[str]:
    """Put a copy into the study, which is taken away again where the block fails.

    Gives the block its path below the study. A folder is kept as an archive. What is there
    already, byte for byte, is not put there again.
    """
    name = clean_name(path.name)
    name = f"{name}.zip" if path.is_dir() else name
    folder = site.root / IMPORTED
    place, is_new = _put(path, folder, name)
    try:
        yield place.relative_to(site.root).as_posix()
    except BaseException:
        if is_new:
            place.unlink(missing_ok=True)
            if not any(folder.iterdir()):
                folder.rmdir()
        raise


def _put(path: Path, folder: Path, name: str) -> tuple[Path, bool]:
    stem, dot, suffix = name.partition(".")
    with _as_file(path) as source:
        content = hash_file(source)
        number = 1
        while True:
            place = folder / (f"{stem} ({number}){dot}{suffix}" if number > 1 else name)
            if not place.exists():
                break
            if hash_file(place) == content:
                return place, False
            number += 1
        with write_whole_files({place: lambda part: shutil.copyfile(source, part)}):
            pass
    return place, True


@contextmanager
def _as_file(path: Path) -> Iterator[Path]:
    """The file itself, or a folder as an archive that is there for the time of the block."""
    if not path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="interviewkit-") as name:
        packed = Path(name) / "folder.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for each in sorted(path.rglob("*")):
                if each.is_file() and not each.is_symlink():
                    info = zipfile.ZipInfo(each.relative_to(path).as_posix(), FIRST_DATE)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    with archive.open(info, "w") as member, each.open("rb") as stream:
                        shutil.copyfileobj(stream, member)
        yield packed


def hash_source(path: Path) -> str:
    """SHA-256 of a file; of a folder, over the names and contents of all of its files."""
    if not path.is_dir():
        return hash_file(path)
    digest = hashlib.sha256()
    for each in sorted(path.rglob("*")):
        if each.is_file() and not each.is_symlink():
            digest.update(f"{each.relative_to(path).as_posix()}\0{hash_file(each)}\n".encode())
    return digest.hexdigest()
