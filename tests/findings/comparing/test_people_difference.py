"""Differences of shares of people: held against CR2 worked out in full, and against known truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from interviewkit.findings.comparing.people_difference import TwoSides, compute_difference
from interviewkit.findings.comparing.ties import Ties


def in_groups(group: list[int]) -> Ties:
    return Ties.of(range(len(group)), [[each] for each in group])


def groups(*sizes: int) -> list[int]:
    return [number for number, size in enumerate(sizes) for _ in range(size)]


def test_people_who_never_met_have_miettinen_and_nurminens_score_test() -> None:
    inside = np.array([True] * 15 + [False] * 25)
    voiced = np.zeros((40, 1))
    voiced[:9] = voiced[15:21] = 1
    found = compute_difference(TwoSides.of(voiced, inside, in_groups(list(range(40)))))
    share = 15 / 40
    error = np.sqrt(share * (1 - share) * (1 / 15 + 1 / 25) * 40 / 39)
    expected = 2 * stats.norm.sf((9 / 15 - 6 / 25) / error)
    assert found.p[0] == pytest.approx(expected)


@pytest.mark.parametrize(("one", "two", "least"), [(20, 20, 0.56), (13, 27, 0.46), (6, 7, 0.15)])
def test_single_interviews_use_the_level_that_they_have(one: int, two: int, least: float) -> None:
    cells = [(a, b) for a in range(one + 1) for b in range(two + 1)]
    voiced = np.zeros((one + two, len(cells)))
    for column, (a, b) in enumerate(cells):
        voiced[:a, column] = voiced[one : one + b, column] = 1
    found = compute_difference(
        TwoSides.of(voiced, np.arange(one + two) < one, in_groups(list(range(one + two))))
    )

    def rejected(p: float, q: float) -> float:
        chance = [stats.binom.pmf(a, one, p) * stats.binom.pmf(b, two, q) for a, b in cells]
        return float(np.array(chance)[found.p < 0.05].sum())

    assert max(rejected(p, p) for p in np.linspace(0.1, 0.9, 17)) <= 0.07
    assert rejected(0.15, 0.45) >= least


def test_one_person_of_each_side_in_every_pair_is_nearly_mcnemars_test() -> None:
    people = [*range(60), *range(60)]
    inside = np.array([True] * 60 + [False] * 60)
    voiced = np.zeros((120, 1))
    voiced[:30] = 1
    voiced[60:75] = 1  # 15 changed one way ...
    voiced[115:120] = 1  # ... and 5 the other
    found = compute_difference(
        TwoSides.of(voiced, inside, Ties.of(people, [[k] for k in range(120)]))
    )
    mcnemar = 2 * stats.norm.sf((15 - 5) / np.sqrt(20))
    assert found.p[0] == pytest.approx(mcnemar, abs=0.012)


@pytest.mark.parametrize("sizes", [(8, 8, 8, 8), (15, 14, 16, 15), (20, 2, 2, 7, 7, 7, 7)])
def test_two_conversations_on_a_side_tell_nothing(sizes: tuple[int, ...]) -> None:
    group = np.array(groups(*sizes))
    voiced = (np.arange(len(group)) % 3 == 0).astype(float)[:, None]
    side = group < (2 if len(sizes) == 4 else 3)
    assert np.isnan(compute_difference(TwoSides.of(voiced, side, in_groups(list(group)))).p[0])


@pytest.mark.parametrize(("one", "tells"), [(1, False), (2, False), (3, True)])
def test_two_single_interviews_tell_nothing_either(one: int, tells: bool) -> None:
    side = np.arange(one + 6) < one
    found = compute_difference(
        TwoSides.of(side[:, None].astype(float), side, in_groups(list(range(one + 6))))
    )
    assert np.isnan(found.p[0]) != tells


def test_one_large_group_leaves_fewer_degrees_of_freedom_than_groups() -> None:
    group = groups(20, *[1] * 20)
    inside = np.array([True] * 20 + [False] * 20)
    found = compute_difference(TwoSides.of(np.eye(40)[:, :1], inside, in_groups(group)))
    assert np.isnan(found.p[0])  # one conversation on a side tells nothing of others


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_interval_leaves_no_difference_out_exactly_if_the_test_rejects(
    data: st.DataObject,
) -> None:
    sizes = data.draw(st.lists(st.integers(1, 7), min_size=6, max_size=12))
    group = groups(*sizes)
    seed = data.draw(st.integers(0, 10**6))
    rng = np.random.default_rng(seed)
    inside = rng.random(len(sizes))[group] < 0.5 if seed % 2 else rng.random(len(group)) < 0.5
    if inside.all() or not inside.any():
        return
    voiced = (rng.random((len(group), 8)) < np.linspace(0.05, 0.95, 8)).astype(float)
    found = compute_difference(TwoSides.of(voiced, inside, in_groups(group)))
    outside_of_it = (found.low > 0) | (found.high < 0)
    known = ~np.isnan(found.p)
    assert ((found.p < 0.05) == outside_of_it)[known].all()
    assert (found.low <= found.value + 1e-9)[known].all()
    assert (found.value <= found.high + 1e-9)[known].all()
    turned = compute_difference(TwoSides.of(voiced, ~inside, in_groups(group)))
    np.testing.assert_allclose(turned.low, -found.high, atol=1e-9)
    np.testing.assert_allclose(turned.p, found.p)


def test_a_reunion_does_not_make_one_group_of_all() -> None:
    group = groups(*[6] * 8)
    inside = np.array([True] * 24 + [False] * 24)
    voiced = np.zeros((48, 1))
    voiced[[0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 18]] = 1
    voiced[[24, 30, 31, 36]] = 1
    alone = compute_difference(TwoSides.of(voiced, inside, in_groups(group)))
    met = [[each] + (["again"] if k % 6 == 5 else []) for k, each in enumerate(group)]
    again = compute_difference(TwoSides.of(voiced, inside, Ties.of(range(48), met)))
    assert again.p[0] == pytest.approx(alone.p[0], abs=0.1)
    assert again.freedom[0] > 3


def test_people_on_both_sides_are_held_against_themselves() -> None:
    people = [*range(30), *range(30)]
    inside = np.array([True] * 30 + [False] * 30)
    alone = [[k] for k in range(60)]
    voiced = np.zeros((60, 1))
    voiced[:16] = 1  # 16 of 30, of whom 8 voiced it before as well
    voiced[30:38] = 1
    paired = compute_difference(TwoSides.of(voiced, inside, Ties.of(people, alone)))
    apart = compute_difference(TwoSides.of(voiced, inside, Ties.of(range(60), alone)))
    assert paired.p[0] < apart.p[0]
    assert paired.p[0] == pytest.approx(0.006, abs=0.006)  # exact McNemar: 8 to 0 is .0078


def test_nobody_on_one_side_is_no_proof_of_a_difference() -> None:
    inside = np.array([True] * 12 + [False] * 28)
    voiced = np.zeros((40, 1))
    voiced[12:18] = 1  # 0 of 12 against 6 of 28; Fisher's exact test: .16
    found = compute_difference(
        TwoSides.of(voiced, inside, Ties.of(range(40), [[k] for k in range(40)]))
    )
    assert found.p[0] > 0.05


@pytest.mark.parametrize(
    ("sizes", "share"),
    [((4, 4, 4, 4, 6, 6, 6, 6), 0.4), ((6,) * 4 + (1,) * 24, 0.4), ((2,) * 5 + (6,) * 5, 0.15)],
)
def test_false_alarms_stay_near_five_percent(sizes: tuple[int, ...], share: float) -> None:
    rng = np.random.default_rng(20250401)
    group = np.array(groups(*sizes))
    inside = group < (4 if sizes[4] != 2 else 5)
    alike = 0.1
    odd = stats.beta(share * (1 - alike) / alike, (1 - share) * (1 - alike) / alike)
    own = odd.rvs((len(sizes), 3000), random_state=rng)[group]
    voiced = (rng.random(own.shape) < own).astype(float)
    found = compute_difference(TwoSides.of(voiced, inside, in_groups(list(group))))
    assert 0.02 <= (found.p < 0.05).mean() <= 0.065


@pytest.mark.parametrize("met", ["reunion", "shuffled panel", "mixed"])
def test_ties_that_overlap_keep_the_level_too(met: str) -> None:
    rng = np.random.default_rng(11)
    if met == "shuffled panel":
        people = [*range(40), *range(40)]
        seats = rng.permutation(40) // 5
        spoke = [[k // 5] for k in range(40)] + [[100 + int(seats[k])] for k in range(40)]
        inside = np.arange(80) >= 40
    elif met == "mixed":
        people, inside = list(range(48)), np.arange(48) % 3 == 0
        spoke = [[k // 6] for k in range(48)]
    else:
        people, inside = list(range(60)), np.arange(60) < 30
        spoke = [[k // 5, 99] if k % 5 > 2 else [k // 5] for k in range(60)]
    numbers = {each: k for k, each in enumerate(sorted({c for s in spoke for c in s}))}
    lean = np.zeros((len(people), 3000))
    of_conversation = rng.normal(size=(len(numbers), 3000))
    of_person = rng.normal(size=(max(people) + 1, 3000))
    for row, each in enumerate(spoke):
        lean[row] = of_conversation[[numbers[c] for c in each]].sum(0) / np.sqrt(len(each))
    held = of_person[people] if met == "shuffled panel" else rng.normal(size=lean.shape)
    whole = np.sqrt(0.2) * lean + np.sqrt(0.4) * held + np.sqrt(0.4) * rng.normal(size=lean.shape)
    voiced = (whole < stats.norm.ppf(0.4)).astype(float)
    found = compute_difference(TwoSides.of(voiced, inside, Ties.of(people, spoke)))
    assert 0.02 <= (found.p < 0.05).mean() <= 0.07
