"""The shelf of tallies: how much people have read of what is there now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from interviewkit.model import CONSENSUS, MODERATOR
from interviewkit.model.participant import UNRESOLVED
from interviewkit.store.codings import PERSON
from interviewkit.store.rows import Shelf, select_said
from interviewkit.store.schema import coder, coverage, draw, participant, speaker, transcript, turn


class Tallies(Shelf):
    """Counts that the database makes, so that nothing has to be loaded for them."""

    def people(self) -> dict[str, int]:
        """Participants, their turns, and labels that nothing resolved."""
        return {
            "participant_turns": self.participants_turns(),
            "participants": self.participants(),
            "unresolved_speakers": len(self.unresolved()),
        }

    def participants(self) -> int:
        """How many people speak in the current transcripts, moderators left out."""
        who = func.count(speaker.c.participant_id.distinct())
        return self._number(_select_speakers(who).where(participant.c.role != MODERATOR))

    def participants_words(self) -> int:
        """How many words they say there."""
        words = func.sum(speaker.c.words)
        return self._number(_select_speakers(words).where(participant.c.role != MODERATOR))

    def participants_turns(self) -> int:
        """How many turns they say there."""
        spoken = select_said(func.count(turn.c.id))
        return self._number(spoken.where(participant.c.role != MODERATOR))

    def unresolved(self) -> Sequence[tuple[str, str, int]]:
        """(label, transcript, words) of speakers behind whom nobody is known."""
        wanted = _select_speakers(speaker.c.label, transcript.c.name, speaker.c.words)
        unknown = wanted.where(speaker.c.rule == UNRESOLVED)
        return self._execute(unknown.order_by(transcript.c.name, speaker.c.label)).tuples().all()

    def read_by_person(self) -> Mapping[str, int]:
        """Person → how many of the participants' turns they have read for any code."""
        counts = func.count(coverage.c.turn_id.distinct())
        wanted = _select_read(coder.c.name, counts).group_by(coder.c.id).order_by(coder.c.id)
        return self._pairs(wanted)

    def read_by_several(self) -> int:
        """How many of the participants' turns two or more have read; consensus is nobody."""
        persons = func.count(coverage.c.coder_id.distinct())
        shared = (
            _select_read(coverage.c.turn_id)
            .where(coder.c.name != CONSENSUS)
            .group_by(coverage.c.turn_id)
            .having(persons > 1)
        )
        return self._number(select(func.count()).select_from(shared.subquery()))

    def audited(self, modes: Collection[str]) -> int:
        """How many of the participants' turns were drawn in one of these ways and read."""
        drawn = select(draw.c.turn_id).where(draw.c.mode.in_(modes))
        counts = func.count(coverage.c.turn_id.distinct())
        return self._number(_select_read(counts).where(coverage.c.turn_id.in_(drawn)))


def _select_speakers(*columns: Any) -> Select[Any]:
    """These columns of the labels of the current transcripts and who is behind them."""
    return (
        select(*columns)
        .select_from(speaker)
        .join(participant, speaker.c.participant_id == participant.c.id)
        .join(transcript, speaker.c.transcript_id == transcript.c.id)
        .where(transcript.c.current)
    )


def _select_read(*columns: Any) -> Select[Any]:
    """These columns of what people have read of what participants say there."""
    return (
        select_said(*columns)
        .join(coverage, coverage.c.turn_id == turn.c.id)
        .join(coder, coverage.c.coder_id == coder.c.id)
        .where(participant.c.role != MODERATOR, coder.c.kind == PERSON)
    )
