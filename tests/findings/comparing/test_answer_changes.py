"""Survey figures on two sides, against the t tests of scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import ttest_ind, ttest_rel

from interviewkit.findings.comparing.answer_changes import (
    INDEPENDENT,
    OVERLAPPING,
    PAIRED,
    SideAnswers,
    compare_answer,
    find_answers_design,
)

RNG = np.random.default_rng(1)
ONE, TWO = RNG.normal(3, 1, 40), RNG.normal(3.4, 1.5, 40)


def asked(values: np.ndarray, prefix: str, weights: np.ndarray | None = None) -> SideAnswers:
    weights = np.ones(len(values)) if weights is None else weights
    pairs = zip(values.tolist(), weights.tolist(), strict=True)
    return SideAnswers({f"{prefix}{i}": pair for i, pair in enumerate(pairs)})


def test_the_same_respondents_are_paired() -> None:
    found = compare_answer("x", "X", "", asked(ONE, "r"), asked(TWO, "r"))
    assert found.test == PAIRED
    assert found.p == pytest.approx(ttest_rel(TWO, ONE).pvalue)
    expected = ttest_rel(TWO, ONE).confidence_interval()
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((expected.low, expected.high))


def test_others_are_not() -> None:
    found = compare_answer("x", "X", "", asked(ONE, "a"), asked(TWO, "b"))
    assert found.test == INDEPENDENT
    assert found.p == pytest.approx(ttest_ind(TWO, ONE, equal_var=False).pvalue)
    assert found.before.value == pytest.approx(ONE.mean())


def test_some_on_both_sides_lie_in_between() -> None:
    before = asked(ONE, "r")
    after = SideAnswers({f"r{i + 20}": (float(v), 1.0) for i, v in enumerate(TWO)})
    assert compare_answer("x", "X", "", before, after).test == OVERLAPPING
    design = find_answers_design(before.answers, after.answers)
    assert (design.kind, design.both, design.only_before) == ("mixed", 20, 20)


def test_weights_move_the_mean() -> None:
    found = compare_answer(
        "x", "X", "yes",
        asked(np.array([1.0, 0.0, 0.0, 1.0]), "a", np.array([3.0, 1.0, 1.0, 1.0])),
        asked(np.array([1.0, 0.0]), "b"),
    )  # fmt: skip
    assert found.before.value == pytest.approx(4 / 6)
    assert found.before.interval is not None
    assert 0 <= found.before.interval.low < found.before.interval.high <= 1


def test_one_answer_gives_no_test_and_equal_ones_no_change() -> None:
    lone = compare_answer("x", "X", "", asked(ONE[:1], "a"), asked(TWO, "b"))
    assert math.isnan(lone.p)
    assert lone.interval is None
    same = compare_answer("x", "X", "", asked(np.ones(5), "a"), asked(np.ones(5), "a"))
    assert (same.difference, same.p) == (0.0, 1.0)
