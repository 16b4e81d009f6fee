"""The documents of a topic model: turns, with a vector each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from interviewkit.model import Passage, Turn
from interviewkit.model.grouping import group_lists

Vectors = npt.NDArray[np.float32]


def build_turn_vectors(
    passages: Sequence[Passage], vectors: Vectors, *, min_words: int = 0
) -> tuple[list[Turn], Vectors]:
    """Turns of at least ``min_words`` words, and a vector of length 1 for each.

    ``vectors`` is (n passages, d). A turn's vector is the mean over its passages, weighted by
    their length in characters. Turns come in the order of their first passages.

    Raises:
        ValueError: there are not as many vectors as passages.
    """
    if len(passages) != len(vectors):
        raise ValueError(f"{len(passages)} passages, but {len(vectors)} vectors")
    places: dict[str, int] = {}
    turns: list[Turn] = []
    owners = np.empty(len(passages), np.intp)
    for index, passage in enumerate(passages):
        owners[index] = places.setdefault(build_turn_key(passage.turn), len(turns))
        if owners[index] == len(turns):
            turns.append(passage.turn)
    lengths = np.array([len(passage.quote) for passage in passages], np.float32)
    sums = np.zeros((len(turns), vectors.shape[1]), np.float32)
    np.add.at(sums, owners, vectors * lengths[:, None])
    kept = [index for index, turn in enumerate(turns) if turn.words >= min_words]
    norms = np.linalg.norm(sums[kept], axis=1, keepdims=True)
    means = (sums[kept] / np.where(norms > 0, norms, 1)).astype(np.float32)
    return [turns[index] for index in kept], means


def build_turn_key(turn: Turn) -> str:
    """A name for a turn that is the same in every database: transcript and position."""
    return f"{turn.transcript}#{turn.position:06}"


def place_in_conversations(turns: Sequence[Turn]) -> dict[int, float]:
    """Turn id → where it stands among the turns of its conversation, from 0 to 1."""
    said = group_lists((turn.transcript, turn) for turn in turns)
    return {
        turn.id or 0: (rank + 0.5) / len(theirs)
        for theirs in said.values()
        for rank, turn in enumerate(sorted(theirs, key=lambda each: each.position))
    }
