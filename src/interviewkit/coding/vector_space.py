"""The space of sentence vectors: what is common to a corpus taken out, directions found in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interviewkit.coding.contract import Vectors

SHRINK = 2.0
"""How strongly the covariance is drawn to a round ball, in units of its mean variance. Great,
because a code has a few dozen examples in some hundred dimensions."""


@dataclass(frozen=True, slots=True)
class VectorSpace:
    """Vectors with the mean of the corpus taken out, of length 1 again.

    ``passages`` (n, d) are those to be judged, ``background`` (m, d) what is usual: the passages
    and the codebook's own texts, so that even a tiny corpus has one.
    """

    passages: Vectors
    background: Vectors
    mean: Vectors
    spread: Vectors

    @classmethod
    def of(cls, passages: Vectors, texts: Vectors) -> VectorSpace:
        """The space of a corpus; both arguments have rows of length 1."""
        everything = np.vstack([passages, texts])
        mean = np.asarray(everything.mean(axis=0), dtype=np.float32)
        background = _unit(everything - mean)
        covariance = np.atleast_2d(np.cov(background.T))
        ball = np.trace(covariance) / len(covariance) * np.eye(len(covariance))
        spread = np.asarray(covariance + SHRINK * ball, dtype=np.float32)
        return cls(background[: len(passages)], background, mean, spread)

    def centred(self, vectors: Vectors) -> Vectors:
        """Other vectors brought into this space."""
        return _unit(vectors - self.mean)

    def direction(self, toward: Vectors, away: Vectors) -> Vectors:
        """Fisher's linear discriminant: where ``toward`` differs from ``away``, both (d,), counted
        less in directions in which the corpus varies anyway (Fisher 1936, covariance shrunk).
        """
        return np.asarray(np.linalg.solve(self.spread, toward - away))


def standardise(values: Vectors, background: Vectors) -> Vectors:
    """Robust z-scores: distance from the background's median in deviations (1.4826 × MAD)."""
    middle = float(np.median(background))
    deviation = 1.4826 * float(np.median(np.abs(background - middle)))
    return np.asarray((values - middle) / max(deviation, 1e-9))


def logistic(values: Vectors) -> Vectors:
    """1 / (1 + exp(-x)), safe for great x."""
    return np.asarray(np.reciprocal(1 + np.exp(-np.clip(values, -50, 50))))


def _unit(vectors: Vectors) -> Vectors:
    """Rows of length 1; a row of zeros stays so."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray((vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32))


def centre_alone(vectors: Vectors) -> Vectors:
    """Vectors with their own mean taken out, of length 1 again."""
    return _unit(vectors - vectors.mean(axis=0))
