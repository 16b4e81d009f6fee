"""Intervals that resample people."""

from __future__ import annotations

import numpy as np
import pytest
from rating_tables import build_ratings_of_table

from interviewkit.findings.agreeing.measures.chance import kappa, percent
from interviewkit.findings.agreeing.measures.ratings import Floats
from interviewkit.findings.agreeing.measures.resampling import Resampling, count_by_person

CELLS = build_ratings_of_table([[0, 0], [0, 0]])


def people(seed: int, n: int, turns: int, *, alike: bool) -> Floats:
    """(n, 4): tables of people whose coders err on all of their turns, or on any turn."""
    chance = np.random.default_rng(seed)
    wrong = chance.random((n, 1 if alike else turns)) < 0.2
    return np.stack([(~wrong).mean(axis=1), wrong.mean(axis=1)], axis=1)[:, [0, 1, 1, 0]] * turns


def width(of_people: Floats) -> float:
    resampling = Resampling.of(len(of_people), seed=1)
    stacked = CELLS.with_counts(resampling.counts(of_people))
    found = resampling.interval(percent(stacked).value)
    assert found is not None
    return found.high - found.low


def test_people_who_resemble_themselves_make_it_wider() -> None:
    assert width(people(3, 40, 25, alike=True)) > 3 * width(people(3, 40, 25, alike=False))


def test_the_same_seed_draws_the_same_people() -> None:
    a, b, other = (Resampling.of(9, seed).drawn for seed in (5, 5, 6))
    assert (a == b).all()
    assert not (a == other).all()
    assert (a.sum(axis=1) == 9).all()


def test_counts_are_of_everyone_of_resamples_and_of_everyone_but_one() -> None:
    of_people = count_by_person(
        np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([1.0, 1.0, 3.0]), 2, 2
    )
    assert of_people.tolist() == [[1, 1], [0, 3]]
    counts = Resampling.of(2, 1, resamples=5).counts(of_people)
    assert counts.shape == (1 + 5 + 2, 2)
    assert counts[0].tolist() == [1, 4]
    assert counts[-2:].tolist() == [[0, 3], [1, 1]]


def test_one_person_gives_no_interval_and_few_a_wide_one() -> None:
    alone = Resampling.of(1, seed=1)
    assert alone.interval(alone.counts(np.ones((1, 4)))[:, 0]) is None
    few, many = (width(people(4, n, 10, alike=True)) for n in (6, 60))
    assert few > 2 * many


def test_resamples_without_a_figure_are_left_out() -> None:
    resampling = Resampling.of(12, seed=2)
    rare = np.zeros((12, 4))
    rare[:, 0], rare[3] = 5, [3, 1, 0, 1]
    figures = kappa(CELLS.with_counts(resampling.counts(rare))).value
    assert np.isnan(figures).any()
    found = resampling.interval(figures)
    assert found is not None
    assert np.isfinite([found.low, found.high]).all()


def doubly_coded(chance: np.random.Generator, people: int) -> Floats:
    """(people, 4): 20 turns a person, the code in 1 of 5 and alike within people (0.1)."""
    there = chance.random((people, 20)) < chance.beta(1.8, 7.2, (people, 1))
    slip = np.where(there, 1.0, 0.25) * chance.beta(0.8, 3.2, (2, people, 1))
    found = there ^ (chance.random(slip.shape) < slip)
    cells = found[0] * 2 + found[1]
    return np.stack([(cells == cell).sum(axis=1) for cell in range(4)], axis=1).astype(float)


# Known truth; the long simulation, with rare codes and few people, is
# benchmarks/agreement.py --coverage.
def test_nominal_95_of_100_intervals_hold_the_truth() -> None:
    chance = np.random.default_rng(8)
    true = float(kappa(CELLS.with_counts(doubly_coded(chance, 200_000).sum(axis=0))).value)
    hit = 0
    for study in range(400):
        resampling = Resampling.of(24, study, resamples=400)
        counts = resampling.counts(doubly_coded(chance, 24))
        found = resampling.interval(kappa(CELLS.with_counts(counts)).value)
        hit += found is not None and found.low <= true <= found.high
    assert hit / 400 == pytest.approx(0.95, abs=0.03)
