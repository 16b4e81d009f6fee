"""What of a study leaves: taken off the shelves once, for every format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewkit.errors import Problem
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.transcript_text import TranscriptText
from interviewkit.model import Coder, Participant, Respondent, Run, Segment, Transcript, Variable
from interviewkit.model.codebook import Codebook
from interviewkit.model.kept_project import KeptProject
from interviewkit.steps.coding.codebook import look_at_codebook
from interviewkit.steps.exchanging.exchange import ExportedCodings, load_exported
from interviewkit.steps.exchanging.leaving.media import open_media
from interviewkit.steps.exchanging.leaving.texts import write_readable
from interviewkit.steps.exchanging.projects.earlier_codes import list_kept
from interviewkit.steps.noting.memos import load_memos
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True, slots=True)
class LeavingChoice:
    """What is asked for: whose codings, and whether people's survey answers go along.

    No ``coders`` are all people; with ``machines`` whatever coded here. What takes a moment is
    said beside it: transcripts ``as_text`` of one piece, and the turns that coders ``reads``.
    """

    coders: tuple[str, ...] = ()
    machines: bool = False
    answers: bool = False
    as_text: bool = False
    reads: bool = True


def gather_study(site: Site, choice: LeavingChoice) -> tuple[LeavingStudy, Sequence[Problem]]:
    """What leaves, and what is to be told of it.

    Raises:
        StudyError: a coder of that name never coded here, or the codebook cannot be read.
    """
    codebook, faults = look_at_codebook(site.root, site.settings)
    with site.store.reading() as shelves:
        study = _load_study(site, shelves, codebook, choice)
        loaded = _load_answers(site, shelves, study.people) if choice.answers else ((), {})
    variables, answers = loaded
    anew = _list_written_anew(study.transcripts, study.kept) if choice.as_text else []
    texts, told = _write_texts(site, anew)
    media, missing = open_media(site, study.kept) if choice.as_text else ({}, [])
    study = replace(
        study,
        texts=texts,
        media=media,
        variables=variables if answers else (),
        answers=answers,
    )
    broken = (replace(each, fatal=False) for each in faults if each.fatal)
    return study, [*broken, *told, *missing]


def _load_study(
    site: Site, shelves: Shelves, codebook: Codebook, choice: LeavingChoice
) -> LeavingStudy:
    """What the database has of it: of coders those who were chosen and have worked."""
    coders = _choose_coders(shelves.codings.coders(), choice)
    found = _load_codings(site, shelves, coders, choice)
    working = {*choice.coders, *(each.coder for each in found.codings)}
    working |= {each.coder for each in found.reads}
    runs = shelves.runs.list()
    return LeavingStudy(
        name=site.settings.study.name,
        note=site.settings.study.note,
        at=_find_last(runs),
        codebook=codebook,
        coders=[each for each in coders if each.name in working],
        stays=[] if choice.coders or choice.machines else _list_machines(shelves),
        codings=found.codings,
        too_light=found.too_light,
        reads=found.reads,
        transcripts=shelves.transcripts.list(),
        speakers=shelves.people.speakers(),
        people=shelves.people.list(),
        memos=load_memos(site, shelves),
        segments=_list_segments(shelves, with_members=choice.answers),
        kept=list_kept(shelves),
        times={each.id or 0: each.ended or each.started for each in runs},
    )


def _choose_coders(known: Iterable[Coder], choice: LeavingChoice) -> list[Coder]:
    """Those who were named, or all people, or everyone."""
    if choice.coders:
        return [each for each in known if each.name in choice.coders]
    return [each for each in known if each.is_person or choice.machines]


def _list_machines(shelves: Shelves) -> list[str]:
    """Machines that have codings which stand."""
    machines = {each.name for each in shelves.codings.coders() if not each.is_person}
    return [name for name in shelves.codings.count() if name in machines]


def _load_codings(
    site: Site, shelves: Shelves, coders: Sequence[Coder], choice: LeavingChoice
) -> ExportedCodings:
    """What they coded; where nobody is there to leave, nothing is."""
    if not coders and not choice.coders:
        return ExportedCodings((), (), ())
    names = [each.name for each in coders]
    asked = [*names, *(name for name in choice.coders if name not in names)]
    return load_exported(site, shelves, asked, with_reads=choice.reads)


def _find_last(runs: Sequence[Run]) -> str:
    """When something was last done; looking at a study and letting it out are no runs."""
    return max((each.ended or each.started for each in runs), default="")


def _list_segments(
    shelves: Shelves, *, with_members: bool
) -> list[tuple[Segment, Collection[str]]]:
    members = shelves.findings.members() if with_members else {}
    found = [each.segment for each in shelves.findings.segments()]
    return [(each, sorted(members.get(each.name, ()))) for each in found]


def _load_answers(
    site: Site, shelves: Shelves, people: Sequence[Participant]
) -> tuple[Sequence[Variable], Mapping[str, Respondent]]:
    """The survey's variables, and who of the people answered what."""
    from interviewkit.steps.linking.people_rows import find_own_answers

    rows = {each.name: each for each in shelves.survey.list()}
    alike = site.settings.survey.ids == "alike"
    return shelves.survey.variables(), find_own_answers(people, rows, alike=alike)


def _list_written_anew(
    transcripts: Sequence[Transcript], kept: Sequence[KeptProject]
) -> list[Transcript]:
    """The transcripts that do not leave as the text that they came as."""
    came = {name for each in kept for name in each.places.sources.values()}
    return [each for each in transcripts if each.amended or each.name not in came]


def _write_texts(
    site: Site, transcripts: Sequence[Transcript]
) -> tuple[Mapping[str, TranscriptText], list[Problem]]:
    """Each transcript as a text that reads back as it is, and where one does not."""
    texts, problems = {}, []
    with site.progress("transcripts", len(transcripts)) as tick:
        for each in transcripts:
            texts[each.name], problem = write_readable(each)
            problems += [problem] if problem else []
            tick(1)
    return texts, problems
