"""Vectors and values set against a corpus: what is common is taken out, what stands out told."""

from __future__ import annotations

import numpy as np

from interviewkit.coding.contract import Vectors


def centre_on(vectors: Vectors, mean: Vectors) -> Vectors:
    """Vectors (n, d) without a mean (d,), of length 1 again; a row of zeros stays so."""
    moved = vectors - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray((moved / np.where(lengths > 1e-9, lengths, 1)).astype(np.float32))


def centre_alone(vectors: Vectors) -> Vectors:
    """Vectors with their own mean taken out, of length 1 again."""
    return centre_on(vectors, vectors.mean(axis=0))


def standardise(values: Vectors) -> Vectors:
    """Robust z-scores: distance from the median in deviations (1.4826 × MAD).

    Where most values are the same, a fifth of the usual standard deviation is the least scale.
    """
    away = values - np.median(values)
    scale = max(1.4826 * float(np.median(np.abs(away))), 0.2 * float(values.std()))
    return np.asarray(away / max(scale, 1e-9), dtype=np.float32)


def logistic(values: Vectors) -> Vectors:
    """1 / (1 + exp(-x)), safe for great x."""
    return np.asarray(np.reciprocal(1 + np.exp(-np.clip(values, -50, 50))))
