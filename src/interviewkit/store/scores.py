"""The shelf of scores: how likely each coder holds each code in every turn it has read."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select, update

from interviewkit.store.rows import Shelf
from interviewkit.store.schema import coder, score


class Scores(Shelf):
    def replace(self, coder_id: int, scores: Mapping[str, Mapping[int, float]], run: int) -> None:
        """Put a coder's scores in the place of all it had; ``scores``: code → turn id → 0 to 1."""
        import numpy as np

        self._execute(delete(score).where(score.c.coder_id == coder_id))
        rows = [
            {
                "coder_id": coder_id,
                "code": code,
                "run_id": run,
                "turns": np.array(list(found), dtype="<i8").tobytes(),
                "scores": np.array(list(found.values()), dtype="<f4").tobytes(),
            }
            for code, found in scores.items()
        ]
        self._insert(score, rows)

    def forget(self, turn_ids: Collection[int]) -> None:
        """These turns say something else now: what was scored is no longer there."""
        import numpy as np

        gone = np.array(sorted(turn_ids), dtype="<i8")
        for row in self._execute(select(score)).all():
            turns = np.frombuffer(row.turns, dtype="<i8")
            stays = ~np.isin(turns, gone)
            if not stays.all():
                kept = np.frombuffer(row.scores, dtype="<f4")[stays]
                self._execute(
                    update(score)
                    .where(score.c.coder_id == row.coder_id, score.c.code == row.code)
                    .values(turns=turns[stays].tobytes(), scores=kept.tobytes())
                )

    def get(self, name: str, codes: Collection[str] = ()) -> dict[str, dict[int, float]]:
        """Code → turn id → score (0 to 1) of a coder; no ``codes`` means all that it scored."""
        import numpy as np

        wanted = select(score).join(coder).where(coder.c.name == name)
        if codes:
            wanted = wanted.where(score.c.code.in_(list(codes)))
        return {
            row.code: dict(
                zip(
                    np.frombuffer(row.turns, dtype="<i8").tolist(),
                    np.frombuffer(row.scores, dtype="<f4").tolist(),
                    strict=True,
                )
            )
            for row in self._execute(wanted)
        }
