"""The tests of themes by segment, held against counting by hand, other programs and simulation."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact, ttest_ind
from statsmodels.stats.multitest import multipletests

from interviewkit import model
from interviewkit.findings.design import BOTH, GROUPS, PEOPLE, WITHIN, Design, sides
from interviewkit.findings.multiplicity import Family, adjusted, adjusted_in, family_of
from interviewkit.findings.permutation import (
    FISHER,
    T_OF_GROUPS,
    TURNED,
    WHOLE,
    counted,
    segment_test,
)


def segment(inside: list[int], group: list[int]) -> Design:
    return sides(np.array(inside, bool), np.array(group, dtype=np.intp))


def by_hand(design: Design, voiced: np.ndarray) -> float:
    """Mid-p by trying every exchange of people within strata, one after another."""
    places = [np.flatnonzero(design.strata == s) for s in np.unique(design.strata)]
    ways = [list(itertools.combinations(at, int(design.x[at].sum()))) for at in places]
    sums = np.array(
        [voiced[list(itertools.chain(*each))].sum() for each in itertools.product(*ways)]
    )
    if sums.min() == sums.max():
        return 1.0
    away = np.abs(sums - sums.mean())
    own = abs(voiced[design.x > 0].sum() - sums.mean())
    return float((away > own + 1e-9).mean() + (np.abs(away - own) <= 1e-9).mean() / 2)


# -- which design ----------


def test_the_design_follows_how_a_segment_lies_over_the_groups() -> None:
    assert segment([1, 0, 1, 0], [0, 1, 2, 3]).kind == PEOPLE
    assert segment([1, 1, 0, 0], [0, 0, 1, 1]).kind == GROUPS
    assert segment([1, 0, 1, 0, 1, 0], [0, 0, 0, 0, 1, 1]).kind == WITHIN
    pairs = segment([1, 1, 1, 0, 0, 0], [0, 0, 1, 1, 2, 2])
    assert (pairs.kind, pairs.divided) == (BOTH, 1)


# -- exact where people are exchanged ----------


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 2)), min_size=4, max_size=10)
)
def test_counting_through_the_hypergeometric_is_counting_every_exchange(
    people: list[tuple[bool, bool, int]],
) -> None:
    inside, voiced, group = (np.array(column) for column in zip(*people, strict=True))
    group = np.unique(group, return_inverse=True)[1].astype(np.intp)
    design = sides(inside, group).only_within()
    says = voiced.astype(float)
    assert counted(design, says[:, None])[0] == pytest.approx(by_hand(design, says))


def test_the_lady_tasting_tea() -> None:
    """R. A. Fisher (1935), The Design of Experiments, ch. 2: three of four cups right; the chance
    of three or four is 17/70 on one side, 16 of which are the three."""
    design = segment([1] * 4 + [0] * 4, list(range(8)))
    voiced = np.array([1, 1, 1, 0, 1, 0, 0, 0], float)[:, None]
    test = segment_test(design, voiced, seed=1)
    assert test.name == FISHER
    assert test.p[0] == pytest.approx(2 * (1 + 16 / 2) / 70)


def test_with_equal_sides_it_is_fishers_test_of_scipy_less_half_of_what_ties() -> None:
    design = segment([1] * 12 + [0] * 12, list(range(24)))
    voiced = np.array([1] * 9 + [0] * 3 + [1] * 4 + [0] * 8, float)[:, None]
    whole = fisher_exact([[9, 3], [4, 8]]).pvalue
    tie = 2 * math.comb(13, 9) * math.comb(11, 3) / math.comb(24, 12)
    assert segment_test(design, voiced, seed=1).p[0] == pytest.approx(whole - tie / 2)


def test_what_lies_between_groups_tells_nothing_where_people_are_exchanged_within_them() -> None:
    design = segment([1, 1, 0, 0] * 2, [0] * 4 + [1] * 4)
    voiced = np.array([1, 1, 1, 1, 0, 0, 0, 0], float)[:, None]
    assert segment_test(design, voiced, seed=1).p[0] == 1.0


# -- whole groups ----------


def test_eight_groups_have_seventy_arrangements() -> None:
    group = np.repeat(np.arange(8), 3)
    design = segment((group < 4).tolist(), group.tolist())
    voiced = (group < 4).astype(float)[:, None]
    test = segment_test(design, voiced, seed=1)
    assert (test.name, test.p[0], test.smallest) == (WHOLE, 1 / 70, 1 / 70)


def test_many_groups_are_drawn_by_the_seed_and_agree_with_all_arrangements() -> None:
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(18), 4)
    inside = group < 9
    voiced = (rng.random((72, 5)) < 0.3 + 0.25 * inside[:, None]).astype(float)
    design = sides(inside, group.astype(np.intp))
    few = [segment_test(design, voiced, seed=seed, draws=4000).p for seed in (1, 1, 2)]
    assert np.array_equal(few[0], few[1])
    assert not np.array_equal(few[0], few[2])
    assert few[0] == pytest.approx(few[2], abs=0.04)


def test_few_groups_are_compared_by_the_t_test_of_their_shares() -> None:
    rng = np.random.default_rng(2)
    group = np.repeat(np.arange(6), [5, 8, 6, 7, 5, 9])
    voiced = (rng.random((40, 3)) < 0.4).astype(float)
    design = segment((group % 2 == 0).tolist(), group.tolist())
    test = segment_test(design, voiced, seed=1)
    shares = np.array([voiced[group == g].mean(axis=0) for g in range(6)])
    expected = ttest_ind(shares[::2], shares[1::2]).pvalue
    assert test.name == T_OF_GROUPS
    assert test.p == pytest.approx(expected)


def test_groups_that_are_all_alike_leave_the_variance_of_chance() -> None:
    group = np.repeat(np.arange(4), 6)
    design = segment((group < 2).tolist(), group.tolist())
    same = np.array([1, 1, 1, 0, 0, 0] * 4, float)
    split = (group < 2).astype(float)
    p = segment_test(design, np.column_stack([same, split]), seed=1).p
    assert p[0] == 1.0
    assert 0.01 < p[1] < 0.05


def test_two_groups_tell_nothing() -> None:
    design = segment([1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1])
    assert np.isnan(segment_test(design, np.ones((6, 1)), seed=1).p[0])


# -- both ----------


def test_pairs_use_turned_signs_and_few_mixed_groups_what_differs_within() -> None:
    rng = np.random.default_rng(3)
    group = np.repeat(np.arange(40), 2)
    inside = rng.random(80) < 0.5
    voiced = (rng.random((80, 2)) < 0.4).astype(float)
    assert segment_test(sides(inside, group.astype(np.intp)), voiced, seed=1).name == TURNED
    few = segment([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [0] * 3 + [1] * 3 + [2] * 3 + [3] * 3)
    assert few.kind == BOTH
    p = segment_test(few, np.array([1, 0, 1] * 4, float)[:, None], seed=1).p[0]
    assert p == pytest.approx(by_hand(few.only_within(), np.array([1, 0, 1] * 4, float)))


# -- false alarms ----------


@pytest.mark.parametrize(("how", "groups"), [("within", 6), ("between", 4), ("between", 10)])
def test_without_any_association_one_test_in_twenty_calls(how: str, groups: int) -> None:
    rng = np.random.default_rng(8)
    group = np.repeat(np.arange(groups), 10).astype(np.intp)
    called = []
    for _ in range(60):
        inclined = rng.beta(0.4 * 9, 0.6 * 9, (groups, 40))  # intraclass correlation 0.1
        voiced = (rng.random((len(group), 40)) < inclined[group]).astype(float)
        inside = rng.random(len(group)) < 0.5 if how == "within" else group % 2 == 0
        called.append((segment_test(sides(inside, group), voiced, seed=1).p <= 0.05).mean())
    assert 0.035 < np.mean(called) < 0.065


# -- families ----------


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
