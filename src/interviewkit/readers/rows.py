"""The rows of a participants file, ready to be asked who a label is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from interviewkit.errors import Problem, did_you_mean
from interviewkit.model.transcript import Transcript
from interviewkit.readers import labels
from interviewkit.readers.people_file import PeopleFile, PeopleFileRow
from interviewkit.readers.times import parse_date

MOST_TOLD = 25
"""So many rows that fit nothing are told one by one, with a near spelling; the rest is counted."""


class Rows:
    """Rows by transcript and label. Asking takes the time of the rows for that label alone."""

    def __init__(self, file: PeopleFile, transcripts: Sequence[Transcript]) -> None:
        self.shown = file.shown
        self.people = file.people
        self.labels = {
            labels.fold_label(each.name): {
                labels.fold_label(label): label for label in each.speakers
            }
            for each in transcripts
        }
        self.used: set[int] = set()
        self._exact: dict[tuple[str, str], list[PeopleFileRow]] = defaultdict(list)
        self._globs: dict[str, list[PeopleFileRow]] = defaultdict(list)
        for person in file.people:
            if person.is_glob:
                self._globs[labels.fold_label(person.speaker)].append(person)
            else:
                where = self._where(person)
                self._exact[where, labels.fold_label(person.speaker)].append(person)

    def _where(self, person: PeopleFileRow) -> str:
        """The transcript that a row means, by its name or by its file name."""
        name = labels.fold_label(person.transcript)
        stem = name.rpartition(".")[0]
        return stem if name not in self.labels and stem in self.labels else name

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
        by_name: dict[str, list[PeopleFileRow]] = defaultdict(list)
        globs = []
        for person in telling:
            if person.is_glob:
                globs.append(person)
            else:
                by_name[self._where(person)].append(person)
        placed = []
        problems: list[Problem] = []
        for each in transcripts:
            rows = by_name[labels.fold_label(each.name)]
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
