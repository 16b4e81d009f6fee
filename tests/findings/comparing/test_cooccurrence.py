"""Codes in the same people, against published odds ratios and exact tests."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import fisher_exact, hypergeom
from scipy.stats.contingency import odds_ratio

from interviewkit.findings.comparing.cooccurrence import find_cooccurrence
from interviewkit.model import Pair


def pair(both: int, first: int, second: int, neither: int, group: int = 0) -> Pair:
    """One pair of codes over so many people; ``group`` people talked together each time."""
    names = [f"p{i:05}" for i in range(both + first + second + neither)]
    voiced = {
        "a": set(names[: both + first]),
        "b": {*names[:both], *names[both + first :][:second]},
    }
    together = {n: [f"c{i // group}"] if group else [n] for i, n in enumerate(names)}
    [found] = find_cooccurrence(["a", "b"], voiced, names, together)
    return found


def test_the_odds_ratio_of_a_textbook() -> None:
    """Aspirin and heart attacks: 1.83, A. Agresti (2007), section 2.3; the exact interval is that
    of scipy, which is R's ``fisher.test``."""
    found = pair(189, 10845, 104, 10933)
    assert round(found.odds, 2) == 1.83
    exact = odds_ratio([[189, 10845], [104, 10933]]).confidence_interval(0.95)
    assert found.odds_interval is not None
    ends = (found.odds_interval.low, found.odds_interval.high)
    assert ends == pytest.approx((exact.low, exact.high), rel=1e-6)


def test_strata_have_mantel_and_haenszels_odds_ratio() -> None:
    """Delinquency and scouts in three groups, made up: by hand, and against every arrangement."""
    tables = [(3, 1, 1, 3), (2, 2, 1, 4), (4, 0, 2, 2)]
    names, voiced, talked = [], {"a": set(), "b": set()}, {}
    for s, cells in enumerate(tables):
        kinds = [
            kind for kind, n in zip(("ab", "a", "b", ""), cells, strict=True) for _ in range(n)
        ]
        for i, kind in enumerate(kinds):
            name = f"s{s}p{i}"
            names.append(name)
            talked[name] = [f"c{s}"]
            for code in kind:
                voiced[code].add(name)
    [found] = find_cooccurrence("ab", voiced, names, talked)
    above = sum(both * none / sum((both, one, two, none)) for both, one, two, none in tables)
    below = sum(one * two / sum((both, one, two, none)) for both, one, two, none in tables)
    assert found.odds == pytest.approx(above / below)
    chance = {0: 1.0}
    for both, one, two, none in tables:
        law = hypergeom(both + one + two + none, both + one, both + two)
        chance = {
            k: sum(c * law.pmf(k - j) for j, c in chance.items())
            for k in range(max(chance) + both + min(one, two) + 1)
        }
    seen = sum(both for both, *_ in tables)
    tail = sum(c for k, c in chance.items() if k >= seen)
    assert found.p == pytest.approx(2 * tail)


def test_interval_and_test_say_the_same() -> None:
    rng = np.random.default_rng(8)
    for _ in range(300):
        size = int(rng.integers(1, 7))
        names = [f"p{i:02}" for i in range(int(rng.integers(12, 40)))]
        talked = {n: [f"c{i // size}"] for i, n in enumerate(names)}
        voiced = {code: {n for n in names if rng.random() < rng.random()} for code in "ab"}
        for found in find_cooccurrence("ab", voiced, names, talked):
            ends = found.odds_interval
            assert ends is not None or found.p == 1
            if ends is not None and abs(found.p - 0.05) > 1e-9:
                assert (found.p < 0.05) == (not ends.low <= 1 <= ends.high)


def test_phi_jaccard_and_fisher() -> None:
    found = pair(10, 5, 5, 20)
    assert found.phi == pytest.approx((10 * 20 - 25) / (15 * 25))
    assert found.jaccard == pytest.approx(0.5)
    one_sided = fisher_exact([[10, 5], [5, 20]], alternative="greater").pvalue
    assert found.p == pytest.approx(2 * one_sided)
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
    [grouped] = find_cooccurrence("ab", voiced, names, {n: [n[:2]] for n in names})
    [single] = find_cooccurrence("ab", voiced, names, {n: [n] for n in names})
    assert grouped.p == 1.0
    assert grouped.odds_interval is None
    assert single.p < 0.001


def test_rare_codes_and_those_of_everyone_are_left_out() -> None:
    names = [f"p{i}" for i in range(10)]
    voiced = {"rare": set(names[:4]), "all": set(names), "some": set(names[:6])}
    together = {n: [n] for n in names}
    assert find_cooccurrence(["rare", "all", "some"], voiced, names, together) == []


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
        [found] = find_cooccurrence(["a", "b"], voiced, names, together)
        [single] = find_cooccurrence(["a", "b"], voiced, names, {n: [n] for n in names})
        alarms, naive = alarms + (found.p < 0.05), naive + (single.p < 0.05)
    assert alarms <= 18  # 200 x 0.05 and two standard errors
    assert naive > 100


def test_a_reunion_does_not_make_one_group_of_all() -> None:
    """Who met others again is like nobody else, and takes nothing from the rest."""
    rng = np.random.default_rng(4)
    names = [f"g{g:02}p{i}" for g in range(12) for i in range(6)]
    again = {n: [n[:3], "again"] if n.endswith("p5") else [n[:3]] for n in names}
    voiced = {code: {n for n in names if rng.random() < 0.5} for code in "ab"}
    [found] = find_cooccurrence("ab", voiced, names, again)
    rest = [n for n in names if not n.endswith("p5")]
    [others] = find_cooccurrence("ab", voiced, rest, {n: [n[:3]] for n in rest})
    assert (found.odds, found.p) == pytest.approx((others.odds, others.p))


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
        [found] = find_cooccurrence("ab", voiced, names, together)
        assert found.odds_interval is not None
        held += found.odds_interval.low <= 1 <= found.odds_interval.high
    assert 0.91 <= held / 200 <= 0.99
