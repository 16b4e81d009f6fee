"""Families of tests: the same p whoever asks, and intervals that hold together."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from builders_posing import find_associations
from interviewkit.findings.comparing.association import (
    AssociationSettings,
    Sides,
    pose_associations,
)
from interviewkit.findings.comparing.family import (
    AD_HOC,
    Adjusting,
    Family,
    Posed,
    adjust_p_values,
    find_family,
    find_simultaneous_level,
    settle_tests,
)
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.counting.voicing import Thing, Voicing


def posed(about: str, *p: float, same: tuple[str, ...] = ()) -> Posed:
    return Posed(about, tuple(f"c{k}" for k in range(len(p))), np.array(p), same)


def test_a_part_is_adjusted_as_the_whole() -> None:
    study = [posed("a", 0.001, 0.04), posed("b", 0.02, math.nan)]
    whole = settle_tests(study, Adjusting(), study)
    assert [each.adjusted for each in whole[0]] == pytest.approx([0.003, 0.04])
    [part] = settle_tests(study[1:], Adjusting(), study)
    assert (part[0], part[0].tests) == (whole[1][0], 3)


def test_what_is_not_declared_is_a_family_of_its_own() -> None:
    study = [posed("a", 0.001, 0.04)]
    [beside] = settle_tests([posed("x", 0.01, 0.03)], Adjusting(), study)
    assert [(each.family, each.tests, each.adjusted) for each in beside] == [
        (AD_HOC, 2, 0.02), (AD_HOC, 2, 0.03),
    ]  # fmt: skip


def test_one_test_told_twice_counts_once() -> None:
    study = [posed("a", 0.01, 0.01, 0.04, same=("t", "t", "u")), posed("b", 0.01, same=("t",))]
    once = settle_tests(study, Adjusting())
    assert [each.adjusted for each in once[0]] == pytest.approx([0.02, 0.02, 0.04])
    assert once[1][0].adjusted == pytest.approx(0.02)
    assert {each.tests for tests in once for each in tests} == {2}


def test_declared_families_are_adjusted_apart() -> None:
    how = Adjusting(families=(Family("main", ("c0",)),))
    [tests] = settle_tests([posed("a", 0.01, 0.02, 0.03)], how)
    assert [(each.family, each.tests) for each in tests] == [
        ("main", 1), ("all others", 2), ("all others", 2),
    ]  # fmt: skip


@st.composite
def studies(draw: st.DrawFn) -> tuple[Voicing, dict[str, Sides]]:
    """People in conversations of uneven size, with themes that may go with segments."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    sizes = draw(st.lists(st.integers(1, 7), min_size=8, max_size=16))
    group = np.repeat(np.arange(len(sizes)), sizes)
    n, k = len(group), draw(st.integers(1, 6))
    whole = (rng.random(len(sizes)) < 0.5)[group]
    mixed = rng.random(n) < draw(st.floats(0.2, 0.6))
    share = 0.15 + 0.6 * mixed[:, None] * rng.random(k) + 0.2 * whole[:, None] * rng.random(k)
    voiced = rng.random((n, k)) < share
    who = tuple((f"P{i}", "") for i in range(n))
    table = Voicing(
        who, Ties.of(range(n), [[each] for each in group]),
        np.full(n, 500.0), tuple(Thing(f"c{j}", frozenset({f"c{j}"})) for j in range(k)),
        voiced, voiced.astype(float), np.ones((n, k), bool),
    )  # fmt: skip
    split = {"whole": whole, "mixed": mixed, "turned": ~mixed}
    return table, {
        name: Sides(
            [w for w, at in zip(who, side, strict=True) if at],
            [w for w, at in zip(who, side, strict=True) if not at],
        )
        for name, side in split.items()
    }


@settings(max_examples=50, deadline=None)
@given(studies(), st.sampled_from(["holm", "bh", "none"]))
def test_no_simultaneous_interval_contradicts_its_adjusted_p(
    study: tuple[Voicing, dict[str, Sides]], adjust: str
) -> None:
    table, segments = study
    rows = [
        row
        for row in find_associations(table, segments, AssociationSettings(adjust=adjust))
        if row.tested.done
    ]
    least = min((row.tested.p for row in rows), default=math.nan)
    for row in rows:
        wide, ends = row.tested.simultaneous, row.difference.interval
        assert wide is not None
        assert wide.low <= ends.low + 1e-9
        assert ends.high <= wide.high + 1e-9
        apart = wide.low > 0 or wide.high < 0
        assert (ends.low > 0 or ends.high < 0) == (row.tested.p < 0.05)
        if apart:
            assert row.tested.adjusted < 0.05
        elif adjust != "holm" or row.tested.p == least:
            # Holm's later steps may reject where the interval still holds 0; the first never.
            assert row.tested.adjusted >= 0.05


def test_mirrored_segments_and_a_theme_of_one_code_are_one_test() -> None:
    rng = np.random.default_rng(4)
    voiced = rng.random((40, 2)) < 0.4
    who = tuple((f"P{i}", "") for i in range(40))
    things = (Thing("a", frozenset({"a"})), Thing("only_a", frozenset({"a"}), "theme"))
    voiced[:, 1] = voiced[:, 0]
    table = Voicing(
        who, Ties.of(range(40), [[i] for i in range(40)]), np.full(40, 9.0),
        things, voiced, voiced.astype(float), voiced,
    )  # fmt: skip
    first, rest = who[:15], who[15:]
    rows = find_associations(table, {"in": Sides(first, rest), "out": Sides(rest, first)})
    assert {row.tested.tests for row in rows} == {1}
    one, _, turned, _ = (row.tested.simultaneous for row in rows)
    assert one is not None
    assert turned is not None
    assert (turned.low, turned.high) == pytest.approx((-one.high, -one.low), abs=1e-9)


def test_what_is_true_by_construction_takes_no_part() -> None:
    rng = np.random.default_rng(5)
    voiced = rng.random((40, 2)) < 0.4
    who = tuple((f"P{i}", "") for i in range(40))
    table = Voicing(
        who, Ties.of(range(40), [[i] for i in range(40)]), np.full(40, 9.0),
        (Thing("gain", frozenset({"gain"})), Thing("b", frozenset({"b"}))),
        voiced, voiced.astype(float), voiced,
    )  # fmt: skip
    how = AssociationSettings(constructed={("gain", "top"): "true by construction"})
    [found] = pose_associations(table, {"top": Sides(who[:15], who[15:])}, how)
    assert [row.why for row in found.rows] == ["true by construction", ""]
    assert np.isnan(found.posed.p).tolist() == [True, False]
    assert settle_tests([found.posed], Adjusting())[0][1].tests == 1


# -- many tests at once: families and what p becomes in them ---------------------------------------


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
