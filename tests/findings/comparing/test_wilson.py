from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from interviewkit.model import Interval

# R. G. Newcombe (1998), Two-sided confidence intervals for the single proportion: comparison of
# seven methods, Statistics in Medicine 17, 857-872, Table I, method 3 (score, no correction).
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("voiced", "n", "low", "high"), NEWCOMBE)
def test_newcombes_examples(voiced: int, n: int, low: float, high: float) -> None:
    interval = Interval.wilson(voiced / n, n)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 2000), st.floats(0, 1), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_it_is_what_scipy_gives(n: int, share: float, level: float) -> None:
    voiced = round(share * n)
    interval = Interval.wilson(voiced / n, n, level)
    expected = binomtest(voiced, n).proportion_ci(level, method="wilson")
    assert (interval.low, interval.high) == pytest.approx((expected.low, expected.high), abs=1e-9)
