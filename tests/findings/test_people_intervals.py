"""Intervals of shares, differences, ratios and rates against published figures and simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from interviewkit.findings.people_intervals import (
    odds_ratio,
    ratio,
    risk_ratio,
    share_difference,
    shares,
)
from interviewkit.findings.rates import rates


def two(a: int, m: int, b: int, n: int) -> tuple[object, object]:
    first = np.array([1] * a + [0] * (m - a), float)[:, None]
    second = np.array([1] * b + [0] * (n - b), float)[:, None]
    alone = np.arange(m + n)
    return shares(first, alone[:m], m + n), shares(second, alone[m:], m + n)


@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_differences_are_those_of_newcombe(
    a: int, m: int, b: int, n: int, low: float, high: float
) -> None:
    """R. G. Newcombe (1998), Interval estimation for the difference between independent
    proportions, Statistics in Medicine 17, 873-890, table II, method 10."""
    value, low_, high_ = share_difference(*two(a, m, b, n))
    assert value[0] == pytest.approx(a / m - b / n)
    assert (low_[0], high_[0]) == pytest.approx((low, high), abs=5e-5)


counts = st.tuples(st.integers(1, 40), st.integers(1, 40), st.floats(0, 1), st.floats(0, 1))


@settings(max_examples=150, deadline=None)
@given(counts)
def test_a_ratio_leaves_out_1_just_where_the_difference_leaves_out_0(
    drawn: tuple[int, int, float, float],
) -> None:
    m, n, first, second = drawn
    a, b = round(first * m), round(second * n)
    sides = two(a, m, b, n)
    _, low, high = share_difference(*sides)
    value, low_r, high_r = risk_ratio(*sides)
    if abs(low[0]) > 1e-9 and abs(high[0]) > 1e-9:
        assert (low[0] > 0) == (low_r[0] > 1)
        assert (high[0] < 0) == (high_r[0] < 1)
    if a and b:
        assert low_r[0] - 1e-12 <= value[0] <= high_r[0] + 1e-12
    assert low_r[0] >= 0
    assert not math.isnan(high_r[0])


@settings(max_examples=150, deadline=None)
@given(counts)
def test_odds_turn_round_with_the_answer(drawn: tuple[int, int, float, float]) -> None:
    m, n, first, second = drawn
    a, b = round(first * m), round(second * n)
    value, low, high = odds_ratio(*two(a, m, b, n))
    other, other_low, other_high = odds_ratio(*two(m - a, m, n - b, n))
    for one, turned in ((value, other), (low, other_high), (high, other_low)):
        if 0 < one[0] < math.inf and a / m + b / n != 1:
            assert one[0] == pytest.approx(1 / turned[0], rel=1e-9)
    assert low[0] <= high[0]


def test_a_ratio_over_nothing_has_a_lower_end_only() -> None:
    value, low, high = risk_ratio(*two(5, 10, 0, 10))
    assert (value[0], high[0]) == (math.inf, math.inf)
    assert low[0] > 1
    value, low, high = risk_ratio(*two(0, 10, 0, 10))
    assert math.isnan(value[0])
    assert (low[0], high[0]) == (0.0, math.inf)


def test_the_ends_of_a_ratio_are_where_the_interval_of_the_difference_touches_0() -> None:
    a, b, r = (0.5, 0.3, 0.72), (0.2, 0.1, 0.35), 0.3
    one, other = (tuple(np.array([each]) for each in ends) for ends in (a, b))
    _, low, high = ratio(one, other, r)  # type: ignore[arg-type]
    for end, down, up in ((low[0], a[0] - a[1], b[2] - b[0]), (high[0], a[2] - a[0], b[0] - b[1])):
        gap = a[0] - end * b[0]
        half = math.sqrt(down**2 + (end * up) ** 2 - 2 * r * down * end * up)
        assert abs(gap) == pytest.approx(half)


def test_people_who_talked_together_widen_a_share() -> None:
    voiced = np.array([1] * 12 + [0] * 12, float)[:, None]
    alone, talked = (
        shares(voiced, group, 24) for group in (np.arange(24), np.repeat(np.arange(4), 6))
    )
    assert talked.low[0] < alone.low[0]
    assert talked.high[0] > alone.high[0]


def test_rates_are_garwoods_for_counts_that_vary_as_chance_lets_them() -> None:
    """F. Garwood (1936): 10 events have the exact 95 % limits 4.795 and 18.390."""
    passages = np.zeros((200, 1))
    passages[::20] = 1
    words = np.full(200, 50.0)
    value, low, high = rates(passages, words, np.arange(200), 200)
    assert value[0] == pytest.approx(1.0)
    assert (low[0], high[0]) == pytest.approx((0.4795, 1.8390), abs=1e-3)


def test_nothing_said_has_the_rule_of_three() -> None:
    value, low, high = rates(np.zeros((9, 1)), np.full(9, 100.0), np.arange(9), 9)
    assert (value[0], low[0]) == (0.0, 0.0)
    assert high[0] == pytest.approx(chi2.isf(0.025, 2) / 2 / 900 * 1000)


def test_people_who_repeat_themselves_widen_a_rate() -> None:
    even, once = np.ones((20, 1)), np.zeros((20, 1))
    once[0] = 20
    words = np.full(20, 100.0)
    ends = [rates(each, words, np.arange(20), 20) for each in (even, once)]
    assert ends[0][0] == ends[1][0]
    assert ends[1][2][0] > 2 * ends[0][2][0]


@pytest.mark.parametrize("how", ["within", "between"])
def test_intervals_hold_the_truth(how: str) -> None:
    from interviewkit.findings.association import _Figures
    from interviewkit.findings.design import sides
    from interviewkit.findings.voicing import Thing, Voicing

    rng = np.random.default_rng(4)
    group = np.repeat(np.arange(10), 8).astype(np.intp)
    things = tuple(Thing(str(k), frozenset({str(k)})) for k in range(30))
    held = []
    for _ in range(40):
        inclined = rng.beta(0.35 * 9, 0.65 * 9, (10, 30))
        voiced = rng.random((80, 30)) < inclined[group]
        inside = rng.random(80) < 0.4 if how == "within" else group % 2 == 0
        people = Voicing(
            tuple((f"P{i}", "") for i in range(80)), group, np.full(80, 500.0), things, voiced,
            voiced.astype(float), voiced,
        )  # fmt: skip
        ends = [m.interval for m in _Figures.of(people, sides(inside, group), 0.95).difference]
        held += [each.low <= 0 <= each.high for each in ends]
    assert 0.93 <= np.mean(held) <= 0.99
