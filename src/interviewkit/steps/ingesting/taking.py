"""A file that somebody brings is put among the transcripts: under a safe name, over nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewkit.errors import StudyError
from interviewkit.model.settings import Settings
from interviewkit.readers.choosing import BY_SUFFIX
from interviewkit.readers.file_search import find_way_out, is_passed_over, split_pattern
from interviewkit.steps.ingesting.file_names import clean_name
from interviewkit.steps.record import hash_file
from interviewkit.steps.site import Site
from interviewkit.steps.writing.whole_file import explain_write_faults
from interviewkit.store.private import choose_file_mode, make_folder

TRANSCRIPTS, SURVEY, PEOPLE = "transcripts", "survey", "participants"
KINDS = (TRANSCRIPTS, SURVEY, PEOPLE)

MOST_COPIES = 1000


def take_file(site: Site, source: Path, name: str, kind: str = TRANSCRIPTS) -> str:
    """Put a copy of a file into the study; returns its path there.

    ``name`` is what it is called where it comes from, folders included. Nothing is written over: a
    file that is there already is not put there again, another of its name gets a number.

    Raises:
        StudyError: no name is left of it, it would lie outside of the study, or it cannot be
            written.
    """
    if kind not in KINDS:
        raise StudyError(f"{kind!r} is no kind of file", hint=f"one of {', '.join(KINDS)}")
    folder = find_folder(site.settings, kind)
    place = site.root / folder / clean_name(name)
    if find_way_out(place, site.root):
        raise StudyError(f"{name} would lie outside of the study", hint="give it another name")
    content = hash_file(source)
    for candidate in _number(place):
        if candidate.exists() and hash_file(candidate) == content:
            return candidate.relative_to(site.root).as_posix()
        if not os.path.lexists(candidate) and _put(source, candidate):
            return candidate.relative_to(site.root).as_posix()
    raise StudyError(f"there are too many files called {name}", hint="give it another name")


def find_folder(settings: Settings, kind: str) -> str:
    """Where files of a kind belong, below the study."""
    if kind == SURVEY:
        return "surveys"
    for pattern in settings.transcripts.files:
        start, below = split_pattern(pattern)
        if below and start not in ("", ".") and not Path(start).is_absolute():
            return start
    return "transcripts"


def _number(place: Path) -> Iterator[Path]:
    yield place
    for number in range(2, MOST_COPIES):
        yield place.with_name(f"{place.stem} ({number}){place.suffix}")


def _put(source: Path, place: Path) -> bool:
    """Put a copy there, whole or not at all; ``False`` where another came first."""
    with explain_write_faults(place):
        make_folder(place.parent)
        handle, name = tempfile.mkstemp(prefix=".interviewkit-", suffix=".part", dir=place.parent)
        os.close(handle)
        part = Path(name)
        try:
            shutil.copyfile(source, part)
            part.chmod(choose_file_mode(place.parent))
            return _name_unless_there(part, place)
        finally:
            part.unlink(missing_ok=True)


def _name_unless_there(part: Path, place: Path) -> bool:
    try:
        os.link(part, place)
    except FileExistsError:
        return False
    except OSError:  # a disk without links: the moment between the look and the act has to do
        if os.path.lexists(place):
            return False
        part.rename(place)
    return True


def list_strays(site: Site) -> Sequence[str]:
    """Files beside ``study.toml`` that may be transcripts and do not lie where they are read."""
    named = {site.settings.survey.file, site.settings.codebook.file}
    named.add(site.settings.transcripts.participants)
    speech = [suffix for suffix, reader in BY_SUFFIX.items() if reader != "table"]
    found = [path for path in site.root.iterdir() if path.suffix.lower() in speech]
    return sorted(
        path.name
        for path in found
        if path.is_file() and path.name not in named and not is_passed_over((path.name,))
    )


def take_strays(site: Site) -> Sequence[str]:
    """Put copies of them among the transcripts; returns their paths there."""
    return [take_file(site, site.root / name, name) for name in list_strays(site)]
