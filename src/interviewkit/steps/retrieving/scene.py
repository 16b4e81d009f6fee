"""Who speaks where a question is asked: its filters of people and places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from interviewkit.errors import StudyError
from interviewkit.model import MODERATOR
from interviewkit.model.grouping import group_sets
from interviewkit.model.query import Query
from interviewkit.model.reading import find_same_people
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.store.spoken import Speaking

Label = tuple[int, str]
"""A conversation and the label under which somebody speaks in it."""


@dataclass(frozen=True)
class Scene:
    """The labels whose speech is asked.

    ``speaking`` maps each to who is behind it, ``person_of`` labels to the name that the person
    counts by. ``members`` maps segments to people. ``whole`` says that no conversation is left
    out.
    """

    speaking: Mapping[Label, Speaking]
    person_of: Mapping[Label, str]
    members: Mapping[str, Collection[str]]
    whole: bool = True

    @cached_property
    def transcripts(self) -> frozenset[int]:
        """The conversations asked, none where it is all of them."""
        return frozenset() if self.whole else frozenset(key for key, _ in self.speaking)

    @cached_property
    def talks(self) -> Mapping[int, Speaking]:
        """Conversation → one who speaks in it, who knows its name, wave and group."""
        return {each.transcript_id: each for each in self.speaking.values()}

    def among(self, people: Collection[str]) -> Scene:
        """The same of some people alone."""
        kept = {
            label: each for label, each in self.speaking.items() if self.person_of[label] in people
        }
        return replace(self, speaking=kept, whole=self.whole and len(kept) == len(self.speaking))

    def segments_of(self, person: str) -> tuple[str, ...]:
        return tuple(name for name, people in self.members.items() if person in people)

    def count_people(self, labels: Iterable[Label]) -> int:
        """How many people are behind these labels, moderators left out."""
        return len(
            {
                self.person_of[label]
                for label in labels
                if label in self.speaking and self.speaking[label].role != MODERATOR
            }
        )


def list_labels_read(site: Site, shelves: Shelves) -> Collection[Label]:
    """Those of whose speech somebody has read a turn."""

    def renew(read: Collection[Label], turns: Collection[int]) -> Collection[Label]:
        talks = {each.transcript_id for each in shelves.spoken.places(turns)}
        return {each for each in read if each[0] not in talks} | shelves.spoken.read_labels(talks)

    return site.store.remembered.recall(
        shelves.revision, "labels read", shelves.spoken.read_labels, renew
    )


def load_scene(site: Site, shelves: Shelves, query: Query, *, moderators: bool = False) -> Scene:
    """The labels that a question asks; moderators where it says so, or with ``moderators``.

    Raises:
        StudyError: it names a segment, wave, person or the like that the study has not; the hint
            names the nearest.
    """
    speaking, same, members = site.store.remembered.recall(
        shelves.revision, "speaking", lambda: _load_speaking(shelves), lambda same, _: same
    )
    _check_names(query, speaking, members)
    everyone = (
        moderators or site.settings.passages.speech == "all" or _asks_moderators(query, speaking)
    )
    in_segments = frozenset[str]().union(*(members[name] for name in query.segments))
    persons = {
        (each.transcript_id, each.label): same.get(each.participant, each.participant)
        for each in speaking
    }
    kept = {
        label: each
        for (label, person), each in zip(persons.items(), speaking, strict=True)
        if (everyone or each.role != MODERATOR)
        and _fits(query, each, person)
        and (not query.segments or person in in_segments)
    }
    left_out = {each.transcript_id for each in speaking} - {key for key, _ in kept}
    return Scene(kept, {label: persons[label] for label in kept}, members, whole=not left_out)


Everybody = tuple[Sequence[Speaking], Mapping[str, str], Mapping[str, frozenset[str]]]


def _load_speaking(shelves: Shelves) -> Everybody:
    """Who speaks, who is the same person, and segment → people."""
    speaking = shelves.spoken.speakers()
    same = _find_same(speaking)
    members = {
        name: frozenset(same.get(each, each) for each in people)
        for name, people in shelves.findings.members().items()
    }
    return speaking, same, members


def _find_same(speaking: Sequence[Speaking]) -> dict[str, str]:
    """Another name of a participant → the name of the same person that counts."""
    claims = dict.fromkeys(
        (each.respondent, each.participant)
        for each in speaking
        if each.respondent and each.role != MODERATOR
    )
    if len(claims) == len({respondent for respondent, _ in claims}):
        return {}
    return find_same_people(claims, group_sets((each.participant, each.wave) for each in speaking))


def _asks_moderators(query: Query, speaking: Iterable[Speaking]) -> bool:
    """Whether it names the moderators' role, or one of them."""
    named = set(query.people)
    return MODERATOR in query.roles or any(
        each.role == MODERATOR for each in speaking if each.participant in named
    )


def _fits(query: Query, each: Speaking, person: str) -> bool:
    return (
        (not query.waves or each.wave in query.waves)
        and (not query.groups or each.group in query.groups)
        and (not query.transcripts or each.transcript in query.transcripts)
        and (not query.roles or each.role in query.roles)
        and (not query.people or not {person, each.participant}.isdisjoint(query.people))
    )


def _check_names(
    query: Query, speaking: Collection[Speaking], members: Mapping[str, Collection[str]]
) -> None:
    known: Mapping[str, tuple[Iterable[str], Collection[str], str]] = {
        "segment": (query.segments, members.keys(), "segment list"),
        "wave": (query.waves, {each.wave for each in speaking}, "transcript list"),
        "group": (query.groups, {each.group for each in speaking}, "transcript list"),
        "transcript": (
            query.transcripts,
            {each.transcript for each in speaking},
            "transcript list",
        ),
        "person": (query.people, {each.participant for each in speaking}, "participant list"),
        "role": (query.roles, {each.role for each in speaking}, "participant list"),
    }
    for kind, (names, there, command) in known.items():
        for name in names:
            if name not in there:
                hint = suggest_known(name, sorted(filter(None, there)), command)
                raise StudyError(f"there is no {kind} {name!r}", hint=hint)
