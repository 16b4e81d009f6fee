"""What a file of another tool would bring: thought out whole before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from interviewkit.errors import Problem, SourceError, StudyError, SurveyError
from interviewkit.exchange.leaving.code_tree import name_own_codes
from interviewkit.exchange.projects.quotes import is_named
from interviewkit.model import Transcript
from interviewkit.model.codebook import POLARITIES
from interviewkit.model.kept_project import KeptProject, ProjectPlaces
from interviewkit.model.project import TEXT, ForeignFile, Loss, Project
from interviewkit.steps.amending.source import CodebookSource
from interviewkit.steps.exchanging.projects.coders import (
    PlacedCoders,
    place_coders,
    refuse_anonymous,
    tell_anonymous,
)
from interviewkit.steps.exchanging.projects.codes import PlacedCodes, place_codes
from interviewkit.steps.exchanging.projects.codings import (
    ASIDE,
    LaidProject,
    Spoken,
    lay_codings,
    lay_selections,
)
from interviewkit.steps.exchanging.projects.earlier_codes import (
    GONE,
    REMOVED,
    list_earlier_codes,
    list_kept,
)
from interviewkit.steps.exchanging.projects.ledger import CHANGED, KEPT, ImportLedger
from interviewkit.steps.exchanging.projects.memos import MemoPlaces, PlannedMemo
from interviewkit.steps.exchanging.projects.opening import ImportWish
from interviewkit.steps.exchanging.projects.people import PlacedPeople, place_people
from interviewkit.steps.exchanging.projects.texts import PlacedSource, SourcePlacer
from interviewkit.steps.linking.mapping import FIRST
from interviewkit.steps.linking.survey_file import read_usable_survey
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.wording.words import list_some

OURS = "interviewkit"
"""How the tool is called that wrote a study of our own."""

AFFIRMED = POLARITIES[0]

NO_WORDS = "without words: kept aside"

KINDS = {"pdf": "PDFs", "picture": "pictures", "audio": "recordings", "video": "videos"}


@dataclass(frozen=True)
class ImportPlan:
    """Everything that is to come in, and what becomes of everything that the file holds."""

    foreign: ForeignFile
    placed: Mapping[str, PlacedSource]
    codes: PlacedCodes
    coders: PlacedCoders
    laid: LaidProject
    people: PlacedPeople
    memos: Sequence[PlannedMemo]
    losses: tuple[Loss, ...]
    problems: tuple[Problem, ...] = ()
    earlier: Sequence[KeptProject] = field(default=(), repr=False)

    @property
    def project(self) -> Project:
        """The project as the file tells it."""
        return self.foreign.project

    @property
    def places(self) -> ProjectPlaces:
        """Where everything stands in the study, by guid."""
        return ProjectPlaces(
            codes={guid: id_ for guid, (id_, _) in self.codes.meanings.items()},
            users=self.coders.all_names,
            sources={guid: each.name for guid, each in self.placed.items() if each.name},
            cases=dict(self.people.people),
            variables=dict(self.people.columns),
            sets=dict(self.codes.themes),
        )


def plan_import(
    site: Site, shelves: Shelves, path: Path, foreign: ForeignFile, wish: ImportWish
) -> ImportPlan:
    """Think an import out; nothing is written.

    Raises:
        StudyError: the file does not say whose its codings are, or a file of the study that it
            would go into cannot be changed.
    """
    project, ledger = foreign.project, ImportLedger()
    coders = place_coders(shelves, project, path, wish.as_coder, new_coder=wish.new_coder)
    if not wish.dry_run:
        refuse_anonymous(coders, project)
    ledger.note_kept("users", len(project.users))
    earlier = list_kept(shelves)
    known = shelves.transcripts.list()
    placed = _place_sources(site, project, known, earlier, ledger)
    transcripts = [*known, *_list_new(placed)]
    spoken = lay_selections(project, placed, known, ledger)
    source = CodebookSource.read(site)
    own = name_own_codes(site.settings.study.name, source.codebook)
    codes = place_codes(
        project, source, list_earlier_codes(earlier, project.name, own), _list_used(project)
    )
    _note_codes(project, codes, ledger)
    laid = lay_codings(project, spoken, codes, coders, ledger)
    people = place_people(site, project, placed, spoken, transcripts, ledger)
    talks = [each.name for each in known]
    memos = MemoPlaces(project, placed, spoken, codes, coders, people.people, talks).plan(ledger)
    _note_rest(project, ledger)
    problems = (
        *coders.problems,
        *tell_anonymous(coders, project, path),
        *codes.list_problems(source.name),
        *people.problems,
        *_tell_respondents(site, people),
        *_tell_absent(path, project, placed, spoken, talks),
        *(Problem(path.name, 0, note, fatal=False) for note in foreign.notes),
        # Taken in, they are told by reading them.
        *(told for each in placed.values() if wish.dry_run for told in each.reading.problems),
    )
    losses = ledger.list_losses(foreign.losses)
    return ImportPlan(
        foreign, placed, codes, coders, laid, people, memos, losses, problems, earlier
    )


def _place_sources(
    site: Site,
    project: Project,
    known: Sequence[Transcript],
    earlier: Sequence[KeptProject],
    ledger: ImportLedger,
) -> dict[str, PlacedSource]:
    came = {
        source.text: kept.places.sources[source.guid]
        for kept in earlier
        for source in kept.project.sources
        if source.text and source.guid in kept.places.sources
    }
    placer = SourcePlacer(site, known, project.tool.startswith(OURS), came)
    placed: dict[str, PlacedSource] = {}
    with site.progress("reading sources", len(project.sources)) as tick:
        for source in project.sources:
            if source.text.strip():
                found = placed[source.guid] = placer.place(source)
                why = "as transcripts" if found.is_new else "were here already"
                became = KEPT if found.name else CHANGED
                ledger.note(
                    "texts",
                    became,
                    why if found.name else "nobody speaks in it: kept aside",
                    source.name,
                )
            elif source.kind == TEXT:
                is_here = any(is_named(each.name, [source.name]) for each in known)
                why = "quotes alone: its transcript is here" if is_here else NO_WORDS
                ledger.note("texts", CHANGED, why, source.name)
            if source.kind != TEXT:
                ledger.note(KINDS.get(source.kind, source.kind), CHANGED, ASIDE, source.name)
            tick(1)
    return placed


def _list_new(placed: Mapping[str, PlacedSource]) -> list[Transcript]:
    found: dict[str, Transcript] = {}
    for each in placed.values():
        for name in each.transcripts if each.is_new else ():
            turns = tuple(turn for turn in each.turns if turn.transcript == name)
            found.setdefault(name, Transcript(name, each.path, "", turns))
    return list(found.values())


def _list_used(project: Project) -> list[str]:
    codings = (c.code for _, each in project.each_selection() for c in each.codings)
    whole = (each.code for source in project.sources for each in source.codings)
    return list(dict.fromkeys([*codings, *whole]))


def _note_codes(project: Project, codes: PlacedCodes, ledger: ImportLedger) -> None:
    added = set(codes.added)
    here = [code for code in project.codes if codes.meanings[code.guid][0] != GONE]
    for code in project.codes:
        if codes.meanings[code.guid][0] == GONE:
            ledger.note("codes", CHANGED, f"{REMOVED}: kept aside", code.name)
    meanings = {codes.meanings[each.guid] for each in here}
    opposed = sum(side != AFFIRMED for _, side in meanings)
    new = sum(id_ in added and side == AFFIRMED for id_, side in meanings)
    ledger.note_kept("codes", new, "new in the codebook")
    ledger.note_kept("codes", len(meanings) - opposed - new, "in the codebook already")
    ledger.note_kept("codes", opposed, "as the other side (polarity) of a code")
    same = len(here) - len(meanings)
    ledger.note("codes", CHANGED, "one with another of them here", n=same)
    coloured = sum(bool(each.color) for each in project.codes)
    ledger.note("colours of codes", CHANGED, ASIDE, n=coloured)
    for each in project.sets:
        if each.guid in codes.themes:
            rest = any((each.sources, each.notes))
            ledger.note("sets", CHANGED if rest else KEPT, "as themes", each.name)
        else:
            ledger.note("sets", CHANGED, f"without codes: {ASIDE}", each.name)


def _tell_absent(
    path: Path,
    project: Project,
    placed: Mapping[str, PlacedSource],
    spoken: Spoken,
    known: Sequence[str],
) -> Iterator[Problem]:
    """Texts of which the file holds quotes alone, and that are not among the transcripts."""
    names = {
        source.name
        for source, each in project.each_selection()
        if not source.text and each.quote and each.guid not in spoken
        if source.guid not in placed and not any(is_named(each, [source.name]) for each in known)
    }
    if names:
        what = f"quotes stand in no transcript, of: {list_some(sorted(names), 5)}"
        hint = "put these texts among the transcripts, ingest, and import the file again"
        yield Problem(path.name, 0, what, hint, fatal=False)


def _tell_respondents(site: Site, people: PlacedPeople) -> Iterator[Problem]:
    """People who are called as rows of the survey are: who is who is for a person to say."""
    if not site.settings.survey.file or not people.people:
        return
    try:
        answers = read_usable_survey(site)
    except (SurveyError, SourceError, StudyError):  # told where the survey is read
        return
    known = set(map(str, answers.names)) if answers else set()
    same = sorted({each for each in people.people.values() if each in known})
    if same:
        what = f"called as a row of the survey is: {list_some(same, 10)}"
        hint = "if these are the same people, write that id into the column respondent"
        place = site.settings.transcripts.participants or FIRST
        yield Problem(place, 0, what, hint, fatal=False)


def _note_rest(project: Project, ledger: ImportLedger) -> None:
    """What has no noun here: kept with the project, and told."""
    for link in project.links:
        ledger.note("links", CHANGED, ASIDE, link.name)
    for kind in project.kept_xml:
        ledger.note("other parts", CHANGED, ASIDE, kind)
    linked = sum(len(each.codes) for each in project.cases)
    ledger.note("codes on cases", CHANGED, ASIDE, n=linked)
    sync = sum(len(each.sync) for each in project.sources)
    ledger.note("sync points", CHANGED, ASIDE, n=sync)
