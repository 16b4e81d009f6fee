"""A mark of how far everything has come, cheap enough to be asked for twice a second."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from interviewkit.coding.codebook_file import find_patterns_of
from interviewkit.steps.site import Site
from interviewkit.store.revision import Newest
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True, slots=True)
class StudyMark:
    """The newest of what was done, when the codebook was written, and the transcript looked at."""

    newest: Newest
    codebook: str = ""
    transcript: int = 0

    def __str__(self) -> str:
        ends = ".".join(map(str, astuple(self.newest)))
        return f"{ends}-{self.codebook}-{self.transcript}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """A mark as it was told; ``None`` where it is none."""
        try:
            ends, codebook, transcript = text.split("-")
            return cls(Newest(*map(int, ends.split("."))), codebook, int(transcript))
        except (ValueError, TypeError):
            return None


def read_mark(site: Site) -> str:
    """The mark of the study."""
    with site.store.reading() as shelves:
        return tell_mark(site, shelves)


def tell_mark(site: Site, shelves: Shelves, transcript: int = 0) -> str:
    """The mark of the study as its shelves now stand, with the transcript that is looked at."""
    return str(StudyMark(shelves.revision.newest(), _mark_codebook(site), transcript))


def _mark_codebook(site: Site) -> str:
    """When the codebook's files were written, and how long they are; empty where there is none."""
    path = site.root / site.settings.codebook.file
    if not site.settings.codebook.file or not path.is_file():
        return ""
    mark = _mark_file(path)
    beside = _find_beside(path, mark)
    return f"{mark}_{_mark_file(beside)}" if beside and beside.is_file() else mark


def _mark_file(path: Path) -> str:
    found = path.stat()
    return f"{found.st_mtime_ns:x}_{found.st_size:x}"


@lru_cache(maxsize=8)
def _find_beside(path: Path, mark: str) -> Path | None:  # noqa: ARG001
    """The file of patterns of a codebook, looked up again when that has another mark."""
    return find_patterns_of(path)
