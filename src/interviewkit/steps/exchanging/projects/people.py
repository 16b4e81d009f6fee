"""The cases of a project and what is known of them, as rows of the participants file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property

from interviewkit.errors import Problem
from interviewkit.exchange.projects.quotes import is_named
from interviewkit.model import Transcript
from interviewkit.model.kept_project import CASE
from interviewkit.model.project import TEXT, Project, ProjectCase
from interviewkit.readers.labels import fold_label
from interviewkit.readers.people_file import MEANT, PeopleFileRow, Rows, read_people
from interviewkit.steps.exchanging.projects.codings import Spoken
from interviewkit.steps.exchanging.projects.ledger import CHANGED, KEPT, ImportLedger
from interviewkit.steps.exchanging.projects.texts import PlacedSource
from interviewkit.steps.linking.mapping import PeopleSource
from interviewkit.steps.site import Site
from interviewkit.tables.drawing.safe_text import clean_line, is_formula

Seat = tuple[str, str]
"""A transcript and a label in it."""

OWN, TOLD = ("role", "respondent", "speaker"), ("wave", "group", "date")
"""Variables with a meaning of their own: of cases, and of sources."""

NOT_SEATED = "nothing says as whom they speak: kept aside"
CROWDED = "another case is who speaks there: kept aside"
GROUP = "a whole conversation: known of everyone who speaks in it"
OWN_VALUES = "of a conversation in which everyone has their own: kept aside"
FORMULA = "that a spreadsheet would take for a formula: kept aside"


@dataclass(frozen=True)
class PlacedPeople:
    """Who the cases are, and the text of the participants file with them; ``None``: as it was.

    ``people`` maps cases to participants, ``columns`` variables to columns.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    source: PeopleSource | None = None
    text: str | None = None
    rows: int = 0
    problems: tuple[Problem, ...] = ()


def place_people(
    site: Site,
    project: Project,
    placed: Mapping[str, PlacedSource],
    spoken: Spoken,
    transcripts: Sequence[Transcript],
    ledger: ImportLedger,
) -> PlacedPeople:
    """Rows for the cases that speak somewhere, and for what is known of sources.

    Raises:
        StudyError: the participants file is no text file, or not UTF-8.
    """
    ledger_only = not project.cases and not any(each.values for each in project.sources)
    if ledger_only:
        ledger.note("variables", CHANGED, "that nothing has: kept aside", n=len(project.variables))
        return PlacedPeople()
    source = PeopleSource.read(site)
    placing = _Placing(site, project, placed, spoken, transcripts, ledger)
    placing.seat_cases()
    placing.seat_sources()
    placing.note_variables()
    text, rows, problems, called = _write(source, placing.rows, transcripts)
    changed = text if text != source.lines.text or source.before is None else None
    people = {guid: called.get(name, name) for guid, name in placing.people.items()}
    return PlacedPeople(people, placing.columns, source, changed if rows else None, rows, problems)


