"""Many tests at once: families and what p becomes in them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from interviewkit.findings.comparing.multiplicity import (
    Family,
    adjust_p_values,
    find_family,
    find_simultaneous_level,
)


@settings(max_examples=50)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_and_benjamini_hochberg_are_those_of_statsmodels(p: list[float]) -> None:
    for ours, theirs in (("holm", "holm"), ("bh", "fdr_bh")):
        assert adjust_p_values(p, ours) == pytest.approx(multipletests(p, method=theirs)[1])


def test_what_was_not_tested_takes_no_part() -> None:
    assert adjust_p_values([0.02, math.nan, 0.03], "holm") == pytest.approx(
        [0.04, math.nan, 0.04], nan_ok=True
    )
    assert adjust_p_values([0.02, math.nan], "none")[0] == 0.02
    with pytest.raises(ValueError, match="no adjustment"):
        adjust_p_values([0.1], "bonferoni")


def test_families_take_tests_in_the_order_declared() -> None:
    families = [Family("main", ("trust*",), ("managers",)), Family("trust", ("trust*",))]
    assert find_family(families, "trust_ai", "managers") == "main"
    assert find_family(families, "trust_ai", "others") == "trust"
    assert find_family(families, "pay", "managers") == "all others"
    assert find_family([], "pay", "managers") == "all questions of the study"


def test_intervals_hold_together_at_the_level_of_their_number() -> None:
    p = [0.001, 0.012, 0.03, 0.9, math.nan]
    assert find_simultaneous_level(p, "holm", 0.95) == pytest.approx(1 - 0.05 / 4)
    assert find_simultaneous_level(p, "bh", 0.95) == pytest.approx(1 - 0.05 * 3 / 4)
    assert find_simultaneous_level([0.5, 0.9], "bh", 0.95) == pytest.approx(1 - 0.05 / 2)
    assert find_simultaneous_level(p, "none", 0.95) == 0.95
    assert find_simultaneous_level([math.nan], "holm", 0.9) == 0.9
