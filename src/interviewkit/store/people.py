"""The shelf of participants and of the labels under which they speak."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from interviewkit.model import MODERATOR, Participant, Speaker
from interviewkit.store.schema import participant, segment_member, speaker, transcript, turn


class People:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, participants: Iterable[Participant], speakers: Iterable[Speaker]) -> None:
        """Make these the people of the current transcripts. Ids of known names stay."""
        ids = self._save_participants(list(participants))
        transcripts = dict(
            self._connection.execute(
                select(transcript.c.name, transcript.c.id).where(transcript.c.current)
            )
            .tuples()
            .all()
        )
        self._connection.execute(
            delete(speaker).where(
                speaker.c.transcript_id.in_(select(transcript.c.id).where(transcript.c.current))
            )
        )
        rows = [
            {
                "transcript_id": transcripts[each.transcript],
                "label": each.label,
                "participant_id": ids[each.participant],
                "rule": each.rule,
                "words": each.words,
            }
            for each in speakers
        ]
        if rows:
            self._connection.execute(insert(speaker), rows)
        self._forget_unused(set(ids))

    def _save_participants(self, participants: list[Participant]) -> dict[str, int]:
        known = {row.name: row for row in self._connection.execute(select(participant))}
        new = []
        for each in participants:
            values = {
                "role": each.role,
                "respondent": each.respondent,
                "attributes": dict(each.attributes),
            }
            row = known.get(each.name)
            if row is None:
                new.append({"name": each.name, **values})
            elif {key: getattr(row, key) for key in values} != values:
                self._connection.execute(
                    update(participant).where(participant.c.id == row.id).values(**values)
                )
        if new:
            self._connection.execute(insert(participant), new)
        rows = self._connection.execute(select(participant.c.name, participant.c.id)).tuples()
        wanted = {each.name for each in participants}
        return {name: key for name, key in rows if name in wanted}

    def _forget_unused(self, names: set[str]) -> None:
        """People whom no transcript, old or new, knows any more."""
        rows = self._connection.execute(select(participant.c.id, participant.c.name)).tuples()
        speaking = set(self._connection.execute(select(speaker.c.participant_id)).scalars())
        unused = [key for key, name in rows if name not in names and key not in speaking]
        for key in unused:
            self._connection.execute(
                delete(segment_member).where(segment_member.c.participant_id == key)
            )
            self._connection.execute(delete(participant).where(participant.c.id == key))

    def list(self) -> list[Participant]:
        """Everyone who speaks in a current transcript, by name."""
        wanted = (
            select(participant)
            .where(
                participant.c.id.in_(
                    select(speaker.c.participant_id).join(transcript).where(transcript.c.current)
                )
            )
            .order_by(participant.c.name)
        )
        return [_participant(row) for row in self._connection.execute(wanted)]

    def speakers(self) -> Sequence[Speaker]:
        """The labels of the current transcripts and who is behind them."""
        wanted = (
            select(speaker, transcript.c.name.label("transcript"), participant.c.name)
            .join(transcript, speaker.c.transcript_id == transcript.c.id)
            .join(participant, speaker.c.participant_id == participant.c.id)
            .where(transcript.c.current)
            .order_by(transcript.c.name, speaker.c.label)
        )
        return [
            Speaker(row.transcript, row.label, row.name, row.rule, row.words)
            for row in self._connection.execute(wanted)
        ]

    def speaker_of(self) -> dict[int, str]:
        """Turn id → participant, moderators included, for the current transcripts."""
        wanted = (
            select(turn.c.id, participant.c.name)
            .join(transcript, turn.c.transcript_id == transcript.c.id)
            .join(
                speaker,
                (speaker.c.transcript_id == transcript.c.id) & (speaker.c.label == turn.c.speaker),
            )
            .join(participant, speaker.c.participant_id == participant.c.id)
            .where(transcript.c.current)
        )
        return dict(self._connection.execute(wanted).tuples().all())

    def count(self) -> dict[str, int]:
        """Participants, their turns, and labels that nothing resolved."""
        spoken = (
            select(func.count(turn.c.id))
            .select_from(turn)
            .join(transcript, turn.c.transcript_id == transcript.c.id)
            .join(
                speaker,
                (speaker.c.transcript_id == transcript.c.id) & (speaker.c.label == turn.c.speaker),
            )
            .join(participant, speaker.c.participant_id == participant.c.id)
            .where(transcript.c.current, participant.c.role != MODERATOR)
        )
        return {
            "participant_turns": int(self._connection.execute(spoken).scalar() or 0),
            "participants": sum(not each.is_moderator for each in self.list()),
            "unresolved_speakers": sum(not each.is_resolved for each in self.speakers()),
        }


def _participant(row: Row[Any]) -> Participant:
    return Participant(row.name, row.role, row.respondent, row.attributes, row.id)
