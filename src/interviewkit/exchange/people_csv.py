"""Writes a participants file that a person is to read: who is who, and what is only proposed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TextIO

from interviewkit.model import LinkProposal, Participant, Speaker, Transcript, Value
from interviewkit.tables.drawing.safe_text import guard_cell

COLUMNS = ("transcript", "speaker", "participant", "role", "respondent", "wave", "group", "date")
ABOUT = ("?role", "?likeness", "?why", "?also")
"""Columns for the reader's eye: those whose name begins with ``?`` are passed over by ingest."""


def write_people(
    stream: TextIO,
    speakers: Sequence[Speaker],
    people: Mapping[str, Participant],
    transcripts: Mapping[str, Transcript],
    proposals: Iterable[LinkProposal],
    moderates: Mapping[tuple[str, str], str] | None = None,
) -> int:
    """One row a label; proposals stand in their cells, with how sure they are beside them.

    ``moderates`` maps (transcript, label) to why they seem to moderate: a remark, not a role.

    Returns how many rows hold a proposal.
    """
    proposals = list(proposals)
    of_label = {(each.transcript, each.label): each for each in proposals if each.label}
    of_person = {each.participant: each for each in proposals if not each.label}
    names = list(dict.fromkeys(name for each in people.values() for name in each.attributes))
    proposed = 0
    writer = csv.writer(stream)
    writer.writerow((*COLUMNS, *map(guard_cell, names), *ABOUT))
    for speaker in speakers:
        found = of_label.get((speaker.transcript, speaker.label))
        found = _join_proposals(found, of_person.get(speaker.participant))
        person = _person(people, speaker, found)
        row = _row(speaker, person, transcripts[speaker.transcript], found)
        why = (moderates or {}).get((speaker.transcript, speaker.label), "")
        role = f"moderator? {why}" if why else ""
        own = (_cell(person.attributes.get(name)) for name in names)
        about = (*own, role, *_describe_proposal(found))
        writer.writerow([guard_cell(cell) for cell in (*row, *about)])
        proposed += bool(found and found.why)
    return proposed


def _join_proposals(
    of_label: LinkProposal | None, of_person: LinkProposal | None
) -> LinkProposal | None:
    """What is proposed for a label, with the row that is proposed for the person behind it."""
    if of_label is None or of_person is None or not of_person.why:
        return of_label or of_person
    why = "; ".join(filter(None, (of_label.why, of_person.why)))
    return replace(of_label, respondent=of_person.respondent, why=why)


def _person(
    people: Mapping[str, Participant], speaker: Speaker, found: LinkProposal | None
) -> Participant:
    """Who is proposed for a label, a person whom only the proposal knows too; else who it is."""
    now = people[speaker.participant]
    if found is None or not found.participant:
        return now
    return people.get(found.participant) or replace(now, name=found.participant)


def _row(
    speaker: Speaker, person: Participant, where: Transcript, found: LinkProposal | None
) -> tuple[str, ...]:
    """The columns that ingest reads, in their order."""
    respondent = found.respondent if found and found.respondent else person.respondent
    label = (speaker.transcript, speaker.label)
    return (*label, person.name, person.role, respondent, where.wave, where.group, where.date)


def _describe_proposal(found: LinkProposal | None) -> tuple[str, str, str]:
    if found is None:
        return "", "", ""
    if not found.why:
        return "", found.asks or "nobody is alike enough: fill in by hand, or leave", ""
    return f"{found.likeness:.2f}", found.why, "; ".join(found.also)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else value
