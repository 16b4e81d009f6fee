"""The shelf of codings as one asks for them: those of some codes, without what was said there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, select

from interviewkit.model import MACHINE, Coding, Turn
from interviewkit.model.certificate import CERTIFIED
from interviewkit.model.retrieval import CodedPlace
from interviewkit.store.codings import read_coding, select_codings
from interviewkit.store.rows import Shelf
from interviewkit.store.schema import coder, coding, coverage, passage, transcript, turn

FEW = 400
"""Up to so many transcripts a query names them; beyond, it goes through all."""


class CodedPlaces(Shelf):
    def find(self, codes: Collection[str], transcripts: Collection[int] = ()) -> list[CodedPlace]:
        """What is not retired of these codes, on current turns, in order of coding."""
        coders = self._pairs(select(coder.c.id, coder.c.name))
        wanted = (
            select(
                coding.c.id,
                passage.c.turn_id,
                passage.c.start,
                passage.c.end,
                coding.c.code,
                coding.c.polarity,
                coding.c.coder_id,
                coding.c.status,
                turn.c.transcript_id,
                turn.c.position,
                turn.c.speaker,
            )
            .select_from(coding)
            .join(passage, coding.c.passage_id == passage.c.id)
            .join(turn, passage.c.turn_id == turn.c.id)
            .join(transcript, turn.c.transcript_id == transcript.c.id)
            .where(
                coding.c.code.in_(sorted(codes)),
                coding.c.retired_run_id.is_(None),
                transcript.c.current,
            )
        )
        if 0 < len(transcripts) <= FEW:  # from the few turns to what is coded there
            wanted = wanted.where(turn.c.transcript_id.in_(sorted(transcripts)))
        else:  # by the index of coders and codes
            wanted = wanted.where(coding.c.coder_id.in_(list(coders)))
        rows = self._execute(wanted).all()
        found = [
            CodedPlace(key, at, start, end, code, polarity, coders[by], status, of, position, label)
            for key, at, start, end, code, polarity, by, status, of, position, label in rows
        ]
        return sorted(found)

    def codes(self) -> set[str]:
        """Every code that a coding has which is not retired."""
        wanted = select(coding.c.code).where(coding.c.retired_run_id.is_(None)).distinct()
        return set(self._execute(wanted).scalars())

    def coverage(
        self, codes: Collection[str], turns: Collection[int]
    ) -> dict[str, dict[int, set[str]]]:
        """Person, machine or certified machine → turn id → what they read it for of these codes.

        An empty code means every one.
        """
        readers = (coder.c.kind == "person") | coder.c.name.in_((MACHINE, CERTIFIED))
        names = self._pairs(select(coder.c.id, coder.c.name).where(readers))
        wanted = select(coverage.c.coder_id, coverage.c.turn_id, coverage.c.code).where(
            coverage.c.coder_id.in_(list(names)), coverage.c.code.in_(["", *sorted(codes)])
        )
        found: dict[str, dict[int, set[str]]] = {name: {} for name in names.values()}
        rows: Iterable[Any] = self._among(wanted, coverage.c.turn_id, turns)
        for key, turn_id, code in rows:
            found[names[key]].setdefault(turn_id, set()).add(code)
        return found

    def get(self, ids: Iterable[int], turns: Mapping[int, Turn]) -> list[Coding]:
        """These codings whole, of turns that are given, in order of place."""
        wanted: Select[Any] = select_codings()
        rows = sorted(self._among(wanted, coding.c.id, ids), key=lambda row: (row.start, row.id))
        return [read_coding(turns[row.turn_id], row) for row in rows]
