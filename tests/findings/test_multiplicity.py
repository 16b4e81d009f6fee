"""Many tests at once: families and what p becomes in them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from interviewkit import model
from interviewkit.findings.multiplicity import Family, adjusted, adjusted_in, family_of


@settings(max_examples=50)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_and_benjamini_hochberg_are_those_of_statsmodels(p: list[float]) -> None:
    for ours, theirs in (("holm", "holm"), ("bh", "fdr_bh")):
        assert adjusted(p, ours) == pytest.approx(multipletests(p, method=theirs)[1])


def test_what_was_not_tested_takes_no_part() -> None:
    assert adjusted([0.02, math.nan, 0.03], "holm") == pytest.approx(
        [0.04, math.nan, 0.04], nan_ok=True
    )
    assert adjusted([0.02, math.nan], "none")[0] == 0.02
    with pytest.raises(ValueError, match="no adjustment"):
        adjusted([0.1], "bonferoni")


def test_families_take_tests_in_the_order_declared() -> None:
    families = [Family("main", ("trust*",), ("managers",)), Family("trust", ("trust*",))]
    assert family_of(families, "trust_ai", "managers") == "main"
    assert family_of(families, "trust_ai", "others") == "trust"
    assert family_of(families, "pay", "managers") == "all others"
    assert family_of([], "pay", "managers") == "all tests"


def test_one_test_told_twice_counts_once() -> None:
    rows = [model.Tested(p=0.01), model.Tested(p=0.01), model.Tested(p=0.04)]
    once = adjusted_in(rows, ["f"] * 3, ["a", "a", "b"], "holm")
    assert [row.adjusted for row in once] == pytest.approx([0.02, 0.02, 0.04])
    assert {row.tests for row in once} == {2}
