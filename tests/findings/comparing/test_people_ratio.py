"""Ratios of shares of people: by the same test as the difference."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit.findings.comparing.comparison import (
    MIXED,
    NOBODY_MET,
    SCORE,
    TIED,
    WHOLE,
    compare_people,
)
from interviewkit.findings.comparing.ties import Ties


def in_groups(group: list[int]) -> Ties:
    return Ties.of(range(len(group)), [[each] for each in group])


@given(st.lists(st.integers(1, 6), min_size=6, max_size=12), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_a_ratio_leaves_out_1_exactly_where_the_difference_leaves_out_0(
    sizes: list[int], seed: int
) -> None:
    group = [number for number, size in enumerate(sizes) for _ in range(size)]
    rng = np.random.default_rng(seed)
    inside = rng.random(len(sizes))[group] < 0.5 if seed % 2 else rng.random(len(group)) < 0.5
    if inside.all() or not inside.any():
        return
    lean = np.linspace(0.05, 0.95, 10) + 0.3 * inside[:, None]
    voiced = (rng.random((len(group), 10)) < lean).astype(float)
    found = compare_people(voiced, inside, in_groups(group))
    turned = compare_people(voiced, ~inside, in_groups(group)).ratio
    gap, ratio = found.difference, found.ratio
    told = ~np.isnan(gap.p)
    apart = (ratio.low > 1) | (ratio.high < 1)
    assert (((gap.low > 0) | (gap.high < 0)) == apart)[told].all()
    known = told & ~np.isnan(ratio.value)
    assert (ratio.low <= ratio.value * (1 + 1e-9))[known].all()
    assert (ratio.value <= ratio.high * (1 + 1e-9))[known].all()
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(turned.low[known], 1 / ratio.high[known], rtol=1e-6, atol=1e-9)


def test_a_ratio_over_nobody_has_a_lower_end_only() -> None:
    voiced = np.array([1] * 7 + [0] * 5 + [0] * 12, float)[:, None]
    found = compare_people(voiced, np.arange(24) < 12, in_groups(list(range(24)))).ratio
    assert (found.value[0], found.high[0]) == (math.inf, math.inf)
    assert found.low[0] > 1
    nothing = compare_people(voiced * 0, np.arange(24) < 12, in_groups(list(range(24)))).ratio
    assert math.isnan(nothing.value[0])
    assert (nothing.low[0], nothing.high[0]) == (pytest.approx(0), math.inf)


@pytest.mark.parametrize("alike", [0.0, 0.1])
def test_intervals_hold_a_ratio_of_two(alike: float) -> None:
    rng = np.random.default_rng(8)
    group = np.repeat(np.arange(8), 6)
    share = np.where(np.arange(8) < 4, 0.4, 0.2)[:, None] * np.ones(2000)
    own = rng.beta(share * 9, (1 - share) * 9) if alike else share
    voiced = (rng.random((48, 2000)) < own[group]).astype(float)
    found = compare_people(voiced, group < 4, in_groups(list(group))).ratio
    assert 0.92 <= ((found.low <= 2) & (found.high >= 2)).mean() <= 0.98


def test_test_and_layout_are_named() -> None:
    voiced, inside = np.eye(24)[:, :2], np.arange(24) < 12
    named = {}
    for name, group in (("alone", range(24)), ("whole", [k // 3 for k in range(24)]),
                        ("mixed", [k % 8 for k in range(24)])):  # fmt: skip
        found = compare_people(voiced, inside, in_groups(list(group)))
        named[name] = (found.test, found.layout)
    assert named == {"alone": (SCORE, NOBODY_MET), "whole": (TIED, WHOLE), "mixed": (TIED, MIXED)}
    twice = Ties.of([k % 12 for k in range(24)], [[k] for k in range(24)])
    found = compare_people(voiced, inside, twice)
    assert found.layout == "nobody talked with another; the same people on both sides"
