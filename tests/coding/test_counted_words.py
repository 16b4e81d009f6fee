"""Words, pairs of words, and words that are spelt alike."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from interviewkit.coding.learning.spaces import SpeltSpace
from interviewkit.coding.words import BUCKETS, Words


def test_words_marks_and_pairs_are_counted() -> None:
    words = Words.of(["Why, why not?", "", "Not me."])
    assert list(words.different) == ["why", ",", "not", "?", "me", "."]
    assert words.counts.toarray().tolist() == [
        [2, 1, 1, 1, 0, 0],
        [0, 0, 0, 0, 0, 0],
        [0, 0, 1, 0, 1, 1],
    ]
    # four pairs stand side by side in the first text, two in the last, none across texts
    assert words.pairs.sum(axis=1).tolist() == [[4], [0], [2]]


def test_a_question_mark_tells_texts_apart() -> None:
    alone, with_pairs = Words.of(["you go", "you go?", "they went?"]).weighed()
    for points in (alone, with_pairs):
        alike = (points @ points.T).toarray()
        assert alike[1, 2] > alike[0, 2] == 0


def test_rows_have_length_one_or_none() -> None:
    for points in Words.of(["a b c", "", "b c d d"]).weighed():
        lengths = np.sqrt(points.multiply(points).sum(axis=1)).A1
        np.testing.assert_allclose(lengths, [1, 0, 1], rtol=1e-6)


def test_words_are_hashed_alike_in_every_corpus() -> None:
    one, other = Words.of(["talk to us"]), Words.of(["zebras", "talk to us"])
    assert set(one.hashes.tolist()) <= set(other.hashes.tolist())
    assert one.pairs[0].indices.tolist() == other.pairs[1].indices.tolist()


def test_words_with_one_stem_are_alike() -> None:
    words = Words.of(["lonely", "loneliness", "kitchen"])
    space = SpeltSpace(words.weighed()[0], words.spelt())
    alike = space.kernel(np.arange(3))
    assert alike[0, 1] > 0.2 > alike[0, 2]


def test_turns_gather_the_words_of_their_sentences() -> None:
    words = Words.of(["I go.", "You go.", "We stay."])
    gather = csr_matrix(np.array([[1, 1, 0], [0, 0, 1]], dtype=np.float32))
    turns = words.gathered(gather)
    go = list(words.different).index("go")
    assert turns.counts[:, go].toarray().ravel().tolist() == [2, 0]
    assert turns.pairs.shape == (2, BUCKETS)


def test_no_text_at_all_has_no_words() -> None:
    alone, with_pairs = Words.of([""]).weighed()
    assert alone.nnz == with_pairs.nnz == 0
