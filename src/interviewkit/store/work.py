"""How far people have come with each transcript: counted where it stands, never loaded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, case, distinct, func, select

from interviewkit.model import MODERATOR, REJECTED
from interviewkit.store.codings import PERSON
from interviewkit.store.made import count_made
from interviewkit.store.rows import Shelf
from interviewkit.store.schema import (
    coder,
    coding,
    coverage,
    judgement,
    participant,
    passage,
    speaker,
    transcript,
    turn,
)

Tally = dict[tuple[int, str], int]
"""(id of a transcript, coder) → how many."""


class Work(Shelf):
    """``only`` are ids of a few transcripts; without, it is counted in all that are current."""

    def turns(self, only: Collection[int] = ()) -> dict[int, int]:
        """Transcript → how many turns it has."""
        wanted = select(turn.c.transcript_id, func.count(turn.c.id)).group_by(turn.c.transcript_id)
        return self._pairs(_within(wanted, only))

    def people(self, only: Collection[int] = ()) -> dict[int, int]:
        """Transcript → how many participants speak in it."""
        who = func.count(distinct(speaker.c.participant_id))
        wanted = select(speaker.c.transcript_id, who).join(participant)
        wanted = wanted.where(participant.c.role != MODERATOR).group_by(speaker.c.transcript_id)
        return self._pairs(wanted.where(speaker.c.transcript_id.in_(only)) if only else wanted)

    def codings(self, only: Collection[int] = ()) -> Tally:
        """How many codings of each person stand, those that say no left out."""
        wanted = (
            select(turn.c.transcript_id, coder.c.name, count_made())
            .select_from(coding)
            .join(coder, coding.c.coder_id == coder.c.id)
            .join(passage, coding.c.passage_id == passage.c.id)
            .join(turn, passage.c.turn_id == turn.c.id)
            .where(coder.c.kind == PERSON, coding.c.retired_run_id.is_(None))
            .where(coding.c.status != REJECTED)
            .group_by(turn.c.transcript_id, coder.c.name)
        )
        return self._tally(_within(wanted, only))

    def reads(self, codes: Collection[str], only: Collection[int] = ()) -> Tally:
        """How many turns each person has read for all of these codes; without codes, for any."""
        names = {each.id: each.name for each in self._execute(_people())}
        read = func.sum(case((coverage.c.code.in_([*codes]), 1), else_=0))
        enough = (func.min(coverage.c.code) == "") | (read == len(codes))
        each_turn = (
            select(coverage.c.coder_id, turn.c.transcript_id)
            .join(turn, coverage.c.turn_id == turn.c.id)
            .where(coverage.c.coder_id.in_([*names]))
            .group_by(coverage.c.coder_id, coverage.c.turn_id, turn.c.transcript_id)
        )
        full = _within(each_turn.having(enough) if codes else each_turn, only).subquery()
        by = (full.c.transcript_id, full.c.coder_id)
        rows = self._execute(select(*by, func.count()).group_by(*by)).tuples()
        return {(key, names[person]): n for key, person, n in rows}

    def last(self, only: Collection[int] = ()) -> dict[tuple[int, str], str]:
        """(transcript, person) → when they last did anything on a turn of it."""
        wanted = (
            select(turn.c.transcript_id, coder.c.name, func.max(judgement.c.at))
            .select_from(judgement)
            .join(coder, judgement.c.coder_id == coder.c.id)
            .join(turn, judgement.c.turn_id == turn.c.id)
            .group_by(turn.c.transcript_id, coder.c.name)
        )
        rows = self._execute(_within(wanted, only)).tuples()
        return {(key, name): at for key, name, at in rows}

    def _tally(self, wanted: Select[Any]) -> Tally:
        return {(key, name): n for key, name, n in self._execute(wanted).tuples()}


def _within(wanted: Select[Any], only: Collection[int]) -> Select[Any]:
    if only:
        return wanted.where(turn.c.transcript_id.in_(only))
    return wanted.join(transcript, turn.c.transcript_id == transcript.c.id).where(
        transcript.c.current
    )


def _people() -> Select[Any]:
    return select(coder.c.id, coder.c.name).where(coder.c.kind == PERSON)
