"""Nearest neighbours once, then as many layouts of them as there are seeds (UMAP)."""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

NEIGHBOURS = 15
"""UMAP's own default: how many neighbours shape the layout."""

EPOCHS = 100
"""Less than UMAP's own choice: what one fit leaves rough, the others even out."""

EXACT_UP_TO = 30_000
"""Documents above which neighbours are searched approximately: n² gets too much."""

BLOCK = 2048


class Neighbours(NamedTuple):
    """For every row its nearest rows, itself first: positions and cosine distances, (n, k)."""

    indices: npt.NDArray[np.int32]
    distances: Floats


def find_neighbours(vectors: Floats, seed: int, k: int = NEIGHBOURS) -> Neighbours:
    """The ``k`` nearest rows by cosine; ``vectors`` (n, d) have length 1.

    Exact up to 30,000 rows; above, approximate (nearest neighbour descent) from the seed.
    """
    k = min(k, len(vectors) - 1)
    if len(vectors) > EXACT_UP_TO:
        from pynndescent import NNDescent

        index = NNDescent(vectors, metric="cosine", n_neighbors=k, random_state=seed, n_jobs=1)
        return Neighbours(*index.neighbor_graph)
    return _exact(vectors, k)


def _exact(vectors: Floats, k: int) -> Neighbours:
    """Block by block; equal distances are ordered by position, so that runs agree."""
    indices = np.empty((len(vectors), k), np.int32)
    distances = np.empty((len(vectors), k), np.float32)
    for start in range(0, len(vectors), BLOCK):
        rows = slice(start, start + BLOCK)
        block = 1 - vectors[rows] @ vectors.T
        own = np.arange(len(block))
        block[own, start + own] = -1  # itself first, before equal twins
        near = np.argpartition(block, k - 1, axis=1)[:, :k]
        near.sort(axis=1)
        order = np.argsort(np.take_along_axis(block, near, 1), axis=1, kind="stable")
        indices[rows] = np.take_along_axis(near, order, 1)
        distances[rows] = np.take_along_axis(block, indices[rows].astype(np.intp), 1)
    return Neighbours(indices, np.maximum(distances, 0))


def lay_out(vectors: Floats, neighbours: Neighbours, seed: int, dimensions: int) -> Floats:
    """Coordinates (n, dimensions) in which near neighbours lie near each other (UMAP).

    Starts from the principal components: deterministic, and quicker than UMAP's spectral start.
    """
    import umap

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reducer = umap.UMAP(
            n_neighbors=neighbours.indices.shape[1],
            n_components=dimensions,
            min_dist=0.0,
            metric="cosine",
            init="pca",
            n_epochs=EPOCHS,
            random_state=seed,
            n_jobs=1,
            precomputed_knn=(*neighbours, None),
        )
        coordinates: Floats = reducer.fit_transform(vectors)
    return np.nan_to_num(coordinates)


def place_on_map(vectors: Floats, neighbours: Neighbours, seed: int) -> Floats:
    """Coordinates (n, 2) for a map, its middle at 0, both axes within -1 to 1."""
    flat = lay_out(vectors, neighbours, seed, 2)
    flat = flat - (flat.max(axis=0) + flat.min(axis=0)) / 2
    reach = float(np.abs(flat).max()) or 1.0
    return np.asarray((flat / reach).astype(np.float32))
