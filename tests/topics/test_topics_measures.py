"""Measures of topics against values worked out by hand."""

import math

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from interviewkit.topics.measures import (
    measure_coherence,
    measure_diversity,
    measure_fit_agreement,
    measure_outlier_share,
    measure_recovery,
    measure_shared_words,
)

# Documents in rows, the terms a, b, c, d in columns; numbers are counts.
COUNTS = csr_matrix([[2, 1, 0, 1], [1, 1, 0, 1], [0, 0, 3, 1], [0, 1, 1, 1]])


def test_npmi_of_one_pair_is_the_formula():
    # p(a) = 2/4, p(b) = 3/4, p(a, b) = 2/4
    by_hand = math.log(0.5 / (0.5 * 0.75)) / -math.log(0.5)
    assert measure_coherence(COUNTS, [[0, 1]])[0] == pytest.approx(by_hand)


def test_words_that_always_meet_have_one_and_that_never_meet_minus_one():
    together = csr_matrix([[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 1]])
    assert measure_coherence(together, [[0, 1], [0, 2]]) == pytest.approx([1.0, -1.0])


def test_a_word_in_every_document_says_nothing_of_another():
    assert measure_coherence(COUNTS, [[0, 3]])[0] == pytest.approx(0.0)


def test_a_topic_is_the_mean_over_its_pairs_and_one_word_has_none():
    pairs = measure_coherence(COUNTS, [[0, 1], [0, 2], [1, 2]])
    whole = measure_coherence(COUNTS, [[0, 1, 2], [3]])
    assert whole[0] == pytest.approx(pairs.mean())
    assert np.isnan(whole[1])


def test_only_the_first_ten_words_count():
    counts = csr_matrix(np.eye(12, dtype=int)[:, [0] * 10 + [1, 2]])
    assert measure_coherence(counts, [list(range(12))])[0] == pytest.approx(1.0)


def test_diversity_is_the_share_of_different_words():
    assert measure_diversity([["a", "b"], ["c", "d"]]) == 1
    assert measure_diversity([["a", "b"], ["a", "b"]]) == 0.5
    assert math.isnan(measure_diversity([]))


def test_outliers_are_counted_by_document():
    assert measure_outlier_share([-1, 0, 0, 1]) == 0.25


def test_agreement_ignores_numbering_and_counts_documents_in_no_topic():
    assert measure_fit_agreement([0, 0, 1, 1, -1], [5, 5, 2, 2, -1]) == 1
    assert measure_fit_agreement([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(-0.5)
    # Of six pairs two are together on the left, one on the right, which the left has too:
    # (1 - 2 * 1 / 6) / ((2 + 1) / 2 - 2 * 1 / 6)
    assert measure_fit_agreement([0, 0, 1, 1], [0, 0, -1, -1]) == pytest.approx(4 / 7)


def test_documents_in_no_topic_in_both_fits_add_no_agreement():
    assert measure_fit_agreement([0, 0, -1, -1], [-1, 0, 0, -1]) < 0.01


def test_a_topic_is_recovered_as_far_as_its_documents_are_shared():
    assert measure_recovery([0, 0, 0, 1, -1], [2, 2, -1, -1, 1]) == pytest.approx([2 / 3, 0])
    assert measure_recovery([-1, -1], [0, 0]) == []


def test_shared_words_take_the_best_match():
    assert measure_shared_words(
        [["a", "b"], ["c", "d"]], [["d", "c"], ["a", "x"]]
    ) == pytest.approx((1 / 3 + 1) / 2)
    assert measure_shared_words([], [["a"]]) == 0
