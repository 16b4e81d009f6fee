"""The shelf of word times: packed, a row a turn, and read only where somebody asks for them.

A timing is of the text as its file says it, also where people mended the turn since: so nothing of
it is lost when an edit is taken back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, exists, select

from interviewkit.model import Turn
from interviewkit.model.timing import TurnTiming, unpack_timing
from interviewkit.store.rows import Shelf, split_in_pieces
from interviewkit.store.schema import transcript, turn, turn_timing

Mended = tuple[TurnTiming, str | None]
"""A timing, and what the file says where people mended the turn since."""


class Timings(Shelf):
    """Timings of turns by the turn's id."""

    def put(self, transcript_id: int, turns: Sequence[Turn]) -> None:
        """Keep the timings of a transcript's turns, by their positions, in place of what was there.

        ``turns`` are those that its file gives.
        """
        ids = dict(self._ids(transcript_id))
        timed = {ids[t.position]: t.timing for t in turns if t.timing and t.position in ids}
        packed = {key: timing.pack() for key, timing in timed.items()}
        if packed == self._packed(ids.values()):
            return
        self._remove(ids.values())
        self._write(packed)

    def _remove(self, ids: Iterable[int]) -> None:
        for piece in split_in_pieces(sorted(ids)):
            self._execute(delete(turn_timing).where(turn_timing.c.turn_id.in_(piece)))

    def _write(self, packed: Mapping[int, bytes]) -> None:
        self._insert(turn_timing, [{"turn_id": key, "words": it} for key, it in packed.items()])

    def _ids(self, transcript_id: int) -> Iterable[tuple[int, int]]:
        wanted = select(turn.c.position, turn.c.id).where(turn.c.transcript_id == transcript_id)
        return self._execute(wanted).tuples().all()

    def _packed(self, ids: Iterable[int]) -> dict[int, bytes]:
        rows = self._among(select(turn_timing), turn_timing.c.turn_id, ids)
        return {row.turn_id: row.words for row in rows}

    def has_any(self) -> bool:
        """Whether any turn of the study is timed word by word."""
        return bool(self._execute(select(exists().where(turn_timing.c.turn_id > 0))).scalar())

    def digest(self) -> str:
        """SHA-256 of all of them: another where any word has another time."""
        digest = hashlib.sha256()
        for row in self._execute(select(turn_timing).order_by(turn_timing.c.turn_id)):
            digest.update(f"{row.turn_id}:".encode() + row.words)
        return digest.hexdigest()

    def get(self, ids: Iterable[int]) -> Mapping[int, Mended]:
        """Turn id → its timing, and the text that it is of where the turn says another by now."""
        wanted = (
            select(
                turn_timing.c.turn_id, turn_timing.c.words, turn.c.position, transcript.c.amended
            )
            .join(turn, turn.c.id == turn_timing.c.turn_id)
            .join(transcript, transcript.c.id == turn.c.transcript_id)
        )
        found: dict[int, Mended] = {}
        for row in self._among(wanted, turn_timing.c.turn_id, set(ids)):
            was = (row.amended or {}).get(str(row.position))
            if timing := unpack_timing(row.words):
                found[row.turn_id] = timing, was[1] if was else None
        return found

    def exchange(self, pairs: Iterable[tuple[int, int]]) -> None:
        """The timings of each two turns change places, as their words do."""
        other = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
        packed = self._packed(other) if other else {}
        self._remove(packed)
        self._write({other[key]: it for key, it in packed.items()})
