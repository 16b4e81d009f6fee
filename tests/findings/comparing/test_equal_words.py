"""Shares of people at equal words."""

from __future__ import annotations

import numpy as np
import pytest

from interviewkit.findings.comparing.allowances import (
    compare_at_equal_words,
    count_words_kept,
    is_talk_unequal,
)
from interviewkit.findings.comparing.people_difference import TwoSides, compute_difference
from interviewkit.findings.comparing.ties import Ties
from interviewkit.model import EqualWords, Interval, Sensitivity
from interviewkit.wording.sentences import describe_equal_words, describe_false_finds

INSIDE = np.arange(40) < 20
ALONE = Ties.of(range(40), [[i] for i in range(40)])


def test_both_sides_keep_the_same_words() -> None:
    rng = np.random.default_rng(1)
    words = rng.gamma(2, 300, 40) * np.where(INSIDE, 2.5, 1)
    kept = count_words_kept(words, INSIDE)
    assert (kept <= words).all()
    assert np.sort(kept[INSIDE]) == pytest.approx(np.sort(kept[~INSIDE]))


def test_sides_of_other_sizes_keep_about_as_much() -> None:
    inside = np.arange(40) < 12
    words = np.where(inside, 900.0, 300.0)
    assert count_words_kept(words, inside) == pytest.approx(np.full(40, 300.0))


def test_even_talk_leaves_shares_as_they_are() -> None:
    passages = (np.arange(40) % 3 == 0)[:, None] * 2.0
    found = compare_at_equal_words(passages, np.full(40, 500.0), INSIDE, ALONE)
    assert found is not None
    assert not is_talk_unequal(np.full(40, 500.0), INSIDE)
    assert found.shares[0] == pytest.approx((passages[INSIDE] > 0).mean(0))


def test_talk_alone_makes_no_difference_at_equal_words() -> None:
    rng = np.random.default_rng(2)
    words = np.where(INSIDE, 2000.0, 1000.0)
    passages = rng.poisson(words[:, None] * 0.0008, (40, 400)).astype(float)
    found = compare_at_equal_words(passages, words, INSIDE, ALONE)
    crude = compute_difference(TwoSides.of((passages > 0).astype(float), INSIDE, ALONE))
    assert found is not None
    assert is_talk_unequal(words, INSIDE)
    assert found.words == 1000
    assert crude.value.mean() > 0.2
    assert abs(found.difference.value.mean()) < 0.02
    assert (found.difference.p < 0.05).mean() < 0.06
    assert (crude.p < 0.05).mean() > 0.2


def test_silence_on_a_side_gives_nothing() -> None:
    words = np.where(INSIDE, 100.0, 0.0)
    assert compare_at_equal_words(np.zeros((40, 1)), words, INSIDE, ALONE) is None


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_sentences_say_what_numbers_say() -> None:
    told = EqualWords(0.31, 0.24, 0.07, Interval(-0.12, 0.25), 0.43, 800, 2.0)
    assert plain(describe_equal_words(told)) == (
        "had they said as much, 31% and 24% would have voiced it: +7 points (−12 to +25), p = .430"
    )
    line = Sensitivity(0.012, 0.031, 0.05, (24, 12))
    assert describe_false_finds(line) == (
        "no audit tells how often the machine errs here: 1.2 false finds in 100 turns on both "
        "sides would leave no more than chance of this difference, 3.1 nothing, as those inside "
        "spoke 24 turns each and those outside 12"
    )
    even = Sensitivity(float("nan"), float("nan"), 0.05, (14, 14), more="outside")
    assert "an equal rate of false finds on both sides would not explain" in describe_false_finds(
        even
    )
    assert "5.0 in 100 turns of those outside and none of the others'" in describe_false_finds(even)