class _Placing:
    """One round: ``rows`` maps seats to cells."""

    def __init__(
        self,
        site: Site,
        project: Project,
        placed: Mapping[str, PlacedSource],
        spoken: Spoken,
        transcripts: Sequence[Transcript],
        ledger: ImportLedger,
    ) -> None:
        self.project, self.placed, self.spoken, self.ledger = project, placed, spoken, ledger
        self.rows: dict[Seat, dict[str, str]] = {}
        self.people: dict[str, str] = {}
        self.columns: dict[str, str] = {}
        moderators = [fold_label(each) for each in site.settings.transcripts.moderators]
        self.speakers = {each.name: each.speakers for each in transcripts}
        self.labels = {
            name: [
                label
                for label in speakers
                if not any(fnmatchcase(fold_label(label), one) for one in moderators)
            ]
            for name, speakers in self.speakers.items()
        }
        self.names = {each.guid: each.name for each in project.variables}
        self._own: dict[str, dict[str, str]] = {}

    @cached_property
    def _talks(self) -> Mapping[str, Sequence[str]]:
        """Source → the transcripts that it is; of one without a text, those of its name."""
        found: dict[str, Sequence[str]] = {g: p.transcripts for g, p in self.placed.items()}
        for each in self.project.sources:
            if each.kind == TEXT and not each.text.strip():
                found[each.guid] = [n for n in self.speakers if is_named(n, [each.name])]
        return found

    # -- cases -------------------------------------------------------------------------------------

    def seat_cases(self) -> None:
        whole: dict[str, list[ProjectCase]] = {}
        found = {case.guid: self._find_seats(case) for case in self.project.cases}
        owners = self._find_owners(found)
        crowded: set[str] = set()
        for case in self.project.cases:
            seats = [each for each in found[case.guid] if owners[each] == case.guid]
            if seats:
                self._seat(case, seats)
            elif found[case.guid]:
                crowded.add(case.guid)
            else:
                for name in self._list_talks(case) or [""]:
                    whole.setdefault(name, []).append(case)
        alone = {name: cases[0] for name, cases in whole.items() if name and len(cases) == 1}
        done: set[str] = set()
        for name, case in alone.items():
            self._seat_all(case, name, first=case.guid not in done)
            done.add(case.guid)
        for case in self.project.cases:
            if case.guid not in self.people and case.guid not in done:
                why = CROWDED if case.guid in crowded else NOT_SEATED
                self.ledger.note("cases", CHANGED, why, case.name)
                self.ledger.note("values of variables", CHANGED, why, n=len(case.values))

    def _find_owners(self, found: Mapping[str, Sequence[Seat]]) -> Mapping[Seat, str]:
        """Whose each seat is where several cases may speak there: of the one of that name, else
        of the first."""
        named: dict[Seat, str] = {}
        first: dict[Seat, str] = {}
        for case in self.project.cases:
            for seat in found[case.guid]:
                first.setdefault(seat, case.guid)
                if fold_label(seat[1]) == fold_label(case.name):
                    named.setdefault(seat, case.guid)
        return {**first, **named}

    def _find_seats(self, case: ProjectCase) -> list[Seat]:
        """Where somebody of this case speaks: under their name, in their passages, or alone."""
        talks = self._list_talks(case)
        wanted = {fold_label(case.name), *map(fold_label, self._list_labels(case))}
        every = talks or self._list_all_talks()
        named = [
            (name, label)
            for name in every
            for label in self.speakers.get(name, ())
            if fold_label(label) in wanted
        ]
        if named or not talks:
            return named
        heard = list(
            dict.fromkeys(
                (each.turn.transcript, each.turn.speaker)
                for guid in case.selections
                for each in self.spoken.get(guid, ())
                if each.turn.speaker in self.labels.get(each.turn.transcript, ())
            )
        )
        if heard:
            return heard if len(heard) == len({name for name, _ in heard}) else []
        alone = [name for name in talks if len(self.labels.get(name, ())) == 1]
        return [(name, self.labels[name][0]) for name in alone]

    def _list_talks(self, case: ProjectCase) -> list[str]:
        """The transcripts that a case is said to be in."""
        own = [name for guid in case.sources for name in self._talks.get(guid, ())]
        heard = [p.turn.transcript for guid in case.selections for p in self.spoken.get(guid, ())]
        return list(dict.fromkeys([*own, *heard]))

    def _list_all_talks(self) -> list[str]:
        return [name for each in self.placed.values() for name in each.transcripts]

    def _list_labels(self, case: ProjectCase) -> list[str]:
        """The labels that a variable of the name ``speaker`` tells, as our own export writes it."""
        told = [v for guid, v in case.values.items() if self.names.get(guid) == "speaker"]
        return [label.strip() for each in told for label in each.split(";") if label.strip()]

    def _seat(self, case: ProjectCase, seats: Sequence[Seat]) -> None:
        name = clean_line(case.name) or seats[0][1]
        cells = self._read_values(case.values, OWN)
        cells.pop("speaker", None)
        for seat in seats:
            self.rows.setdefault(seat, {}).update({"participant": name, **cells})
        self.people[case.guid] = name
        self._own.setdefault(fold_label(name), {}).update(cells)
        self.ledger.note_kept("cases", 1)

    def _seat_all(self, case: ProjectCase, talk: str, *, first: bool) -> None:
        """A case that is a whole conversation, a place or a group: known of all who speak.

        Who is a case too has their own values, and the group's only where they have none.
        """
        seats = [(talk, label) for label in self.labels.get(talk, ())]
        told = (
            self._read_values(case.values, (), seats) if first else self._peek_values(case.values)
        )
        self._fill_seats(seats, {CASE: clean_line(case.name), **told})
        if first:
            self.ledger.note("cases", CHANGED, GROUP, case.name)

    # -- sources and variables ---------------------------------------------------------------------

    def seat_sources(self) -> None:
        for source in self.project.sources:
            if not source.values:
                continue
            seats = [
                (talk, label)
                for talk in self._talks.get(source.guid, ())
                for label in self.labels.get(talk, ())
            ]
            if not seats:
                why = "of sources without speech: kept aside"
                self.ledger.note("values of variables", CHANGED, why, n=len(source.values))
                continue
            self._fill_seats(seats, self._read_values(source.values, TOLD, seats))

    def _fill_seats(self, seats: Iterable[Seat], cells: Mapping[str, str]) -> None:
        """What is told of all who sit there, where nothing nearer to them is known."""
        for seat in seats:
            row = self.rows.setdefault(seat, {})
            known = self._find_known(seat)
            row.update({name: value for name, value in cells.items() if name not in known})

    def _find_known(self, seat: Seat) -> Mapping[str, str]:
        """What is known of who sits there, also from other talks: column → value."""
        row = self.rows.get(seat, {})
        return {**self._own.get(fold_label(row.get("participant", seat[1])), {}), **row}

    def note_variables(self) -> None:
        for each in self.project.variables:
            became = KEPT if each.guid in self.columns else CHANGED
            why = "as columns of the participants file" if became == KEPT else "kept aside"
            self.ledger.note("variables", became, why, each.name)

    def _read_values(
        self, values: Mapping[str, str], meant: Sequence[str], seats: Sequence[Seat] = ()
    ) -> dict[str, str]:
        """Column → value; what cannot stand in a table is noted.

        ``seats`` are those of whom it is told: where each has another value, it stands nowhere.
        """
        known = [self._find_known(seat) for seat in seats]
        cells = {}
        for guid, value in values.items():
            text = clean_line(value)
            if not text:
                self.ledger.note("values of variables", CHANGED, "that are empty", n=1)
            elif is_formula(text):
                self.ledger.note("values of variables", CHANGED, FORMULA, text[:40])
            else:
                self.columns[guid] = column = _name_column(self.names.get(guid, ""), meant)
                cells[column] = text
                if known and all(each.get(column, text) != text for each in known):
                    self.ledger.note("values of variables", CHANGED, OWN_VALUES, text[:40])
                else:
                    self.ledger.note_kept("values of variables", 1)
        return cells

    def _peek_values(self, values: Mapping[str, str]) -> dict[str, str]:
        return {
            self.columns[g]: clean_line(v) for g, v in values.items() if g in self.columns and v
        }


