"""The participants file: who is behind which label."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from interviewkit.errors import Problem, did_you_mean
from interviewkit.model.archives import is_archive
from interviewkit.model.grouping import group_lists
from interviewkit.model.participant import Value
from interviewkit.model.transcript import Transcript
from interviewkit.readers import labels
from interviewkit.readers.contract import Source
from interviewkit.readers.encoding import decode_text
from interviewkit.readers.grid import Grid, read_grids
from interviewkit.readers.times import parse_date

MEANT = ("transcript", "speaker", "participant", "role", "respondent", "wave", "group", "date")
"""Columns with a meaning; every other column is an attribute of the participant."""

REMARK = "?"
"""Columns whose name begins so are remarks for people, and are passed over."""

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class PeopleFileRow:
    """One row: this label in these transcripts is this participant.

    ``transcript`` is a name or a glob, empty for any; ``speaker`` a label, empty for the one who
    speaks besides moderators. ``wave``, ``group`` and ``date`` tell about the transcript; where it
    has a wave or group of its own, the row holds only for transcripts of that wave and group.
    """

    line: int
    transcript: str = ""
    speaker: str = ""
    participant: str = ""
    role: str = ""
    respondent: str = ""
    wave: str = ""
    group: str = ""
    date: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.participant or self.speaker

    @property
    def is_glob(self) -> bool:
        return not self.transcript or any(sign in self.transcript for sign in "*?[")


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """The rows of a participants file, and where it lies, for problems."""

    shown: str = ""
    people: tuple[PeopleFileRow, ...] = ()

    @classmethod
    def empty(cls) -> PeopleFile:
        """The file of a study that has none."""
        return cls()


def read_people(path: Path, *, root: Path | None = None) -> tuple[PeopleFile, list[Problem]]:
    """The rows of a CSV, TSV or XLSX file; bad ones are told and left out.

    ``root`` shortens the path in problems to what stands below it.
    """
    near = root is not None and path.is_relative_to(root)
    source = Source(path.relative_to(root).as_posix() if root and near else path.as_posix(), "")
    try:
        raw = path.read_bytes()
    except OSError as fault:
        what = f"it cannot be opened: {fault.strerror or fault}"
        return PeopleFile(source.shown), [source.problem(what, fatal=True)]
    if is_archive(raw):
        grids, problems = read_grids(Source(source.shown, "", raw))
    else:
        decoded = decode_text(raw)
        if decoded.binary or not decoded.text.strip():
            what = f"binary, not text: {decoded.binary}" if decoded.binary else "the file is empty"
            return PeopleFile(source.shown), [source.problem(what, fatal=True)]
        grids, problems = read_grids(Source(source.shown, "", raw, decoded.text))
        if decoded.guessed or decoded.bad_lines:
            what = f"it is not UTF-8; it was read as {decoded.encoding}, which is a guess"
            problems.append(source.problem(what, hint="save it as UTF-8 to be sure"))
    people, more = _people(grids[0], source) if grids else ([], [])
    return PeopleFile(source.shown, tuple(people)), problems + more


def _people(grid: Grid, source: Source) -> tuple[list[PeopleFileRow], list[Problem]]:
    header = ["_".join(name.casefold().split()) for name in grid.header]
    if not {"speaker", "participant", "transcript"} & set(header):
        what = f"no column is called transcript, speaker or participant: {', '.join(grid.header)}"
        return [], [source.problem(what, line=1, fatal=True)]
    numbers = _number_columns(grid, header)
    people = []
    problems = []
    for line, cells in grid.rows:
        row = {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)}
        attributes = {
            written: _value(row[name], written in numbers)
            for written, name in zip(grid.header, header, strict=True)
            if written and name not in MEANT and not written.startswith(REMARK)
        }
        meant = {name: row[name] for name in MEANT if name in row}
        if not meant.get("speaker") and not meant.get("participant"):
            what = "the row names neither speaker nor participant; left out"
            problems.append(source.problem(what, line=line))
            continue
        meant["transcript"] = _transcript(meant.get("transcript", ""))
        people.append(PeopleFileRow(line, **meant, attributes=attributes))
    rivals = _rivals(people)
    if not rivals:
        return people, problems
    names = ", ".join(dict.fromkeys(person.name for person in rivals[:3]))
    what = f"{len(rivals)} rows name no speaker and could each be everyone: {names}, …; left out"
    hint = "say who each row is: the label in the transcript as speaker, or its transcript"
    problems.append(source.problem(what, line=rivals[0].line, hint=hint, fatal=True))
    return [person for person in people if person not in rivals], problems


def _rivals(people: Sequence[PeopleFileRow]) -> list[PeopleFileRow]:
    """Rows without a speaker that hold for the same transcripts, and name different people.

    One row may say who speaks in many transcripts; of two, nothing says who speaks in which.
    """
    claims = group_lists(
        ((person.transcript, person.wave.casefold(), person.group.casefold()), person)
        for person in people
        if person.is_glob and not person.speaker
    )
    return [
        person
        for rows in claims.values()
        if len({row.participant for row in rows}) > 1
        for person in rows
    ]


def _transcript(text: str) -> str:
    """A transcript's name as transcripts have it: no folder ``transcripts``, forward slashes."""
    path = text.replace("\\", "/").removeprefix("transcripts/")
    return PurePosixPath(path).as_posix() if text else ""


