"""What a turn says is written anew, and all that points into its words moves with them.

A turn keeps its id, and with it draws, assignments, readings, topics and its place. What points to
a slice of it is told where that slice stands now; what has lost its words goes to a copy of the
turn as it was, in a version of the transcript that is put aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, exists, func, insert, literal, select, update

from interviewkit.model.span import Span
from interviewkit.store.rows import Shelf
from interviewkit.store.schema import coding, cutting, judgement, passage, speaker, transcript, turn

Wording = tuple[str, str]
"""Who says a turn (the label), and what."""


@dataclass(frozen=True)
class Placed:
    """Where codings and entries of the log (by id) point into a turn, and how it is cut.

    ``standing`` are the codings that stand. ``units`` are the passages of the ``cut``, which is
    empty where the turn was not cut.
    """

    codings: Mapping[int, Span] = field(default_factory=dict)
    standing: frozenset[int] = frozenset()
    entries: Mapping[int, Span] = field(default_factory=dict)
    cut: str = ""
    units: tuple[Span, ...] = ()


class Rewordings(Shelf):
    """The one shelf that changes the words of a turn."""

    def look(self, turn_id: int) -> Placed:
        """All that points into one turn."""
        at = passage.c.turn_id == turn_id
        said = select(
            coding.c.id, passage.c.start, passage.c.end, coding.c.retired_run_id
        ).join(passage)  # fmt: skip
        codings = self._execute(said.where(at)).all()
        noted = select(judgement.c.id, judgement.c.start, judgement.c.end).where(
            judgement.c.turn_id == turn_id, judgement.c.start.is_not(None)
        )
        cut = self._execute(select(cutting.c.cut).where(cutting.c.turn_id == turn_id)).scalar()
        units = select(passage.c.start, passage.c.end).where(at, passage.c.cut == cut)
        rows = self._execute(units.order_by(passage.c.start)).all() if cut else []
        return Placed(
            {row.id: (row.start, row.end) for row in codings},
            frozenset(row.id for row in codings if row.retired_run_id is None),
            {row.id: (row.start, row.end) for row in self._execute(noted)},
            cut or "",
            tuple((row.start, row.end) for row in rows),
        )

    def write(self, turn_id: int, now: Wording) -> None:
        """The turn says this now, and this label says it; spans are placed afterwards."""
        self._execute(update(turn).where(turn.c.id == turn_id).values(speaker=now[0], text=now[1]))

    def note_amended(self, turn_id: int, was: Wording, now: Wording) -> None:
        """Keep what the file says of a turn that was mended, until the turn says it again."""
        row = self._execute(
            select(transcript.c.id, transcript.c.amended, turn.c.position)
            .join(turn, turn.c.transcript_id == transcript.c.id)
            .where(turn.c.id == turn_id)
        ).one()
        kept: dict[str, Any] = dict(row.amended)
        as_read = kept.setdefault(str(row.position), list(was))
        if list(now) == as_read:
            del kept[str(row.position)]
        self.set_amended(row.id, kept)

    def set_amended(self, key: int, amended: Mapping[str, Any]) -> None:
        """Position → (speaker, text) as the file of a transcript says them, where it was mended."""
        change = update(transcript).where(transcript.c.id == key)
        self._execute(change.values(amended=dict(amended)))

    def count_words(self, turn_id: int, more: int) -> None:
        """The speaker of a turn has said so many words more, or less."""
        at = select(turn.c.transcript_id, turn.c.speaker).where(turn.c.id == turn_id)
        row = self._execute(at).one()
        self._execute(
            update(speaker)
            .where(speaker.c.transcript_id == row.transcript_id, speaker.c.label == row.speaker)
            .values(words=speaker.c.words + more)
        )

    def place_codings(self, turn_id: int, spans: Mapping[int, Span]) -> None:
        """These codings stand at these slices of a turn now; passages that nobody needs go."""
        for key, at in spans.items():
            home = self._keep_passage(turn_id, at)
            self._execute(update(coding).where(coding.c.id == key).values(passage_id=home))

    def place_entries(self, turn_id: int, spans: Mapping[int, Span]) -> None:
        """These entries of the log are about these slices of a turn."""
        for key, (start, end) in spans.items():
            values = {"turn_id": turn_id, "start": start, "end": end}
            self._execute(update(judgement).where(judgement.c.id == key).values(**values))

    def uncut(self, turn_id: int) -> None:
        """The turn counts as not cut; its passages without a coding go."""
        self._execute(delete(cutting).where(cutting.c.turn_id == turn_id))
        self._execute(update(passage).where(passage.c.turn_id == turn_id).values(cut=""))
        self._execute(
            delete(passage).where(
                passage.c.turn_id == turn_id,
                ~exists().where(coding.c.passage_id == passage.c.id),
            )
        )

    def cut(self, turn_id: int, cut: str, units: Iterable[Span]) -> None:
        """The turn is cut into these passages, as it was before."""
        self._execute(insert(cutting).values(turn_id=turn_id, cut=cut))
        for at in units:
            key = self._keep_passage(turn_id, at)
            self._execute(update(passage).where(passage.c.id == key).values(cut=cut))

    def put_aside(self, turn_id: int) -> int:
        """Keep the transcript of a turn, as it is, as a version of its own behind the current one.

        Returns the id of the turn's copy there. The current one takes the next number.
        """
        row = self._execute(
            select(transcript, turn.c.position)
            .join(turn, turn.c.transcript_id == transcript.c.id)
            .where(turn.c.id == turn_id)
        ).one()
        highest = self._number(
            select(func.max(transcript.c.version)).where(transcript.c.name == row.name)
        )
        own = update(transcript).where(transcript.c.id == row.id)
        self._execute(own.values(version=highest + 1))
        kept = {
            name: getattr(row, name) for name in map(str, list(transcript.c.keys())) if name != "id"
        }
        key = self._add(transcript, kept | {"current": False})
        names = [column for column in turn.c if column.name not in ("id", "transcript_id")]
        copied = select(literal(key), *names).where(turn.c.transcript_id == row.id)
        self._execute(insert(turn).from_select(["transcript_id", *(c.name for c in names)], copied))
        at = select(turn.c.id).where(turn.c.transcript_id == key, turn.c.position == row.position)
        return self._number(at)

    def _keep_passage(self, turn_id: int, at: Span) -> int:
        start, end = at
        wanted = select(passage.c.id).where(
            passage.c.turn_id == turn_id, passage.c.start == start, passage.c.end == end
        )
        known = self._execute(wanted).scalar()
        values = {"turn_id": turn_id, "start": start, "end": end, "cut": ""}
        return int(known) if known is not None else self._add(passage, values)
