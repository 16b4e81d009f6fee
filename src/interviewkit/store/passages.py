"""The shelf of passages and of what has been cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select, update

from interviewkit.model import MODERATOR, Passage, Turn
from interviewkit.store.rows import Shelf, select_said, split_in_pieces
from interviewkit.store.schema import coding, cutting, participant, passage, transcript, turn


class Passages(Shelf):
    def cut_turns(self, *cuts: str) -> set[int]:
        """Ids of the turns that any of these cutters has gone through."""
        wanted = select(cutting.c.turn_id).where(cutting.c.cut.in_(cuts))
        return set(self._execute(wanted).scalars())

    def add_cut(self, turns: Sequence[Turn], passages: Iterable[Passage], cut: str) -> None:
        """What a cutter made of these turns takes the place of what another one made."""
        ids = [each.id for each in turns if each.id is not None]
        self._forget_cut(ids)
        known = self._ids(set(ids))
        new = []
        for each in passages:
            key = known.get((each.turn.id or 0, each.start, each.end))
            if key is None:
                new.append(each)
            else:
                self._execute(update(passage).where(passage.c.id == key).values(cut=cut))
        self._insert(passage, [_row(each, cut) for each in new])
        self._insert(cutting, [{"turn_id": turn_id, "cut": cut} for turn_id in ids])

    def _forget_cut(self, turn_ids: Sequence[int]) -> None:
        """Older cuts of these turns go, but for passages to which a coding was ever attached."""
        for piece in split_in_pieces(turn_ids):
            self._execute(delete(cutting).where(cutting.c.turn_id.in_(piece)))
            self._execute(
                delete(passage).where(
                    passage.c.turn_id.in_(piece),
                    passage.c.cut != "",
                    passage.c.id.not_in(select(coding.c.passage_id)),
                )
            )
            self._execute(update(passage).where(passage.c.turn_id.in_(piece)).values(cut=""))

    def keep(self, passages: Iterable[Passage]) -> dict[tuple[int, int, int], int]:
        """Save spans that a person chose, where they are new; returns span → id for all."""
        wanted = {(each.turn.id or 0, each.start, each.end): each for each in passages}
        ids = self._ids({key[0] for key in wanted})
        new = [each for key, each in wanted.items() if key not in ids]
        if new:
            self._insert(passage, [_row(each, "") for each in new])
            ids = self._ids({key[0] for key in wanted})
        return ids

    def _ids(self, turn_ids: set[int]) -> dict[tuple[int, int, int], int]:
        rows = self._among(select(passage), passage.c.turn_id, turn_ids)
        return {(row.turn_id, row.start, row.end): row.id for row in rows}

    def list(self, turns: Mapping[int, Turn], *cuts: str) -> list[Passage]:
        """The passages of these turns by these cutters, in order of transcript, turn and start."""
        wanted = (
            select(passage.c.id, passage.c.turn_id, passage.c.start, passage.c.end)
            .join(turn, passage.c.turn_id == turn.c.id)
            .join(cutting, cutting.c.turn_id == turn.c.id)
            .join(transcript, turn.c.transcript_id == transcript.c.id)
            .where(cutting.c.cut.in_(cuts), transcript.c.current)
            .where(passage.c.cut == cutting.c.cut)
            .order_by(transcript.c.name, turn.c.position, passage.c.start)
        )
        rows = self._execute(wanted)
        return [_passage(turns[row.turn_id], row) for row in rows if row.turn_id in turns]

    def list_cut(self, turns: Mapping[int, Turn]) -> Sequence[Passage]:
        """The passages of these turns by whichever cut they have now."""
        return self.list(turns, *self._execute(select(cutting.c.cut).distinct()).scalars())

    def of_turn(self, of: Turn) -> Sequence[Passage]:
        """The passages of one turn by whichever cut it has now, in order."""
        wanted = (
            select(passage)
            .join(
                cutting, (cutting.c.turn_id == passage.c.turn_id) & (cutting.c.cut == passage.c.cut)
            )
            .where(passage.c.turn_id == of.id)
            .order_by(passage.c.start)
        )
        return [_passage(of, row) for row in self._execute(wanted)]

    def count(self, *, of_moderators: bool = True) -> int:
        """How many passages the current transcripts are cut into, moderators' among them or not."""
        wanted = (
            select(func.count(passage.c.id))
            .select_from(passage)
            .join(turn, passage.c.turn_id == turn.c.id)
            .join(transcript, turn.c.transcript_id == transcript.c.id)
            .where(transcript.c.current, passage.c.cut != "")
        )
        if not of_moderators:
            spoken = select_said(turn.c.id).where(participant.c.role != MODERATOR)
            wanted = wanted.where(turn.c.id.in_(spoken))
        return self._number(wanted)


def _row(each: Passage, cut: str) -> dict[str, object]:
    # Checked once more on saving: the quote is what stands in the turn.
    Passage(each.turn, each.start, each.end, each.quote)
    return {"turn_id": each.turn.id, "start": each.start, "end": each.end, "cut": cut}


def _passage(of: Turn, row: Any) -> Passage:
    return Passage(of, row.start, row.end, of.text[row.start : row.end], row.id)
