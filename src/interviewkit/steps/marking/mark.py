"""A mark of how far everything has come, cheap enough to be asked for twice a second."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Self

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
    """When the codebook's file was written, and how long it is; empty where there is none."""
    path = site.root / site.settings.codebook.file
    if not site.settings.codebook.file or not path.is_file():
        return ""
    found = path.stat()
    return f"{found.st_mtime_ns:x}_{found.st_size:x}"
