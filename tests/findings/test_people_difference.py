"""Differences of shares of people: held against CR2 worked out in full, and against known truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from interviewkit.findings.people_difference import compare_sides
from interviewkit.findings.spread import Spread
from interviewkit.findings.ties import Ties

Array = NDArray[np.float64]


def in_groups(group: list[int]) -> Ties:
    return Ties.of(range(len(group)), [[each] for each in group])


def groups(*sizes: int) -> list[int]:
    return [number for number, size in enumerate(sizes) for _ in range(size)]


def bell_mccaffrey(y: Array, x: Array, group: list[int]) -> tuple[float, float]:
    """CR2 variance of the slope of y on x and its Satterthwaite df, by their printed formulas."""
    n = len(y)
    design = np.column_stack([np.ones(n), x])
    bread = np.linalg.inv(design.T @ design)
    hat = design @ bread @ design.T
    rows = []
    for each in np.unique(group):
        own = np.flatnonzero(np.array(group) == each)
        values, vectors = np.linalg.eigh(np.eye(len(own)) - hat[np.ix_(own, own)])
        root = vectors @ np.diag(np.where(values > 1e-10, values, np.inf) ** -0.5) @ vectors.T
        rows.append((np.array([0, 1.0]) @ bread @ design[own].T) @ root @ (np.eye(n) - hat)[own])
    form = np.array(rows)
    product = form @ form.T
    return float(((form @ y) ** 2).sum()), float(np.trace(product) ** 2 / (product**2).sum())


@pytest.mark.parametrize(
    "sizes", [(6, 6, 6, 6, 6, 6), (2, 2, 2, 2, 12, 12, 12, 12), (3, 9, 1, 5, 7, 4)]
)
def test_whole_groups_give_bell_and_mccaffreys_cr2(sizes: tuple[int, ...]) -> None:
    rng = np.random.default_rng(4)
    group = groups(*sizes)
    inside = np.isin(group, range(len(sizes) // 2))
    y = (rng.random(len(group)) < 0.4).astype(float)
    weights = np.where(inside, 1 / inside.sum(), -1 / (~inside).sum())
    spread = Spread.of(weights, [inside, ~inside], in_groups(group))
    variance, _ = spread.variance(y[:, None])
    expected, freedom = bell_mccaffrey(y, inside.astype(float), group)
    assert variance[0] == pytest.approx(expected)
    assert spread._freedom(0.0, np.zeros(1))[0] == pytest.approx(freedom)


def test_one_large_group_leaves_fewer_degrees_of_freedom_than_groups() -> None:
    group = groups(20, *[1] * 20)
    inside = np.array([True] * 20 + [False] * 20)
    found = compare_sides(np.eye(40)[:, :1], inside, in_groups(group))
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
    found = compare_sides(voiced, inside, in_groups(group))
    outside_of_it = (found.low > 0) | (found.high < 0)
    known = ~np.isnan(found.p)
    assert ((found.p < 0.05) == outside_of_it)[known].all()
    assert (found.low <= found.value + 1e-9)[known].all()
    assert (found.value <= found.high + 1e-9)[known].all()
    turned = compare_sides(voiced, ~inside, in_groups(group))
    np.testing.assert_allclose(turned.low, -found.high, atol=1e-9)
    np.testing.assert_allclose(turned.p, found.p)


def test_a_reunion_does_not_make_one_group_of_all() -> None:
    group = groups(*[6] * 8)
    inside = np.array([True] * 24 + [False] * 24)
    voiced = np.zeros((48, 1))
    voiced[[0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 18]] = 1
    voiced[[24, 30, 31, 36]] = 1
    alone = compare_sides(voiced, inside, in_groups(group))
    met = [[each] + (["again"] if k % 6 == 5 else []) for k, each in enumerate(group)]
    again = compare_sides(voiced, inside, Ties.of(range(48), met))
    assert again.p[0] == pytest.approx(alone.p[0], abs=0.1)
    assert again.freedom[0] > 3


def test_people_on_both_sides_are_held_against_themselves() -> None:
    people = [*range(30), *range(30)]
    inside = np.array([True] * 30 + [False] * 30)
    alone = [[k] for k in range(60)]
    voiced = np.zeros((60, 1))
    voiced[:16] = 1  # 16 of 30, of whom 8 voiced it before as well
    voiced[30:38] = 1
    paired = compare_sides(voiced, inside, Ties.of(people, alone))
    apart = compare_sides(voiced, inside, Ties.of(range(60), alone))
    assert paired.p[0] < apart.p[0]
    assert paired.p[0] == pytest.approx(0.006, abs=0.006)  # exact McNemar: 8 to 0 is .0078


def test_nobody_on_one_side_is_no_proof_of_a_difference() -> None:
    inside = np.array([True] * 12 + [False] * 28)
    voiced = np.zeros((40, 1))
    voiced[12:18] = 1  # 0 of 12 against 6 of 28; Fisher's exact test: .16
    found = compare_sides(voiced, inside, Ties.of(range(40), [[k] for k in range(40)]))
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
    found = compare_sides(voiced, inside, in_groups(list(group)))
    assert 0.02 <= (found.p < 0.05).mean() <= 0.065
