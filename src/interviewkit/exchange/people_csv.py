"""Writes a participants file that a person is to read: who is who, and what is only proposed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from interviewkit.exchange.guard import guarded
from interviewkit.model import Participant, Proposal, Speaker, Transcript, Value

COLUMNS = ("transcript", "speaker", "participant", "role", "respondent", "wave", "group", "date")
ABOUT = ("?likeness", "?why", "?also")
"""Columns for the reader's eye: those whose name begins with ``?`` are passed over by ingest."""


def write_people(
    stream: TextIO,
    speakers: Sequence[Speaker],
    people: Mapping[str, Participant],
    transcripts: Mapping[str, Transcript],
    proposals: Iterable[Proposal],
) -> int:
    """One row a label; proposals stand in their cells, with how sure they are beside them.

    Returns how many rows hold a proposal.
    """
    proposals = list(proposals)
    of_label = {(each.transcript, each.label): each for each in proposals if each.label}
    of_person = {each.participant: each for each in proposals if not each.label}
    names = list(dict.fromkeys(name for each in people.values() for name in each.attributes))
    proposed = 0
    writer = csv.writer(stream)
    writer.writerow((*COLUMNS, *map(guarded, names), *ABOUT))
    for speaker in speakers:
        found = of_label.get((speaker.transcript, speaker.label))
        found = found or of_person.get(speaker.participant)
        person = people[(found and found.participant) or speaker.participant]
        row = _row(speaker, person, transcripts[speaker.transcript], found)
        about = (*(_cell(person.attributes.get(name)) for name in names), *_about(found))
        writer.writerow([guarded(cell) for cell in (*row, *about)])
        proposed += bool(found and found.why)
    return proposed


def _row(
    speaker: Speaker, person: Participant, where: Transcript, found: Proposal | None
) -> tuple[str, ...]:
    """The columns that ingest reads, in their order."""
    respondent = found.respondent if found and found.respondent else person.respondent
    label = (speaker.transcript, speaker.label)
    return (*label, person.name, person.role, respondent, where.wave, where.group, where.date)


def _about(found: Proposal | None) -> tuple[str, str, str]:
    if found is None:
        return "", "", ""
    if not found.why:
        return "", "nobody is alike enough: fill in by hand, or leave", ""
    return f"{found.likeness:.2f}", found.why, "; ".join(found.also)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else value
