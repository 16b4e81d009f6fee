"""The participants file: who is behind which label."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from interviewkit.errors import Problem
from interviewkit.model.participant import Value
from interviewkit.readers.contract import Source
from interviewkit.readers.encoding import decode_text
from interviewkit.readers.grid import Grid, read_grids

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
    if raw[:2] == b"PK":
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
    claims: dict[tuple[str, str, str], list[PeopleFileRow]] = {}
    for person in people:
        if person.is_glob and not person.speaker:
            where = (person.transcript, person.wave.casefold(), person.group.casefold())
            claims.setdefault(where, []).append(person)
    return [
        person
        for rows in claims.values()
        if len({row.participant for row in rows}) > 1
        for person in rows
    ]


def _transcript(text: str) -> str:
    """A transcript's name as transcripts have it: no folder ``transcripts``, forward slashes."""
    return (
        PurePosixPath(text.replace("\\", "/").removeprefix("transcripts/")).as_posix()
        if text
        else ""
    )


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
