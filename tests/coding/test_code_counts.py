"""How many turns carry a code, against mixtures whose share is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.coding.code_counts import (
    BASE,
    COVERED,
    LEAST,
    MOST,
    SLOPE,
    TOGETHER,
    USUAL,
    centre_on_threshold,
    expect_share,
    fit_share,
)
from interviewkit.coding.turn_numbers import average_by_turn, find_greatest_by_turn
from interviewkit.model import Code, Codebook


def codebook(n: int, *, exclusive: bool = False) -> Codebook:
    codes = tuple(Code(f"c{i}", "C", "what it is") for i in range(n))
    return Codebook("b", codes, exclusive=exclusive)


def test_a_code_is_expected_less_often_among_many() -> None:
    few, many = codebook(3), codebook(40)
    assert expect_share(few.codes[0], few, 3) == USUAL
    assert expect_share(many.codes[0], many, 40) == TOGETHER / 40
    told = Code("c", "C", "", prevalence=0.4)
    assert expect_share(told, many, 40) == 0.4
    group = codebook(3, exclusive=True)
    assert expect_share(group.codes[0], group, 3) == COVERED / 3


def test_the_share_moves_towards_what_the_scores_say() -> None:
    """Turns whose log likelihood ratios are as the mixture has them, a third with the code."""
    rng = np.random.default_rng(0)
    # Two normals of equal spread have the log ratio BASE + SLOPE z, where both give it alike.
    spread = 0.8
    apart, middle = SLOPE * spread**2, -BASE / SLOPE
    for share in (0.02, 0.33, 0.6):
        holds = rng.random(20_000) < share
        z = rng.normal(middle + apart * (holds - 0.5), spread).astype(np.float32)
        found = fit_share(z, 0.2)
        assert min(share, 0.2) < found < max(share, 0.2)
        assert fit_share(z, share) == pytest.approx(share, abs=0.02)


@given(st.lists(st.floats(-50, 50, width=32), min_size=1, max_size=40), st.floats(0.01, 0.9))
def test_a_share_is_never_out_of_bounds(z: list[float], expected: float) -> None:
    assert LEAST <= fit_share(np.array(z, np.float32), expected) <= MOST


def test_as_many_turns_reach_the_threshold_as_are_expected() -> None:
    rng = np.random.default_rng(1)
    turns = np.repeat(np.arange(400), 3)
    scores = rng.normal(size=1200).astype(np.float32)
    logits = centre_on_threshold(scores, turns, Code("c", "C", "", prevalence=0.25), 0.25)
    assert (find_greatest_by_turn(logits, turns) >= 0).mean() == pytest.approx(0.25, abs=0.005)
    assert np.array_equal(np.argsort(logits, kind="stable"), np.argsort(scores, kind="stable"))


def test_turns_are_summed_up_wherever_their_passages_stand() -> None:
    turns = np.array([0, 1, 0, 2, 1])
    values = np.array([1, 5, 3, 2, 4], np.float32)
    assert find_greatest_by_turn(values, turns).tolist() == [3, 5, 2]
    assert average_by_turn(values[:, None], turns).ravel().tolist() == [2, 4.5, 2]
