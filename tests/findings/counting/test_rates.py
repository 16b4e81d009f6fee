"""Passages per 1,000 words and their ratio, against published figures."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import chi2

from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.counting.rates import compare_rates, compute_rates


def alone(n: int) -> Ties:
    return Ties.of(range(n), [[k] for k in range(n)])


def test_rates_are_garwoods_for_counts_that_vary_as_chance_lets_them() -> None:
    """F. Garwood (1936): 10 events have the exact 95 % limits 4.795 and 18.390."""
    passages = np.zeros((200, 1))
    passages[::20] = 1
    words = np.full(200, 50.0)
    value, low, high = compute_rates(passages, words, alone(200))
    assert value[0] == pytest.approx(1.0)
    assert (low[0], high[0]) == pytest.approx((0.4795, 1.8390), abs=1e-3)


def test_nothing_said_has_the_rule_of_three() -> None:
    value, low, high = compute_rates(np.zeros((9, 1)), np.full(9, 100.0), alone(9))
    assert (value[0], low[0]) == (0.0, 0.0)
    assert high[0] == pytest.approx(chi2.isf(0.025, 2) / 2 / 900 * 1000)


def test_people_who_repeat_themselves_widen_a_rate() -> None:
    even, once = np.ones((20, 1)), np.zeros((20, 1))
    once[0] = 20
    words = np.full(20, 100.0)
    ends = [compute_rates(each, words, alone(20)) for each in (even, once)]
    assert ends[0][0] == ends[1][0]
    assert ends[1][2][0] > 2 * ends[0][2][0]


def test_people_who_talked_together_widen_a_rate() -> None:
    passages = np.zeros((20, 1))
    passages[:5] = 2.0
    words = np.full(20, 100.0)
    group = Ties.of(range(20), [[k // 5] for k in range(20)])
    assert (
        compute_rates(passages, words, group)[2][0]
        > compute_rates(passages, words, alone(20))[2][0]
    )


def test_the_ends_of_a_ratio_are_where_the_interval_of_the_difference_touches_0() -> None:
    a, b = (0.5, 0.3, 0.72), (0.2, 0.1, 0.35)
    one, other = (tuple(np.array([each]) for each in ends) for ends in (a, b))
    _, low, high = compare_rates(one, other)  # type: ignore[arg-type]
    for end, down, up in ((low[0], a[0] - a[1], b[2] - b[0]), (high[0], a[2] - a[0], b[0] - b[1])):
        assert abs(a[0] - end * b[0]) == pytest.approx(math.hypot(down, end * up))


def test_a_ratio_over_nothing_has_a_lower_end_only() -> None:
    nothing = (np.zeros(1), np.zeros(1), np.array([0.3]))
    value, low, high = compare_rates((np.array([0.5]), np.array([0.2]), np.array([0.8])), nothing)
    assert (value[0], high[0]) == (math.inf, math.inf)
    assert low[0] > 0
    assert math.isnan(compare_rates(nothing, nothing)[0][0])
