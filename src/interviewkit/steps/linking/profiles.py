"""``participant``: what is known of a person, and who differs from what one would expect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.errors import StudyError
from interviewkit.findings.counting.deviant_cases import find_deviant_cases
from interviewkit.model import DeviantCase, Reading
from interviewkit.steps.linking.people_rows import build_people_rows
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site

Row = Mapping[str, object]


def list_participants(site: Site) -> Sequence[Row]:
    """One row a participant: who, how much they said, what they voiced.

    What they voiced is ``None`` where nobody has read what was said.
    """
    found = build_people_rows(site, unread=True)
    return [
        {
            "participant": row.participant,
            "role": found.people[row.participant].role,
            "respondent": found.people[row.participant].respondent,
            "turns": row.turns,
            "words": row.words,
            "voiced": [c.id for c in found.codebook.codes if row.passages.get(c.id)]
            if found.is_read
            else None,
            "segments": [s for s, who in found.members.items() if row.participant in who],
        }
        for row in found.rows
    ]


def build_profile(site: Site, name: str) -> Row:
    """One person: attributes, segments, survey answers, and every passage that is coded.

    Raises:
        StudyError: there is nobody of that name.
    """
    found = build_people_rows(site, unread=True)
    name = found.reading.person_of.get(name, name)
    row = next((each for each in found.rows if each.participant == name), None)
    if row is None:
        hint = suggest_known(name, [each.participant for each in found.rows], "participant list")
        raise StudyError(f"there is no participant {name!r}", hint=hint)
    person, answers = found.people[name], found.answers.get(name)
    return {
        "participant": name,
        "role": person.role,
        "respondent": person.respondent,
        "attributes": dict(person.attributes),
        "segments": [s for s, who in found.members.items() if name in who],
        "turns": row.turns,
        "words": row.words,
        "survey": {
            found.variables[key].title if key in found.variables else key: value
            for key, value in (answers.answers if answers else {}).items()
            if value is not None
        },
        "themes": {
            label: {"passages": row.passages.get(of, 0), "per_1000_words": round(row.rate(of), 2)}
            for of, label in found.labels.items()
        },
        "passages": _passages(found.reading, name),
    }


def _passages(reading: Reading, name: str) -> list[Row]:
    codings = [
        each
        for each in reading.standing
        if reading.speaker_of.get(each.passage.turn.id or 0) == name
    ]
    codings.sort(key=lambda c: (c.passage.turn.transcript, c.passage.turn.position, c.code))
    return [
        {
            "code": each.code,
            "polarity": each.polarity,
            "quote": each.passage.quote,
            "transcript": each.passage.turn.transcript,
            "turn": each.passage.turn.position,
            "coder": each.coder,
            "score": None if each.score is None else round(each.score, 3),
        }
        for each in codings
    ]


def list_deviants(site: Site, of: Sequence[str] = (), *, most: int = 5) -> Sequence[DeviantCase]:
    """For each code (or those named) the people who differ most from what one would expect.

    Raises:
        StudyError: there is no such code or theme.
    """
    found = build_people_rows(site)
    for name in of:
        if name not in found.labels:
            hint = suggest_known(name, found.labels, "codebook list")
            raise StudyError(f"there is no code or theme {name!r}", hint=hint)
    return [
        case
        for name in of or found.codebook.code_ids
        for case in find_deviant_cases(found.rows, name, found.members)[:most]
    ]
