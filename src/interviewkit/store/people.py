"""The shelf of participants and of the labels under which they speak."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, delete, select, update

from interviewkit.model import MODERATOR, Participant, Speaker, SpeakerProfile, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.store.rows import Shelf, build_noun, build_row, select_said
from interviewkit.store.schema import (
    participant,
    segment,
    segment_member,
    speaker,
    transcript,
    turn,
)


class People(Shelf):
    def replace(self, participants: Iterable[Participant], speakers: Iterable[Speaker]) -> None:
        """Make these the people of the current transcripts. Ids of known names stay."""
        ids = self._save_participants(list(participants))
        current = self._pairs(
            select(transcript.c.name, transcript.c.id).where(transcript.c.current)
        )
        self._execute(delete(speaker).where(speaker.c.transcript_id.in_(current.values())))
        rows = [
            build_row(
                each,
                speaker,
                transcript_id=current[each.transcript],
                participant_id=ids[each.participant],
            )
            for each in speakers
        ]
        self._insert(speaker, rows)
        self._forget_unused(set(ids))

    def _save_participants(self, participants: list[Participant]) -> dict[str, int]:
        known = {row.name: row for row in self._execute(select(participant))}
        new = []
        for each in participants:
            values = build_row(each, participant, attributes=dict(each.attributes))
            row = known.get(each.name)
            if row is None:
                new.append(values)
            elif {key: getattr(row, key) for key in values} != values:
                self._execute(
                    update(participant).where(participant.c.id == row.id).values(**values)
                )
        self._insert(participant, new)
        rows = self._execute(select(participant.c.name, participant.c.id)).tuples()
        wanted = {each.name for each in participants}
        return {name: key for name, key in rows if name in wanted}

    def _forget_unused(self, names: set[str]) -> None:
        """People whom no transcript, old or new, knows any more."""
        rows = self._execute(select(participant.c.id, participant.c.name)).tuples()
        speaking = set(self._execute(select(speaker.c.participant_id)).scalars())
        unused = [key for key, name in rows if name not in names and key not in speaking]
        for key in unused:
            self._execute(delete(segment_member).where(segment_member.c.participant_id == key))
            self._execute(delete(participant).where(participant.c.id == key))

    def list(self) -> list[Participant]:
        """Everyone who speaks in a current transcript, by name."""
        return [build_noun(Participant, row) for row in self._execute(_who_speak(participant))]

    def find(self, name: str) -> Participant | None:
        """Somebody who speaks in a current transcript."""
        row = self._execute(_who_speak(participant).where(participant.c.name == name)).first()
        return build_noun(Participant, row) if row else None

    def names(self) -> Sequence[str]:
        """The names of everyone who speaks in a current transcript, in order."""
        return self._execute(_who_speak(participant.c.name)).scalars().all()

    def named(self, names: Collection[str]) -> dict[str, Participant]:
        """These participants by name."""
        rows = self._among(select(participant), participant.c.name, names)
        return {row.name: build_noun(Participant, row) for row in rows}

    def speakers(self) -> Sequence[Speaker]:
        """The labels of the current transcripts and who is behind them."""
        wanted = (
            select(
                speaker,
                transcript.c.name.label("transcript"),
                participant.c.name.label("participant"),
            )
            .join(transcript, speaker.c.transcript_id == transcript.c.id)
            .join(participant, speaker.c.participant_id == participant.c.id)
            .where(transcript.c.current)
            .order_by(transcript.c.name, speaker.c.label)
        )
        return [build_noun(Speaker, row) for row in self._execute(wanted)]

    def profiles(self, transcript_id: int) -> dict[str, SpeakerProfile]:
        """Label → who speaks under it in one transcript, with their segments in order."""
        here = select(speaker, participant).join(participant)
        here = here.where(speaker.c.transcript_id == transcript_id)
        rows = self._execute(here).all()
        inside = (
            select(segment_member.c.participant_id, segment_member.c.segment)
            .join(segment, segment.c.name == segment_member.c.segment)
            .where(segment_member.c.participant_id.in_([row.participant_id for row in rows]))
            .order_by(segment.c.position)
        )
        segments = group_lists(self._execute(inside).tuples())
        return {
            row.label: SpeakerProfile(
                row.label,
                row.name,
                row.role,
                tuple(segments.get(row.participant_id, ())),
                row.attributes,
            )
            for row in rows
        }

    def speaker_of(self) -> dict[int, str]:
        """Turn id → participant, moderators included, for the current transcripts."""
        return self._pairs(select_said(turn.c.id, participant.c.name))

    def speaker_of_turns(self, ids: Iterable[int], *, moderators: bool = False) -> dict[int, str]:
        """Turn id → participant of these turns, without those of moderators unless they count."""
        wanted = select_said(turn.c.id, participant.c.name)
        if not moderators:
            wanted = wanted.where(participant.c.role != MODERATOR)
        return {row.id: row.name for row in self._among(wanted, turn.c.id, set(ids))}

    def turns_of(self, name: str) -> Sequence[Turn]:
        """Every turn of a participant, in order of transcript and position."""
        said = select_said(turn, transcript.c.name.label("transcript"))
        said = said.where(participant.c.name == name)
        rows = self._execute(said.order_by(transcript.c.name, turn.c.position))
        return [build_noun(Turn, row) for row in rows]

    def segments_of(self, names: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Participant → the segments that they are in, as last linked."""
        wanted = (
            select(participant.c.name, segment_member.c.segment)
            .join(participant, segment_member.c.participant_id == participant.c.id)
            .order_by(segment_member.c.segment)
        )
        rows = self._among(wanted, participant.c.name, set(names))
        return group_lists((row.name, row.segment) for row in rows)

    def behind(self, source: str) -> dict[str, str]:
        """Current transcript of a file → who speaks in it besides moderators."""
        wanted = (
            select(transcript.c.name, participant.c.name)
            .select_from(speaker)
            .join(transcript, speaker.c.transcript_id == transcript.c.id)
            .join(participant, speaker.c.participant_id == participant.c.id)
            .where(transcript.c.current, transcript.c.source == source)
            .where(participant.c.role != MODERATOR)
        )
        return self._pairs(wanted)


def _who_speak(columns: Any) -> Select[Any]:
    """Columns of everyone who speaks in a current transcript, by name."""
    speaking = select(speaker.c.participant_id).join(transcript).where(transcript.c.current)
    wanted = select(columns).where(participant.c.id.in_(speaking))
    return wanted.order_by(participant.c.name)
