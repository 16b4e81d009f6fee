"""Which files of the study wait to be read: a quick look that reads only what may have changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from os.path import normpath
from pathlib import Path

from interviewkit.model import Run
from interviewkit.model.checklist import WaitingFiles
from interviewkit.readers.file_search import is_recording
from interviewkit.readers.files import find_files
from interviewkit.steps.record import hash_file
from interviewkit.steps.site import Site
from interviewkit.steps.writing.own_files import list_own_papers
from interviewkit.store.shelves import Shelves


def find_waiting_files(site: Site, shelves: Shelves, last: Run | None) -> WaitingFiles:
    """Files that ``ingest`` would take in, or let go, as far as a look at the folder tells.

    A file is hashed only where it was written after the last ingest.
    """
    settings = site.settings
    people = Path(normpath(site.root / settings.transcripts.participants))
    named = [people] if settings.transcripts.participants else []
    paths = find_files(
        site.root,
        settings.transcripts.files,
        exclude=[*named, *list_own_papers(site.root, settings)],
        outside=settings.study.allow_outside,
    )
    paths = [path for path in paths if not is_recording(path)]
    there = {_write_relative(site.root, each): each for each in (*paths, *named)}
    known = {path: hashes[0] for path, hashes in shelves.transcripts.sources().items()}
    begun = datetime.fromisoformat(last.started).timestamp() if last else 0.0
    taken = {each: there[each] for each in known if each in there}
    return WaitingFiles(
        tuple(each for each in there if each not in known and there[each].is_file()),
        tuple(each for each, path in taken.items() if _has_changed(path, known[each], begun)),
        tuple(sorted(_find_gone(site, known, there))),
    )


def _has_changed(path: Path, before: str, begun: float) -> bool:
    """Whether a file says something else; of one whose hash nobody kept it is not known."""
    try:
        return bool(before) and path.stat().st_mtime >= begun - 1 and hash_file(path) != before
    except OSError:
        return True


def _find_gone(site: Site, known: Iterable[str], there: Iterable[str]) -> set[str]:
    """What was read and does not stand there any more; the survey is told elsewhere."""
    return {each for each in set(known) - set(there) if each != site.settings.survey.file}


def _write_relative(root: Path, path: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
