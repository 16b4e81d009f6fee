"""A study as a project in the nouns of the exchange standard, ready to be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interviewkit.exchange.leaving.cases import (
    build_cases,
    build_source_sets,
    describe_answers,
    describe_people,
    describe_sources,
)
from interviewkit.exchange.leaving.code_tree import build_codes, build_themes, name_codes
from interviewkit.exchange.leaving.guids import GuidMaker
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.notes import PlacedNotes, build_noted_selections, place_notes
from interviewkit.exchange.leaving.selections import Naming, build_selections
from interviewkit.model import Coder, Coding
from interviewkit.model.grouping import group_lists
from interviewkit.model.memo import TRANSCRIPT
from interviewkit.model.project import Project, ProjectSource, ProjectUser
from interviewkit.version import __version__

ORIGIN = f"interviewkit {__version__}"

INITIALS = 3
"""How many letters stand for somebody whose name is one word."""


def build_project(study: LeavingStudy) -> Project:
    """The study as a project; the same study gives the same one, GUIDs and all."""
    make = GuidMaker.of(study.name)
    workers = _list_workers(study)
    users = {each.name: make.make("user", each.name) for each in workers}
    placed = place_notes(study.memos, users, make)
    codes = name_codes(study, make)
    named = Naming(make, codes, users)
    people, told = describe_people(study, make), describe_sources(study, make)
    answered = describe_answers(study, make)
    sources = _build_sources(study, named, placed, told.values)
    values = [
        {**own, **said}
        for own, said in zip(
            people.values, answered.values or [{}] * len(people.values), strict=True
        )
    ]
    themes = build_themes(study, make, codes, placed)
    return Project(
        name=study.name,
        tool=ORIGIN,
        description=study.note,
        at=study.at,
        users=tuple(_build_user(each, users[each.name]) for each in workers),
        codes=tuple(build_codes(study, codes, placed)),
        sources=tuple(sources.values()),
        variables=(*people.variables, *answered.variables, *told.variables),
        cases=tuple(build_cases(study, make, values, sources, _select(study, sources))),
        sets=(*themes, *build_source_sets(study.transcripts, make, sources)),
        notes=placed.notes,
        about=placed.of_study,
    )


def _list_workers(study: LeavingStudy) -> list[Coder]:
    """Those whose codings leave, and those who wrote memos."""
    known = {each.name for each in study.coders}
    writers = dict.fromkeys(each.coder for each in study.memos)
    return [*study.coders, *(Coder(name) for name in writers if name not in known)]


def _build_user(coder: Coder, guid: str) -> ProjectUser:
    """A coder; a machine is called one, so that nobody takes it for a person."""
    is_told = coder.is_person or "machine" in coder.name
    name = coder.name if is_told else f"{coder.name} (machine)"
    return ProjectUser(guid, name, shorten_name(name))


def shorten_name(name: str) -> str:
    """The initials of a name.

    >>> shorten_name("Ana Bell"), shorten_name("rivera")
    ('AB', 'RIV')
    """
    words = [word for word in name.replace("(", " ").replace(")", " ").split() if word]
    if len(words) < 2:
        return name.strip()[:INITIALS].upper()
    return "".join(word[0] for word in words).upper()


def _build_sources(
    study: LeavingStudy, named: Naming, placed: PlacedNotes, values: Sequence[Mapping[str, str]]
) -> dict[str, ProjectSource]:
    """Transcript → its text with all that was marked in it."""
    coded: Mapping[str, Sequence[Coding]] = group_lists(
        (each.passage.turn.transcript, each) for each in study.holding
    )
    found = {}
    for transcript, known in zip(study.transcripts, values, strict=True):
        name, text = transcript.name, study.find_text(transcript)
        selections = [
            *build_selections(study, coded.get(name, ()), text, named),
            *build_noted_selections(placed, name, text, named.make),
        ]
        found[name] = ProjectSource(
            guid=named.make.make("source", name),
            name=name,
            text=text.text,
            at=study.at,
            selections=tuple(selections),
            values=known,
            notes=placed.find(TRANSCRIPT, name),
        )
    return found


def _select(
    study: LeavingStudy, sources: Mapping[str, ProjectSource]
) -> Mapping[str, Sequence[str]]:
    """Participant → the selections that lie in what they said."""
    return group_lists(_find_owners(study, sources))


def _find_owners(
    study: LeavingStudy, sources: Mapping[str, ProjectSource]
) -> Iterator[tuple[str, str]]:
    for transcript in study.transcripts:
        text = study.find_text(transcript)
        turns = iter(zip(text.places, transcript.turns, strict=True))
        place, turn = next(turns, ((0, 0), None))
        for each in sorted(sources[transcript.name].selections, key=lambda s: s.start or 0):
            while turn is not None and place[1] <= (each.start or 0):
                place, turn = next(turns, (place, None))
            if turn is not None and (who := study.find_participant(transcript.name, turn.speaker)):
                yield who, each.guid
