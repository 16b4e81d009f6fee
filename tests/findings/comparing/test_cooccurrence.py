"""Codes in the same people, against published odds ratios and exact tests."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import fisher_exact

from interviewkit.findings.comparing.cooccurrence import cooccurrence
from interviewkit.model import Pair


def pair(both: int, first: int, second: int, neither: int, group: int = 0) -> Pair:
    """One pair of codes over so many people; ``group`` people talked together each time."""
    names = [f"p{i:05}" for i in range(both + first + second + neither)]
    voiced = {
        "a": set(names[: both + first]),
        "b": {*names[:both], *names[both + first :][:second]},
    }
    together = {n: [f"c{i // group}"] if group else [n] for i, n in enumerate(names)}
    [found] = cooccurrence(["a", "b"], voiced, names, together)
    return found


def test_the_odds_ratio_of_a_textbook() -> None:
    """Aspirin and heart attacks: 1.83 (1.44 to 2.33), A. Agresti (2007), section 2.3.

    There without the half person that is added here: the ends differ by less than 0.01.
    """
    found = pair(189, 10845, 104, 10933)
    assert round(found.odds, 2) == 1.83
    assert found.odds_interval is not None
    ends = (found.odds_interval.low, found.odds_interval.high)
    assert ends == pytest.approx((1.44, 2.33), abs=0.01)


def test_phi_jaccard_and_fisher() -> None:
    found = pair(10, 5, 5, 20)
    assert found.phi == pytest.approx((10 * 20 - 25) / (15 * 25))
    assert found.jaccard == pytest.approx(0.5)
    assert found.p == pytest.approx(fisher_exact([[10, 5], [5, 20]]).pvalue)
    assert found.phi_interval is not None
    assert found.jaccard_interval is not None
    assert found.phi_interval.low < found.phi < found.phi_interval.high
    assert found.jaccard_interval.low < 0.5 < found.jaccard_interval.high


def test_measures_at_the_ends_keep_the_margins() -> None:
    """At an odds ratio of 1 phi is 0: an interval that touches the one touches the other."""
    found = pair(12, 8, 8, 10)
    assert found.odds_interval is not None
    assert found.phi_interval is not None
    for odds, phi in (
        (found.odds_interval.low, found.phi_interval.low),
        (found.odds_interval.high, found.phi_interval.high),
    ):
        assert (odds > 1) == (phi > 0)


def test_an_empty_cell_leaves_an_end_open() -> None:
    found = pair(0, 8, 9, 20)
    assert found.odds == 0
    assert found.odds_interval is not None
    assert found.odds_interval.low == 0
    assert found.odds_interval.high > 0
    assert pair(9, 0, 6, 9).odds_interval.high == math.inf  # type: ignore[union-attr]


def test_what_whole_groups_talk_about_makes_no_pair() -> None:
    """Two groups voice both codes, two none: within groups there is nothing to see."""
    names = [f"g{g}p{i}" for g in range(4) for i in range(5)]
    voiced = {code: {n for n in names if n[1] in "01"} for code in "ab"}
    [grouped] = cooccurrence("ab", voiced, names, {n: [n[:2]] for n in names})
    [single] = cooccurrence("ab", voiced, names, {n: [n] for n in names})
    assert grouped.p == 1.0
    assert grouped.odds_interval is None
    assert single.p < 0.001


def test_rare_codes_and_those_of_everyone_are_left_out() -> None:
    names = [f"p{i}" for i in range(10)]
    voiced = {"rare": set(names[:4]), "all": set(names), "some": set(names[:6])}
    together = {n: [n] for n in names}
    assert cooccurrence(["rare", "all", "some"], voiced, names, together) == []


def test_the_test_keeps_its_level_in_groups() -> None:
    """Codes that hang together by group alone: five false alarms in a hundred at most."""
    rng = np.random.default_rng(3)
    names = [f"g{g:02}p{i}" for g in range(12) for i in range(6)]
    together = {n: [n[:3]] for n in names}
    alarms = naive = 0
    for _ in range(200):
        mood = rng.beta(0.6, 0.6, 12)
        voiced = {
            code: {n for n in names if rng.random() < mood[int(n[1:3])]} for code in ("a", "b")
        }
        [found] = cooccurrence(["a", "b"], voiced, names, together)
        [single] = cooccurrence(["a", "b"], voiced, names, {n: [n] for n in names})
        alarms, naive = alarms + (found.p < 0.05), naive + (single.p < 0.05)
    assert alarms <= 18  # 200 x 0.05 and two standard errors
    assert naive > 100


def test_a_reunion_does_not_make_one_group_of_all() -> None:
    """Whoever of eight groups met again is set beside those who met the same people twice."""
    rng = np.random.default_rng(4)
    names = [f"g{g:02}p{i}" for g in range(12) for i in range(6)]
    apart = {n: [n[:3]] for n in names}
    again = {n: [n[:3], "again"] if n.endswith("p5") else [n[:3]] for n in names}
    voiced = {
        "a": {n for n in names if rng.random() < 0.5},
        "b": {n for n in names if rng.random() < 0.5},
    }
    [before] = cooccurrence("ab", voiced, names, apart)
    [after] = cooccurrence("ab", voiced, names, again)
    assert after.p == pytest.approx(before.p, abs=0.15)
    assert before.odds_interval is not None
    assert after.odds_interval is not None
    assert after.odds_interval.low == pytest.approx(before.odds_interval.low, rel=0.15)


def test_intervals_hold_the_truth_in_groups() -> None:
    rng = np.random.default_rng(5)
    names = [f"g{g:02}p{i}" for g in range(14) for i in range(6)]
    together = {n: [n[:3]] for n in names}
    held = 0
    for _ in range(200):
        mood = rng.beta(3, 3, (14, 2))
        voiced = {
            code: {n for n in names if rng.random() < mood[int(n[1:3]), k]}
            for k, code in enumerate("ab")
        }
        [found] = cooccurrence("ab", voiced, names, together)
        assert found.odds_interval is not None
        held += found.odds_interval.low <= 1 <= found.odds_interval.high
    assert 0.91 <= held / 200 <= 0.99
