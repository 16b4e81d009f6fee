"""The files of codings that study.toml names, and how far each has been taken in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewkit.errors import Problem
from interviewkit.model import Judgement, Run
from interviewkit.model.review import IMPORT as IMPORTED
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.readers.file_search import find_files
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.exchanging.import_log import BATCH
from interviewkit.steps.exchanging.imports import IMPORT
from interviewkit.steps.record import hash_file, hash_values
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.wording.numbers import counted

SETTING = "[coding] import"

FILE, LEFT_OUT, RESTS_ON = "file", "left_out", "rests_on"
"""What the outcome of a run tells of a file that study.toml names: its path below the study, how
many rows were left out, and the transcripts and codes that they were held against."""

NEW, CHANGED, AGAIN = "new", "changed", "again"
TAKEN, PARTLY, OUT = "taken in", "taken in but for some rows", "taken back"
"""How far a file is: not here yet; here in an older version; here, and rows that were left out may
fit now; here; here but for rows that do not fit; here once, until somebody took it back."""

WAITING = (NEW, CHANGED, AGAIN)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """One file; ``path`` is below the study, ``runs`` brought what stands of it, oldest first."""

    path: str
    place: Path
    state: str
    left_out: int = 0
    runs: tuple[int, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether there is anything in it to take in."""
        return self.state in WAITING


def find_named_files(
    site: Site, shelves: Shelves, problems: list[Problem] | None = None
) -> Sequence[NamedFile]:
    """The files that ``[coding] import`` names, in the order of its patterns.

    What a pattern finds and what cannot be read goes to ``problems``, and so does a pattern that
    finds nothing.

    Raises:
        StudyError: a pattern is empty, or leads out of the study and may not.
    """
    patterns = site.settings.coding.import_
    if not patterns:
        return ()
    told: list[Problem] = []
    places: dict[Path, None] = {}
    outside = site.settings.study.allow_outside
    for pattern in patterns:
        found = find_files(site.root, [pattern], outside=outside, problems=told, setting=SETTING)
        if not found:
            hint = "put files of codings there, or change the pattern"
            told.append(
                Problem(SETTINGS_FILE, 0, f"{SETTING}: no file fits {pattern!r}", hint, False)
            )
        places |= dict.fromkeys(found)
    if problems is not None:
        problems += told
    look = _Look(
        [run for run in shelves.runs.list() if run.verb == IMPORT and FILE in run.outcome],
        shelves.judgements.every(IMPORTED),
        hash_study(site, shelves),
    )
    return [look.at(_write_relative(site.root, place), place) for place in places]


def describe_named_files(files: Sequence[NamedFile]) -> Iterator[str]:
    """How many there are, and each that is not wholly here."""
    yield f"{counted(len(files), 'file')} of codings"
    for each in files:
        rows = f" ({counted(each.left_out, 'row')} left out)" if each.left_out else ""
        if each.state != TAKEN:
            yield f"{each.path}: {each.state}{rows}"


def hash_study(site: Site, shelves: Shelves) -> str:
    """What the rows of a file are held against: transcripts and codes."""
    codebook, _ = read_written(site.root, site.settings)
    codes = sorted(codebook.code_ids) if codebook else []
    return hash_values(sorted(shelves.transcripts.sources().items()), codes)


@dataclass(frozen=True)
class _Look:
    """One look at what was taken in; ``study`` is what rows would be held against now."""

    runs: Sequence[Run]
    entries: Sequence[Judgement]
    study: str

    def at(self, path: str, place: Path) -> NamedFile:
        mine = [run for run in self.runs if run.outcome[FILE] == path]
        standing = self._standing(mine)
        if not mine:
            return NamedFile(path, place, NEW)
        last = mine[-1]
        left = last.outcome.get(LEFT_OUT)
        left_out = left if isinstance(left, int) else 0
        state = PARTLY if left_out else TAKEN
        noted = [run for run in mine if run.outcome.get("entry")]
        if last.inputs.get(path) != hash_file(place):
            state = CHANGED
        elif noted and noted[-1].id not in standing:
            state = OUT
        elif left_out and last.outcome.get(RESTS_ON) != self.study:
            state = AGAIN
        return NamedFile(path, place, state, left_out, tuple(standing))

    def _standing(self, runs: Iterable[Run]) -> list[int]:
        """Those of these runs of which nobody took the codings back."""
        there = {each.change.get(BATCH) for each in self.entries if each.stands}
        return [run.id or 0 for run in runs if run.id in there]


def _write_relative(root: Path, path: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
