"""Which people of the conversations are respondents of the survey, by exact id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.model import Participant
from interviewkit.model.grouping import group_sets
from interviewkit.survey.answers import Answers
from interviewkit.survey.respondent_ids import simplify_id

SAME_PEOPLE, SHARED_SEGMENTS = "same people", "shared segments"
TO_THE_LETTER, ALIKE = "id", "id, alike"


@dataclass(frozen=True, slots=True)
class Link:
    """How conversations and survey belong together.

    ``kind`` is ``same people`` where at least one participant is a respondent, else ``shared
    segments``: then only the definitions of segments join the two.

    ``matched`` maps participants to respondent ids. ``unmatched`` are all other participants,
    moderators aside. ``absent`` maps those of them who give an id to that id, which the survey
    does not know; ``suggestions`` maps a participant to a respondent whose id differs only in how
    it is written. Suggestions are for people to check, never joined. ``doubled``
    are respondents claimed by more than one participant (each stays matched).

    ``rules`` says for everyone matched whether the id was equal (``id``) or only alike (``id,
    alike``). ``ambiguous`` are participants whose id is like those of several respondents: they
    stay unmatched. So do ``rivals``: their ids are alike and not equal to that of another
    participant, and only one of them can be that respondent.
    """

    matched: Mapping[str, str]
    unmatched: tuple[str, ...]
    absent: Mapping[str, str]
    suggestions: Mapping[str, str]
    doubled: tuple[str, ...]
    respondents: int
    kind: str
    rules: Mapping[str, str] = field(default_factory=dict)
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rivals: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """One sentence with both numbers."""
        people = len(self.matched) + len(self.unmatched)
        if not people:
            who = "respondent" if self.respondents == 1 else "respondents"
            return f"{self.respondents:,} {who}, and no participants to link to"
        if self.kind == SHARED_SEGMENTS:
            return (
                f"none of {people} participants is among {self.respondents:,} respondents; "
                "conversations and survey are linked by shared segment definitions"
            )
        rest, among = len(self.unmatched), f"{self.respondents:,} respondents"
        text = f"{len(self.matched)} of {people} participants are among {among}"
        return f"{text}; {rest} {'is' if rest == 1 else 'are'} not" if rest else text


def link_people(
    participants: Iterable[Participant], answers: Answers, *, alike: bool = False
) -> Link:
    """Joins participants to respondents; ids must be equal to the letter.

    ``alike``: an id that differs from exactly one respondent's only in how it is written (case,
    blanks, leading zeros, ``101.0`` for ``101``) is that respondent's.
    """
    people = [person for person in participants if not person.is_moderator]
    known = set(answers.names)
    exact = {p.name: p.respondent for p in people if p.respondent in known}
    unsure = [p for p in people if p.respondent and p.name not in exact]
    looks = group_sets((simplify_id(name), name) for name in answers.names)
    near = _without_rivals(unsure, exact, looks) if alike else {}
    matched = {p.name: (exact | near)[p.name] for p in people if p.name in exact or p.name in near}
    unmatched = [p for p in people if p.name not in matched]
    absent = {p.name: p.respondent for p in unmatched if p.respondent}
    claims = Counter(matched.values())
    return Link(
        matched=matched,
        unmatched=tuple(p.name for p in unmatched),
        absent=absent,
        suggestions=_suggestions(unmatched, looks),
        doubled=tuple(name for name, count in claims.items() if count > 1),
        respondents=len(known),
        kind=SAME_PEOPLE if matched else SHARED_SEGMENTS,
        rules={name: TO_THE_LETTER if name in exact else ALIKE for name in matched},
        ambiguous={
            p.name: tuple(sorted(ids))
            for p in unsure
            if len(ids := looks.get(simplify_id(p.respondent), ())) > 1
        },
        # Who is like one respondent only, as is another with another spelling.
        rivals=_suggestions([p for p in unsure if p.name not in near], looks) if alike else {},
    )


def _without_rivals(
    people: Sequence[Participant], exact: Mapping[str, str], looks: Mapping[str, set[str]]
) -> dict[str, str]:
    """Suggestions for ids of which no other participant has another spelling.

    Two participants who give 7 and 007 may be two people; then neither spelling is taken for 7.0.
    """
    near = _suggestions(people, looks)
    spelled: dict[str, set[str]] = {row: {row} for row in exact.values()}
    for person in people:
        if person.name in near:
            spelled.setdefault(near[person.name], set()).add(person.respondent)
    return {name: row for name, row in near.items() if len(spelled[row]) == 1}


def _suggestions(unmatched: Iterable[Participant], looks: Mapping[str, set[str]]) -> dict[str, str]:
    """The one respondent whose id looks the same as the participant's id (or, without, name)."""
    found = {p.name: looks.get(simplify_id(p.respondent or p.name), set()) for p in unmatched}
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