def _number_columns(grid: Grid, header: Sequence[str]) -> frozenset[str]:
    """Attributes of which every cell that is filled is a number; 0123 is a text."""
    found = []
    for place, name in enumerate(grid.header):
        cells = [cells[place].strip() for _, cells in grid.rows if cells[place].strip()]
        if header[place] not in MEANT and cells and all(map(_NUMBER.fullmatch, cells)):
            found.append(name)
    return frozenset(found)


def _value(cell: str, number: bool) -> Value:
    if not cell:
        return None
    return float(cell) if number else cell


# -- the rows, ready to be asked who a label is ----------------------------------------------------

MOST_TOLD = 25
"""So many rows that fit nothing are told one by one, with a near spelling; the rest is counted."""


class Rows:
    """Rows by transcript and label. Asking takes the time of the rows for that label alone."""

    def __init__(self, file: PeopleFile, transcripts: Sequence[Transcript]) -> None:
        self.shown = file.shown
        self.people = file.people
        self.labels = {
            labels.fold_label(each.name): {labels.fold_label(who): who for who in each.speakers}
            for each in transcripts
        }
        self.used: set[int] = set()
        self._by_end = group_lists((name.rpartition("/")[2], name) for name in self.labels)
        self._exact: dict[tuple[str, str], list[PeopleFileRow]] = defaultdict(list)
        self._globs: dict[str, list[PeopleFileRow]] = defaultdict(list)
        for person in file.people:
            if person.is_glob:
                self._globs[labels.fold_label(person.speaker)].append(person)
            else:
                where = self._where(person)
                self._exact[where, labels.fold_label(person.speaker)].append(person)

    def _where(self, person: PeopleFileRow) -> str:
        """The transcript that a row means: by its name, its file name, or those without folders.

        A name without folders says which one only where a single transcript is called that.
        """
        name = labels.fold_label(person.transcript)
        meant = [each for each in (name, name.rpartition(".")[0]) if each]
        for each in meant:
            if each in self.labels:
                return each
        found = [alike for each in meant for alike in self._by_end.get(each, ())]
        return found[0] if len(found) == 1 else name

    def find(self, transcript: Transcript, label: str) -> PeopleFileRow | None:
        """The first row for that label; an empty label asks for the row that names no speaker."""
        for person in self._candidates(transcript, labels.fold_label(label)):
            if _is_holding(person, transcript):
                self.used.add(person.line)
                return person
        return None

    def _candidates(self, transcript: Transcript, label: str) -> Iterator[PeopleFileRow]:
        yield from self._exact.get((labels.fold_label(transcript.name), label), ())
        for person in self._globs.get(label, ()):
            if not person.transcript or fnmatchcase(transcript.name, person.transcript):
                yield person

    def placed(self, transcripts: Sequence[Transcript]) -> tuple[list[Transcript], list[Problem]]:
        """The transcripts with the wave, group and date that rows tell and they lack."""
        telling = [p for p in self.people if p.transcript and (p.wave or p.group or p.date)]
        by_name = group_lists((self._where(p), p) for p in telling if not p.is_glob)
        globs = [person for person in telling if person.is_glob]
        placed = []
        problems: list[Problem] = []
        for each in transcripts:
            rows = by_name.get(labels.fold_label(each.name), [])
            rows = rows + [p for p in globs if fnmatchcase(each.name, p.transcript)]
            placed.append(self._place(each, rows, problems) if rows else each)
        return placed, problems

    def _place(
        self, transcript: Transcript, rows: Sequence[PeopleFileRow], problems: list[Problem]
    ) -> Transcript:
        told = {
            "wave": {p.wave: p.line for p in reversed(rows) if p.wave},
            "group": {p.group: p.line for p in reversed(rows) if p.group},
            "date": {parse_date(p.date): p.line for p in reversed(rows) if parse_date(p.date)},
        }
        lacking = {what: told[what] for what in told if not getattr(transcript, what)}
        first = {
            what: min(values, key=values.__getitem__, default="")
            for what, values in lacking.items()
        }
        for what, values in lacking.items():
            if len(values) > 1:
                said = f"{what} of {transcript.name} is {' and '.join(map(repr, values))}"
                hint = f"{first[what]!r} was taken"
                problems.append(Problem(self.shown, max(values.values()), said, hint, False))
        return replace(
            transcript,
            wave=transcript.wave or first["wave"],
            group=transcript.group or first["group"],
            date=transcript.date or first["date"],
        )

    def leftovers(self) -> list[Problem]:
        """Rows that fit no transcript or nobody who speaks, with a near spelling."""
        left = [person for person in self.people if person.line not in self.used]
        problems = [self._unfit(person) for person in left[:MOST_TOLD]]
        if len(left) > MOST_TOLD:
            what = f"{len(left) - MOST_TOLD} more rows fit nobody who speaks; left out"
            problems.append(Problem(self.shown, left[MOST_TOLD].line, what, "", False))
        return problems

    def _unfit(self, person: PeopleFileRow) -> Problem:
        where = self._where(person)
        if person.is_glob:
            here = {key: label for each in self.labels.values() for key, label in each.items()}
            what = f"{person.speaker!r} speaks in no transcript that fits; left out"
        elif where not in self.labels:
            hint = did_you_mean(where, self.labels, "")
            what = f"there is no transcript {person.transcript!r}; left out"
            return Problem(self.shown, person.line, what, hint, False)
        else:
            here = self.labels[where]
            who = repr(person.speaker) if person.speaker else "the speaker (the row names none)"
            what = f"{who} does not speak in {person.transcript!r}; left out"
        if labels.fold_label(person.speaker) in here:
            what = f"{person.speaker!r} is settled by another row, or of another wave or group"
            return Problem(self.shown, person.line, f"{what}; left out", "", False)
        hint = did_you_mean(person.speaker, here.values(), "") if person.speaker else ""
        return Problem(self.shown, person.line, what, hint, False)


def _is_holding(person: PeopleFileRow, transcript: Transcript) -> bool:
    """Whether the row is for this wave and group, as far as both say which."""
    pairs = ((person.wave, transcript.wave), (person.group, transcript.group))
    return all(not row or not own or row.casefold() == own.casefold() for row, own in pairs)
