"""What the machine says of every turn, and what the turns are like, as the queues choose by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from interviewkit.coding.queues import MachineScores
from interviewkit.coding.seeking import RankedTurns
from interviewkit.errors import ModelMissingError, StudyError
from interviewkit.model import MACHINE, Turn
from interviewkit.model.review import TEACH
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

if TYPE_CHECKING:
    import numpy as np


def read_scores(shelves: Shelves, mode: str, codes: Collection[str]) -> MachineScores:
    """What machines say of these codes.

    Raises:
        StudyError: no machine has coded yet, so that this queue has nothing to choose by.
    """
    rows = [row for row in shelves.codings.scores() if row[2] in codes]
    likely = shelves.scores.get(MACHINE, codes)
    if not rows and not likely:
        raise StudyError(
            f"the queue {mode!r} asks what machines propose, and none has coded yet",
            hint="let them with: interviewkit code, or read with --queue random",
        )
    return MachineScores.of(rows, likely)


def rank_turns(
    site: Site,
    shelves: Shelves,
    turns: Mapping[int, Turn],
    speaker_of: Mapping[int, str],
    codes: Sequence[str],
) -> RankedTurns:
    """The turns that can be judged, ranked for these codes.

    Raises:
        StudyError: no machine has coded yet.
    """
    best = read_scores(shelves, TEACH, codes).best()
    speakers = {key: speaker_of.get(key, "") for key in turns}
    return RankedTurns.of(codes, speakers, best, _average_vectors(site, shelves, turns))


def _average_vectors(site: Site, shelves: Shelves, turns: Mapping[int, Turn]) -> Any:
    """The mean vector of each turn's passages without that of all, rows of length 1, by turn id.

    Of the vectors that the study has: nothing is embedded here. ``None`` where it has none.
    """
    import numpy as np

    passages = shelves.passages.list_cut(turns)
    try:
        vectors = VectorCache(site).known([each.quote for each in passages])
    except ModelMissingError:
        return None
    if vectors is None:
        return None
    place = {turn: row for row, turn in enumerate(sorted(turns))}
    rows = np.array([place[each.turn.id or 0] for each in passages])
    return _gather(vectors - vectors.mean(axis=0), rows, len(place))


def _gather(vectors: np.ndarray[Any, Any], rows: np.ndarray[Any, Any], n: int) -> Any:
    """Sums of the vectors (p, d) of each of n rows, brought to length 1."""
    import numpy as np
    from scipy.sparse import csr_matrix

    gather = csr_matrix(
        (np.ones(len(rows), np.float32), (rows, np.arange(len(rows)))), shape=(n, len(rows))
    )
    found = gather @ vectors
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return (found / np.maximum(lengths, 1e-9)).astype(np.float32)
