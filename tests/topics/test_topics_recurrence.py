"""What most fits find, on points whose groups are known."""

import numpy as np
import pytest

from interviewkit.topics.recurrence import find_middles

RNG = np.random.default_rng(5)
GROUP = np.repeat([0, 1, 2], 30)


def make_vectors():
    rows = np.eye(8)[GROUP] + RNG.normal(0, 0.08, (90, 8))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


VECTORS = make_vectors()


def noisy_fit(seed, *, loses=0.3, shuffle=True):
    """The groups under other numbers, with some documents in none."""
    rng = np.random.default_rng(seed)
    numbers = rng.permutation(3) if shuffle else np.arange(3)
    fit = numbers[GROUP]
    fit[rng.random(90) < loses] = -1
    return fit


def test_groups_of_all_fits_are_tied_whatever_their_numbers():
    middles = find_middles([noisy_fit(seed) for seed in range(5)], VECTORS)
    assert len(middles.directions) == 3
    placed = middles.place(VECTORS)
    for number in range(3):
        assert len(set(GROUP[placed == number])) == 1


def test_documents_that_single_fits_left_out_are_placed():
    middles = find_middles([noisy_fit(seed, loses=0.5) for seed in range(5)], VECTORS)
    assert (middles.place(VECTORS) >= 0).mean() > 0.75


def test_what_few_fits_find_is_no_topic():
    whole = [noisy_fit(seed, shuffle=False) for seed in range(4)]
    for fit in whole[1:]:
        fit[GROUP == 2] = -1
    assert len(find_middles(whole, VECTORS).directions) == 2


def test_a_wider_fringe_places_less():
    fits = [noisy_fit(seed) for seed in range(5)]
    shares = [(find_middles(fits, VECTORS, fringe=f).place(VECTORS) >= 0).mean() for f in (0, 0.3)]
    assert shares[0] == pytest.approx(1, abs=0.05)
    assert shares[1] < shares[0]


def test_topics_are_joined_until_there_are_so_many():
    fits = [noisy_fit(seed) for seed in range(5)]
    assert len(find_middles(fits, VECTORS, most=2).directions) == 2


def test_fits_without_groups_have_no_topics():
    middles = find_middles([np.full(90, -1)] * 3, VECTORS)
    assert set(middles.place(VECTORS)) == {-1}
