"""Vectors of turns from those of their passages; neighbours of vectors."""

import numpy as np
import pytest

from interviewkit.model import Passage, Turn
from interviewkit.topics.documents import build_turn_key, build_turn_vectors
from interviewkit.topics.layout import find_neighbours


def test_a_turn_has_the_mean_of_its_passages_weighted_by_length():
    turn = Turn("a", 1, "P", "abc abcdefgh. x")
    passages = [Passage.cut(turn, 0, 3), Passage.cut(turn, 4, 13)]
    turns, vectors = build_turn_vectors(passages, np.eye(2, dtype=np.float32))
    assert turns == [turn]
    assert vectors[0] == pytest.approx(np.array([3, 9]) / np.hypot(3, 9))


def test_short_turns_are_left_out_and_order_is_kept():
    turns = [Turn("a", n, "P", text) for n, text in enumerate(["one two three", "no", "a b c d"])]
    found, vectors = build_turn_vectors(
        [Passage.whole(turn) for turn in turns], np.eye(3, dtype=np.float32), min_words=3
    )
    assert found == [turns[0], turns[2]]
    assert vectors.tolist() == [[1, 0, 0], [0, 0, 1]]


def test_passages_and_vectors_must_match():
    with pytest.raises(ValueError, match="1 passages, but 2 vectors"):
        build_turn_vectors([Passage.whole(Turn("a", 1, "P", "x"))], np.eye(2, dtype=np.float32))


def test_keys_sort_as_turns_follow():
    assert build_turn_key(Turn("a", 9, "P", "")) < build_turn_key(Turn("a", 10, "P", ""))


def test_neighbours_are_the_nearest_by_cosine_itself_first():
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(60, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[5] = vectors[50]
    found = find_neighbours(vectors, seed=1, k=10)
    expected = np.sort(1 - vectors @ vectors.T, axis=1)[:, :10]
    assert found.indices[:, 0].tolist() == list(range(60))
    assert found.distances == pytest.approx(expected, abs=1e-5)
    assert 50 in found.indices[5, :2]


def test_few_rows_have_few_neighbours():
    assert find_neighbours(np.eye(4, dtype=np.float32), seed=1).indices.shape == (4, 3)
