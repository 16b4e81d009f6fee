"""What is learnt in several spaces at once is one ridge regression."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from interviewkit.coding.learning.ridge import INTERCEPT
from interviewkit.coding.learning.spaces import BesideSpace, Learnable, PlainSpace, SpeltSpace

RNG = np.random.default_rng(5)
DENSE = RNG.normal(size=(20, 4))
WORDS = csr_matrix(RNG.random((20, 6)) * (RNG.random((20, 6)) < 0.4))
PIECES = csr_matrix(RNG.random((6, 9)) * (RNG.random((6, 9)) < 0.5))
TEXTS = Learnable([PlainSpace(DENSE, 0.5), PlainSpace(WORDS), SpeltSpace(WORDS, PIECES)], 3.0)


def as_one() -> np.ndarray:
    """The same texts in one space: all of it side by side."""
    spelt = (WORDS @ PIECES).toarray()
    return np.hstack([DENSE * 0.5**0.5, WORDS.toarray(), spelt, np.full((20, 1), INTERCEPT**0.5)])


def test_likeness_adds_up_over_spaces() -> None:
    rows = np.array([3, 7, 11])
    points = as_one()[rows, :-1]
    np.testing.assert_allclose(TEXTS.kernel(rows), points @ points.T, rtol=1e-6)


def test_a_direction_says_what_the_regression_says() -> None:
    rows, target = np.arange(12), RNG.normal(size=12)
    points = as_one()
    by_hand = np.linalg.solve(
        points[rows].T @ points[rows] + 3.0 * np.eye(points.shape[1]), points[rows].T @ target
    )
    weights = TEXTS.ridge(rows).weights(target)
    found = TEXTS.along([TEXTS.towards(rows, weights), TEXTS.towards(rows, 2 * weights)])
    np.testing.assert_allclose(found[:, 0], points @ by_hand, rtol=1e-6)
    np.testing.assert_allclose(found[:, 1], 2 * found[:, 0], rtol=1e-6)


def test_regressions_without_a_fold_are_prepared_together() -> None:
    rows, fold = np.arange(12), np.arange(12) % 3
    texts = Learnable(TEXTS.spaces, 3.0)
    texts.prepare(rows, fold)
    kept = rows[fold != 1]
    assert kept.tobytes() in texts.prepared
    fresh = Learnable(TEXTS.spaces, 3.0).ridge(kept)
    np.testing.assert_allclose(texts.ridge(kept).inverse, fresh.inverse, rtol=1e-8)


def test_what_stands_around_is_the_mean_of_the_others() -> None:
    turn = np.array([0, 0, 0, 1, 2, 2])
    gather = csr_matrix((np.ones(6), (turn, np.arange(6))))
    points = DENSE[:6]
    around = np.array(
        [
            (points[1] + points[2]) / 2,
            (points[0] + points[2]) / 2,
            (points[0] + points[1]) / 2,
            points[3] * 0,
            points[5],
            points[4],
        ]
    )
    rows, weights = np.array([0, 3, 5]), np.array([1.0, 2.0, -1.0])
    space, plain = BesideSpace(points, gather, turn, 0.3), PlainSpace(around, 0.3)
    np.testing.assert_allclose(space.kernel(rows), plain.kernel(rows), atol=1e-12)
    direction = space.towards(rows, weights)
    np.testing.assert_allclose(direction, plain.towards(rows, weights), atol=1e-12)
    np.testing.assert_allclose(space.along([direction]), plain.along([direction]), atol=1e-12)
