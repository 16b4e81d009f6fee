"""Examples stand for many and differ; near misses look like the code and differ."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from interviewkit.coding.suggesting.sentences import Sentences, choose_examples, choose_near_misses

Array = npt.NDArray[np.float64]


def near(axis: int, n: int, spread: float = 0.1, seed: int = 1) -> Array:
    """So many unit vectors about an axis of eight dimensions."""
    found = np.eye(8)[axis] + spread * np.random.default_rng(seed + axis).normal(size=(n, 8))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def said(vectors: Array, who: list[str] | None = None) -> Sentences:
    n = len(vectors)
    return Sentences([f"t{i}" for i in range(n)], who or [f"P{i}" for i in range(n)], vectors)


NONE = np.zeros((0, 8))


def test_each_way_of_saying_it_gets_an_example() -> None:
    vectors = np.vstack([near(0, 20), near(1, 6), near(2, 6)])
    chosen = choose_examples(said(vectors), NONE, 3)
    assert {0 if i < 20 else 1 if i < 26 else 2 for i in chosen} == {0, 1, 2}


def test_what_an_example_shows_already_is_left_out() -> None:
    vectors = np.vstack([near(0, 20, 0.1), near(1, 6, 0.1)])
    [first] = choose_examples(said(vectors), near(0, 1, 0.05), 1)
    assert first >= 20


def test_a_lonely_outlier_does_not_come_first() -> None:
    vectors = np.vstack([near(0, 12), near(1, 12), -np.eye(8)[5:6]])
    assert 24 not in choose_examples(said(vectors), NONE, 2)


def test_who_talks_most_gives_one_example_first() -> None:
    who = ["Ana"] * 20 + ["Ben", "Cleo"]
    vectors = np.vstack([near(0, 10), near(1, 10), near(2, 2)])
    chosen = choose_examples(said(vectors, who), NONE, 3)
    assert sorted(who[i] for i in chosen) == ["Ana", "Ben", "Cleo"]


def test_the_same_words_are_chosen_once() -> None:
    vectors = np.repeat(np.eye(8)[:1], 5, axis=0)
    assert choose_examples(said(vectors), NONE, 5) == [0]
    assert choose_examples(said(vectors), np.eye(8)[:1], 5) == []


def test_near_misses_look_like_the_code_and_differ() -> None:
    average = np.full(8, 0.1)
    likely, far = near(0, 6, 0.2), near(4, 6, 0.2)
    vectors = np.vstack([far, likely[:1], likely[:1], likely[1:]])
    chosen = choose_near_misses(said(vectors), near(0, 9, 0.2, 5), NONE, average, 2)
    assert min(chosen) >= 6
    assert float(vectors[chosen[0]] @ vectors[chosen[-1]]) < 0.95 or len(chosen) == 1
    assert choose_near_misses(said(vectors), NONE, NONE, average, 2) == []