def _write(
    source: PeopleSource, rows: Mapping[Seat, Mapping[str, str]], transcripts: Sequence[Transcript]
) -> tuple[str, int, tuple[Problem, ...], Mapping[str, str]]:
    """The text of the file with these rows, how many are new or fuller, and what contradicts.

    At the end stands what people are called here whom the project calls otherwise.
    """
    by_name = {each.name: each for each in transcripts}
    file = read_people(source.path, root=source.site.root)[0] if source.before else None
    known = Rows(file, transcripts) if file else None
    lines, new, problems, fuller = source.lines, [], [], 0
    called: dict[str, str] = {}
    for (talk, label), cells in rows.items():
        row = known.find(by_name[talk], label) if known and talk in by_name else None
        if row is None:
            if any(is_formula(each) for each in (talk, label, *cells.values())):
                problems.append(_refuse(source, label))
                continue
            new.append({"transcript": talk, "speaker": label, **cells})
            continue
        if row.name and "participant" in cells:
            called.setdefault(cells["participant"], row.name)
        lacking, told = _compare(source, row, cells)
        problems += told
        if lacking:
            lines, fuller = lines.change_row(row.line, lacking), fuller + 1
    return lines.add_rows(new).text, len(new) + fuller, tuple(problems), called


def _compare(
    source: PeopleSource, row: PeopleFileRow, cells: Mapping[str, str]
) -> tuple[dict[str, str], Iterator[Problem]]:
    """The cells that a row lacks, and those that say something else: these stay."""
    here = {_fold(name): value for name, value in row.attributes.items()}
    here |= {name: getattr(row, name) for name in MEANT}
    here["participant"] = row.name
    lacking = {k: v for k, v in cells.items() if here.get(k) in (None, "")}
    others = {k: v for k, v in cells.items() if k not in lacking and not _is_same(here.get(k), v)}
    shown = source.path.relative_to(source.site.root).as_posix()
    told = (
        Problem(
            shown,
            row.line,
            f"{name} of {row.name} is {_show(here.get(name))} here and {value!r} in the project",
            "what stands here was kept",
            fatal=False,
        )
        for name, value in others.items()
    )
    return lacking, told


def _show(value: object) -> str:
    return f"'{value:g}'" if isinstance(value, float) else repr(value)


def _is_same(here: object, there: str) -> bool:
    if isinstance(here, float):
        try:
            return here == float(there)
        except ValueError:
            return False
    return clean_line(str(here)).casefold() == there.casefold()


def _refuse(source: PeopleSource, label: str) -> Problem:
    what = f"{label!r} begins as a formula does, and has no row"
    return Problem(source.path.name, 0, what, "write it by hand", fatal=False)


def _name_column(name: str, meant: Sequence[str]) -> str:
    """The column of a variable; one that means something else here gets another name."""
    plain = _fold(clean_line(name)).lstrip("?=+-@") or "variable"
    return f"{plain}_of_case" if plain in MEANT and plain not in meant else plain


def _fold(name: str) -> str:
    return "_".join(name.casefold().split())
