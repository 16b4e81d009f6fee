"""Who speaks where a question is asked: its filters of people and places, held against the study."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.errors import StudyError
from interviewkit.model import MODERATOR, Participant
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
    counts by. ``whole`` says that no conversation is left out.
    """

    speaking: Mapping[Label, Speaking]
    person_of: Mapping[Label, str]
    participants: Mapping[str, Participant]
    segments_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: bool = True

    @cached_property
    def transcripts(self) -> frozenset[int]:
        """The conversations asked, none where it is all of them."""
        return frozenset() if self.whole else frozenset(key for key, _ in self.speaking)

    @cached_property
    def waves(self) -> Mapping[int, str]:
        return {each.transcript_id: each.wave for each in self.speaking.values()}

    @cached_property
    def groups(self) -> Mapping[int, str]:
        return {each.transcript_id: each.group for each in self.speaking.values()}

    def count_people(self, labels: Iterable[Label]) -> int:
        """How many people are behind these labels, moderators left out."""
        return len(
            {
                self.person_of[label]
                for label in labels
                if label in self.speaking and self.speaking[label].role != MODERATOR
            }
        )


def load_scene(site: Site, shelves: Shelves, query: Query, *, moderators: bool = False) -> Scene:
    """The labels that a question asks; moderators where it says so, or with ``moderators``.

    Raises:
        StudyError: it names a segment, wave, person or the like that the study has not; the hint
            names the nearest.
    """
    speaking = shelves.spoken.speakers()
    people = {each.name: each for each in shelves.people.list()}
    heard = group_sets((each.participant, each.wave) for each in speaking)
    same = find_same_people(people.values(), heard)
    members = shelves.findings.members()
    _check_names(query, speaking, members)
    wanted = frozenset().union(*(members[name] for name in query.segments))
    in_segments = {same.get(name, name) for name in wanted}
    asked = set(query.people)
    everyone = (
        moderators
        or MODERATOR in query.roles
        or site.settings.passages.speech == "all"
        or any(people[name].is_moderator for name in asked if name in people)
    )
    kept = {}
    for each in speaking:
        person = same.get(each.participant, each.participant)
        fits = (
            (everyone or each.role != MODERATOR)
            and (not query.waves or each.wave in query.waves)
            and (not query.groups or each.group in query.groups)
            and (not query.transcripts or each.transcript in query.transcripts)
            and (not query.roles or each.role in query.roles)
            and (not asked or person in asked or each.participant in asked)
            and (not query.segments or person in in_segments)
        )
        if fits:
            kept[each.transcript_id, each.label] = each
    return Scene(
        kept,
        {label: same.get(each.participant, each.participant) for label, each in kept.items()},
        people,
        _list_segments(members, same),
        whole=len({key for key, _ in kept}) == len({each.transcript_id for each in speaking}),
    )


def _list_segments(
    members: Mapping[str, Collection[str]], same: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Person → the segments they are in."""
    found: dict[str, dict[str, None]] = {}
    for segment, names in members.items():
        for name in names:
            found.setdefault(same.get(name, name), {})[segment] = None
    return {name: tuple(segments) for name, segments in found.items()}


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
