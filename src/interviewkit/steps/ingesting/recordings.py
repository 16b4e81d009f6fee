"""The recording of a transcript: as study.toml or the file itself names it, else one beside it.

Nothing of it is kept in the database, so that what is told holds for the folder as it is now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from interviewkit.errors import Problem
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.model.transcript import Transcript
from interviewkit.readers.file_search import ALLOW, RECORDINGS, find_way_out, is_recording
from interviewkit.steps.site import Site

SETTING = "[transcripts.recordings]"
RECORDING = "recording"
"""The attribute of a transcript, and the word in its head, that names the recording."""


@dataclass(frozen=True, slots=True)
class RecordingLook:
    """Transcript → its recording, as a path from the study; and what is named and not there."""

    paths: Mapping[str, str]
    problems: Sequence[Problem] = ()


def find_recordings(site: Site, transcripts: Iterable[Transcript]) -> RecordingLook:
    """The recordings of these transcripts, as far as they are there."""
    paths: dict[str, str] = {}
    problems: list[Problem] = []
    for each in transcripts:
        named, where = _find_named(site, each)
        place: Path | None
        if named:
            place = _locate(site, each, named)
            fault = _find_fault(site, place, named)
            if fault:
                problems.append(Problem(where, 0, fault[0], fault[1], False))
                continue
        else:
            place = _find_beside(site, each)
        if place:
            paths[each.name] = _write_path(site.root, place)
    return RecordingLook(paths, problems)


def tell_lone_recordings(site: Site, paths: Iterable[Path], known: RecordingLook) -> list[Problem]:
    """Recordings among the transcripts to which no transcript belongs."""
    taken = set(known.paths.values())
    alone = [shown for path in paths if (shown := _write_path(site.root, path)) not in taken]
    hint = f"name its transcript as it is named, or tie them in study.toml: {SETTING}"
    return [Problem(shown, 0, "a recording without a transcript", hint, False) for shown in alone]


def _find_named(site: Site, each: Transcript) -> tuple[str, str]:
    """The recording that is named for a transcript, and where it is."""
    named = site.settings.transcripts.recordings
    file = each.source.removeprefix("transcripts/")
    for pattern, path in named.items():
        shown = (each.name, each.source, file, PurePosixPath(file).name)
        if any(fnmatchcase(text, pattern) for text in shown):
            return path.replace("{name}", PurePosixPath(each.name).name), SETTINGS_FILE
    said = each.attributes.get(RECORDING, "")
    return said, each.source


def _locate(site: Site, each: Transcript, named: str) -> Path:
    """Where a named recording is looked for: from the study, else beside the transcript."""
    here = site.root / named
    beside = (site.root / each.source).parent / named
    return beside if not here.is_file() and beside.is_file() else here


def _find_fault(site: Site, place: Path, named: str) -> tuple[str, str] | None:
    if not site.settings.study.allow_outside and find_way_out(place, site.root):
        return f"the recording {named!r} lies outside of the study", ALLOW
    if not place.is_file():
        hint = f"put it there, or name another in study.toml: {SETTING}"
        return f"the recording {named!r} is not there", hint
    if not is_recording(place):
        known = ", ".join(sorted(RECORDINGS))
        return f"{named!r} is no recording by its name", f"names of recordings end in {known}"
    return None


def _find_beside(site: Site, each: Transcript) -> Path | None:
    """A recording that is named as the transcript's file is."""
    file = site.root / each.source
    try:
        there = sorted(file.parent.iterdir()) if each.source and file.is_file() else []
    except OSError:
        return None
    outside = site.settings.study.allow_outside
    same = (path for path in there if path.stem == file.stem and is_recording(path))
    allowed = (path for path in same if outside or not find_way_out(path, site.root))
    return next((path for path in allowed if path.is_file()), None)


def _write_path(root: Path, path: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
