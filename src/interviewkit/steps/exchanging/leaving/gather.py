"""What of a study leaves: taken off the shelves once, for every format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewkit.errors import Problem
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.transcript_text import TranscriptText
from interviewkit.model import Coder, Respondent, Run, Segment, Transcript, Variable
from interviewkit.steps.coding.codebook import look_at_codebook
from interviewkit.steps.exchanging.exchange import load_exported
from interviewkit.steps.exchanging.leaving.media import open_media
from interviewkit.steps.exchanging.leaving.texts import write_readable
from interviewkit.steps.linking.people_rows import find_own_answers
from interviewkit.steps.noting.memos import load_memos
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True, slots=True)
class LeavingChoice:
    """What is asked for: whose codings, and whether people's survey answers go along.

    No ``coders`` are all people; with ``machines`` whatever coded here. ``as_text`` says whether
    transcripts are needed as texts, which takes a moment.
    """

    coders: tuple[str, ...] = ()
    machines: bool = False
    answers: bool = False
    as_text: bool = False


def gather_study(site: Site, choice: LeavingChoice) -> tuple[LeavingStudy, Sequence[Problem]]:
    """What leaves, and what is to be told of it.

    Raises:
        StudyError: a coder of that name never coded here, or the codebook cannot be read.
    """
    codebook, faults = look_at_codebook(site.root, site.settings)
    with site.store.reading() as shelves:
        coders = _choose_coders(shelves.codings.coders(), choice)
        found = load_exported(site, shelves, [each.name for each in coders] or choice.coders)
        if not coders:
            found = replace(found, codings=(), reads=())
        transcripts = shelves.transcripts.list()
        runs = shelves.runs.list()
        kept = shelves.projects.list()
        people = shelves.people.list()
        study = LeavingStudy(
            name=site.settings.study.name,
            note=site.settings.study.note,
            at=_find_last(runs),
            codebook=codebook,
            coders=coders,
            codings=found.codings,
            reads=found.reads,
            transcripts=transcripts,
            speakers=shelves.people.speakers(),
            people=people,
            memos=load_memos(site, shelves),
            segments=_list_segments(shelves, with_members=choice.answers),
            kept=kept,
            times={each.id or 0: each.ended or each.started for each in runs},
        )
        variables, rows = _load_answers(shelves) if choice.answers else ((), {})
    alike = site.settings.survey.ids == "alike"
    answers = find_own_answers(people, rows, alike=alike) if rows else {}
    texts, told = _write_texts(site, transcripts) if choice.as_text else ({}, [])
    media, missing = open_media(site, kept) if choice.as_text else ({}, [])
    study = replace(
        study,
        texts=texts,
        media=media,
        variables=variables if answers else (),
        answers=answers,
    )
    broken = (replace(each, fatal=False) for each in faults if each.fatal)
    return study, [*broken, *told, *missing]


def _choose_coders(known: Iterable[Coder], choice: LeavingChoice) -> list[Coder]:
    """Those who were named, or all people, or everyone."""
    if choice.coders:
        return [each for each in known if each.name in choice.coders]
    return [each for each in known if each.is_person or choice.machines]


def _find_last(runs: Sequence[Run]) -> str:
    """When something was last done; looking at a study and letting it out are no runs."""
    return max((each.ended or each.started for each in runs), default="")


def _list_segments(
    shelves: Shelves, *, with_members: bool
) -> list[tuple[Segment, Collection[str]]]:
    members = shelves.findings.members() if with_members else {}
    found = [each.segment for each in shelves.findings.segments()]
    return [(each, sorted(members.get(each.name, ()))) for each in found]


def _load_answers(shelves: Shelves) -> tuple[Sequence[Variable], Mapping[str, Respondent]]:
    return shelves.survey.variables(), {each.name: each for each in shelves.survey.list()}


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
