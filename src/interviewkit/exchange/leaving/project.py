"""A study as a project in the nouns of the exchange standard, ready to be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.exchange.leaving.cases import (
    Described,
    build_cases,
    build_source_sets,
    describe_answers,
    describe_people,
    describe_sources,
)
from interviewkit.exchange.leaving.code_tree import (
    build_codes,
    build_themes,
    describe_own_codes,
    name_codes,
    name_themes,
)
from interviewkit.exchange.leaving.guids import GuidMaker
from interviewkit.exchange.leaving.kept_names import KeptNames
from interviewkit.exchange.leaving.kept_notes import drop_removed_notes, list_new_memos
from interviewkit.exchange.leaving.kept_projects import join_projects
from interviewkit.exchange.leaving.kept_quotes import drop_quoted_sources
from interviewkit.exchange.leaving.kept_selections import KeptCodings
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.merged_codes import unite_merged_codes
from interviewkit.exchange.leaving.notes import (
    PlacedNotes,
    build_noted_selections,
    find_coded,
    place_notes,
)
from interviewkit.exchange.leaving.original_text import OriginalText
from interviewkit.exchange.leaving.same_again import join_imports
from interviewkit.exchange.leaving.selections import ProjectNaming, build_selections
from interviewkit.exchange.leaving.signed import sign_codings
from interviewkit.exchange.leaving.transcript_text import TurnPlaces
from interviewkit.model import MODERATOR, Coder, Coding, Memo, Participant, Transcript
from interviewkit.model.grouping import group_lists
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.memo import TRANSCRIPT
from interviewkit.model.participant import PLAIN_ROLE
from interviewkit.model.project import Project, ProjectSelection, ProjectSource, ProjectUser
from interviewkit.version import __version__

ORIGIN = f"interviewkit {__version__}"

INITIALS = 3
"""How many letters stand for somebody whose name is one word."""


def build_project(study: LeavingStudy) -> Project:
    """The study as a project; the same study gives the same one, GUIDs and all.

    What came in as a project leaves under its own GUIDs, with all that the study has no word for.
    """
    make = GuidMaker.of(study.name)
    kept, names = _clear_kept(study, make)
    is_one = len({each.name for each in study.kept}) == 1
    memos = list_new_memos(kept, study.memos, is_one=is_one)
    workers = _list_workers(study.coders, memos)
    users = {**{each.name: make.make("user", each.name) for each in workers}, **names.users}
    taken = [note.name for each in kept for note in each.project.notes]
    placed = place_notes(memos, users, make, taken)
    coded = find_coded(placed, study.holding)
    named = ProjectNaming(make, name_codes(study, make, names.codes), users, coded)
    study = replace(study, people=_list_cases(study, names)) if kept else study
    people, answered, told = _describe_all(study, make, names, kept)
    builder = _SourceBuilder(study, named, placed, names)
    sources = builder.build_all(told.values)
    values = [
        {**own, **said}
        for own, said in zip(
            people.values, answered.values or [{}] * len(people.values), strict=True
        )
    ]
    strange = [each for each in study.transcripts if each.name not in names.sources]
    themes = name_themes(study, make, names.themes)
    sets = [*build_themes(study, named.codes, themes, placed)]
    selected = _select(study, sources, names)
    new = Project(
        name=study.name,
        tool=ORIGIN,
        description=study.note,
        at=study.at,
        users=tuple(_build_user(each, users[each.name]) for each in workers),
        codes=tuple(build_codes(study, named.codes, placed)),
        sources=(*sources.values(), *builder.copies),
        variables=(*people.variables, *answered.variables, *(told.variables if strange else ())),
        cases=tuple(build_cases(study, make, values, sources, selected, names.cases)),
        sets=(*sets, *build_source_sets(strange, make, sources)),
        notes=placed.notes,
        about=placed.of_study,
    )
    whole = join_projects(names, new, is_one=is_one) if kept else new
    return replace(whole, own=describe_own_codes(study.codebook, named.codes, themes))


def _clear_kept(study: LeavingStudy, make: GuidMaker) -> tuple[Sequence[KeptProject], KeptNames]:
    """What came in, without what does not leave, and what things of the study are called in it."""
    talks = {each.name: each for each in study.transcripts}
    came = KeptNames(study.kept, talks).sources
    guids = {n: came[n].guid if n in came else make.make("source", n) for n in talks}
    users = KeptNames(study.kept).users
    whole = [
        sign_codings(
            drop_quoted_sources(each, guids),
            lambda coder: users.get(coder) or make.make("user", coder),
        )
        for each in study.kept
    ]
    kept = join_imports([drop_removed_notes(each, study.memos) for each in whole])
    kept = [unite_merged_codes(each) for each in kept]
    return kept, KeptNames(kept, talks)


def _describe_all(
    study: LeavingStudy, make: GuidMaker, names: KeptNames, kept: Sequence[KeptProject]
) -> tuple[Described, Described, Described]:
    """What is known of people, what they answered, and what is known of their conversations."""
    people = describe_people(study, make, names.variables)
    taken = {each.name: each.guid for one in kept for each in one.project.variables}
    taken |= {each.name: each.guid for each in people.variables}
    answered = describe_answers(study, make, taken)
    taken |= {each.name: each.guid for each in answered.variables}
    return people, answered, describe_sources(study, make, taken)


def _list_cases(study: LeavingStudy, names: KeptNames) -> list[Participant]:
    """The people who are cases: those who came as such, and those of whom more is known by now.

    A label that was read off a text which came with a project says nothing that it does not.
    """
    of_talks = {each.participant for each in study.speakers if each.transcript not in names.sources}
    return [
        each
        for each in study.people
        if each.name in names.cases
        or each.name in of_talks
        or any(
            said not in (None, "") and not names.is_told_of_talk(key, said)
            for key, said in each.attributes.items()
        )
        or each.respondent
        or each.role not in (PLAIN_ROLE, MODERATOR)
    ]


def _list_workers(coders: Sequence[Coder], memos: Sequence[Memo]) -> list[Coder]:
    """Those whose codings leave, and those who wrote memos."""
    known = {each.name for each in coders}
    writers = dict.fromkeys(each.coder for each in memos)
    return [*coders, *(Coder(name) for name in writers if name not in known)]


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


@dataclass(frozen=True)
class _SourceBuilder:
    """Builds the source of each transcript; ``copies`` are others that came and are it too."""

    study: LeavingStudy
    named: ProjectNaming
    placed: PlacedNotes
    names: KeptNames
    copies: list[ProjectSource] = field(default_factory=list)

    def build_all(self, values: Sequence[Mapping[str, str]]) -> dict[str, ProjectSource]:
        """Transcript → its text with all that was marked in it."""
        coded: Mapping[str, Sequence[Coding]] = group_lists(
            (each.passage.turn.transcript, each) for each in self.study.holding
        )
        return {
            each.name: self._build(each, coded.get(each.name, ()), known)
            for each, known in zip(self.study.transcripts, values, strict=True)
        }

    def _build(
        self, transcript: Transcript, codings: Sequence[Coding], values: Mapping[str, str]
    ) -> ProjectSource:
        name, came = transcript.name, self.names.sources.get(transcript.name)
        before: ProjectSource | None = None
        if came is not None:
            every = codings
            before, codings = self._keep(transcript, came, every)
            for copy in self.names.list_copies(name):
                now, left = self._keep(transcript, copy, every)
                there = {id(each) for each in left}
                codings = [each for each in codings if id(each) in there]
                self.copies.append(now)
        new = self._build_new(transcript, codings)
        return ProjectSource(
            guid=before.guid if before else self.named.make.make("source", name),
            name=name,
            text=before.text
            if before and self.names.leaves_as_it_came(name)
            else self.study.find_text(transcript).text,
            at=self.study.at,
            selections=(*(before.selections if before else ()), *new),
            codings=before.codings if before else (),
            values={} if before else values,
            notes=self.placed.find(TRANSCRIPT, name),
        )

    def _keep(
        self, transcript: Transcript, came: ProjectSource, codings: Sequence[Coding]
    ) -> tuple[ProjectSource, Sequence[Coding]]:
        """A source that came with what of it still stands, and the codings beside that."""
        name = transcript.name
        standing = KeptCodings(self.names, self.names.project_of[name], codings)
        as_came = self.names.leaves_as_it_came(name)

        def was() -> OriginalText:
            return self.names.lay_as_read(name, came)

        if as_came:
            kept = standing.keep_selections(came, was)
        else:
            now = self.study.find_text(transcript)
            kept = standing.move_selections(came, was(), now, {*map(int, transcript.amended)})
        selections = tuple(kept)
        whole = standing.keep_whole(came, was if as_came else None)
        return replace(came, selections=selections, codings=whole), standing.list_left()

    def _build_new(
        self, transcript: Transcript, codings: Sequence[Coding]
    ) -> list[ProjectSelection]:
        """Selections for what is coded and noted here."""
        if not codings and transcript.name not in self.placed.said:
            return []
        text = find_text(self.study, self.names, transcript)
        new = [*build_selections(self.study, codings, text, self.named)]
        told = {note for each in new for coding in each.codings for note in coding.notes}
        noted = build_noted_selections(self.placed, transcript.name, text, self.named.make, told)
        return [*new, *noted]


def find_text(study: LeavingStudy, names: KeptNames, transcript: Transcript) -> TurnPlaces:
    """The text that a transcript was read from, or one that is written of its turns."""
    if names.leaves_as_it_came(transcript.name):
        return names.lay_as_read(transcript.name)
    return study.find_text(transcript)


def _select(
    study: LeavingStudy, sources: Mapping[str, ProjectSource], names: KeptNames
) -> Mapping[str, Sequence[str]]:
    """Participant → the selections that lie in what they said; those that came have theirs."""
    return group_lists(_find_owners(study, sources, names))


def _find_owners(
    study: LeavingStudy, sources: Mapping[str, ProjectSource], names: KeptNames
) -> Iterator[tuple[str, str]]:
    moderators = {each.name for each in study.people if each.is_moderator}
    for transcript in study.transcripts:
        before = names.sources.get(transcript.name)
        came = {each.guid for each in before.selections} if before else set()
        new = [each for each in sources[transcript.name].selections if each.guid not in came]
        if not new:
            continue
        text = find_text(study, names, transcript)
        turns = iter(zip(text.places, transcript.turns, strict=True))
        place, turn = next(turns, ((0, 0), None))
        for each in sorted(new, key=lambda s: s.start or 0):
            while turn is not None and place[1] <= (each.start or 0):
                place, turn = next(turns, (place, None))
            who = study.find_participant(transcript.name, turn.speaker) if turn else ""
            if who and who not in moderators:
                yield who, each.guid
