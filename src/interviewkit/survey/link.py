"""Which people of the conversations are respondents of the survey, by exact id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.errors import SurveyError
from interviewkit.model import Participant
from interviewkit.survey.answers import Answers

SAME_PEOPLE, SHARED_SEGMENTS = "same people", "shared segments"
TO_THE_LETTER = "id"
CASE, BLANKS, ZEROS = "case", "blanks", "zeros"
IGNORABLE = (CASE, BLANKS, ZEROS)
"""What may be told not to count between two ids."""


@dataclass(frozen=True, slots=True)
class Link:
    """How conversations and survey belong together.

    ``kind`` is ``same people`` where at least one participant is a respondent, else ``shared
    segments``: then only the definitions of segments join the two.

    ``matched`` maps participants to respondent ids. ``unmatched`` are all other participants,
    moderators aside. ``absent`` maps those of them who give an id to that id, which the survey
    does not know; ``suggestions`` maps a participant to a respondent whose id differs only in
    case, blanks or leading zeros. Suggestions are for people to check, never joined. ``doubled``
    are respondents claimed by more than one participant (each stays matched).

    ``rules`` says for everyone matched whether the id was equal (``id``) or equal once what
    ``study.toml`` says to ignore was left out. ``ambiguous`` are participants whose id would then
    be that of several respondents: they stay unmatched.
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

    @property
    def summary(self) -> str:
        """One sentence with both numbers."""
        people = len(self.matched) + len(self.unmatched)
        if self.kind == SHARED_SEGMENTS:
            return (
                f"none of {people} participants is among {self.respondents:,} respondents; "
                "conversations and survey are linked by shared segment definitions"
            )
        sentence = (
            f"{len(self.matched)} of {people} participants are among "
            f"{self.respondents:,} respondents"
        )
        return f"{sentence}; {len(self.unmatched)} are not" if self.unmatched else sentence


def link(participants: Iterable[Participant], answers: Answers, ignore: Sequence[str] = ()) -> Link:
    """Joins participants to respondents; ids must be equal to the letter.

    ``ignore`` names differences that do not count: ``case``, ``blanks``, ``zeros`` (those before
    the number that an id ends in). Who is equal to the letter is never joined to anyone else, and
    where several respondents become alike nobody is joined.

    Raises:
        SurveyError: ``ignore`` names something else.
    """
    _known(ignore)
    people = [person for person in participants if not person.is_moderator]
    known = set(answers.names)
    exact = {p.name: p.respondent for p in people if p.respondent in known}
    near, ambiguous = _told([p for p in people if p.name not in exact], answers.names, ignore)
    matched = {p.name: (exact | near)[p.name] for p in people if p.name in exact or p.name in near}
    unmatched = [p for p in people if p.name not in matched]
    absent = {p.name: p.respondent for p in unmatched if p.respondent}
    claims = Counter(matched.values())
    ignored = f"{TO_THE_LETTER}, {' and '.join(ignore)} ignored"
    return Link(
        matched=matched,
        unmatched=tuple(p.name for p in unmatched),
        absent=absent,
        suggestions=_suggestions(unmatched, answers.names),
        doubled=tuple(name for name, count in claims.items() if count > 1),
        respondents=len(known),
        kind=SAME_PEOPLE if matched else SHARED_SEGMENTS,
        rules={name: TO_THE_LETTER if name in exact else ignored for name in matched},
        ambiguous=ambiguous,
    )


def _known(ignore: Sequence[str]) -> None:
    for what in ignore:
        if what not in IGNORABLE:
            raise SurveyError(
                f"[survey] ids_ignore does not know {what!r}",
                hint=f"it may hold: {', '.join(IGNORABLE)}",
            )


def _told(
    people: Iterable[Participant], names: Iterable[str], ignore: Sequence[str]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Who is joined once the differences that were told not to count are left out."""
    if not ignore:
        return {}, {}
    alike = _by_key(names, ignore)
    joined: dict[str, str] = {}
    ambiguous: dict[str, tuple[str, ...]] = {}
    for person in people:
        ids = alike.get(bare(person.respondent, ignore), set()) if person.respondent else set()
        if len(ids) == 1:
            joined[person.name] = next(iter(ids))
        elif ids:
            ambiguous[person.name] = tuple(sorted(ids))
    return joined, ambiguous


def _suggestions(unmatched: Iterable[Participant], names: Iterable[str]) -> dict[str, str]:
    """The one respondent whose id looks the same as the participant's id (or, without, name)."""
    alike = _by_key(names, IGNORABLE)
    found = {p.name: alike.get(bare(p.respondent or p.name), set()) for p in unmatched}
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _by_key(names: Iterable[str], ignore: Sequence[str]) -> dict[str, set[str]]:
    alike: dict[str, set[str]] = {}
    for name in names:
        alike.setdefault(bare(name, ignore), set()).add(name)
    return alike


def bare(name: str, ignore: Sequence[str] = IGNORABLE) -> str:
    """A name without blanks, case and the zeros before a number: ``" e 0112"`` is ``e112``."""
    small = "".join(name.split()) if BLANKS in ignore else name
    small = small.casefold() if CASE in ignore else small
    if ZEROS not in ignore:
        return small
    letters = small.rstrip("0123456789")
    return letters + (small[len(letters) :].lstrip("0") or small[len(letters) :][-1:])
