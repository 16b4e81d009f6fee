"""The numbers of a corrected share, against ppi-python, algebra and a known truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.clustered import (
    Array,
    Share,
    Sums,
    estimate_difference,
    estimate_share,
    tune_weight,
)
from interviewkit.model import Interval


def sums(y: Array, f: Array, w: Array, people: Array | None = None) -> Sums:
    """Turns as arrays of the shape (..., turns); ``people`` numbers them, else each is alone."""
    columns = np.ones_like(f), f, w, w * y, w * f, w**2, w**2 * y
    if people is None:
        return Sums(*columns)
    return Sums(*(np.bincount(people, column) for column in columns))


def ends(found: Share) -> tuple[float, float]:
    return float(found.low), float(found.high)


def drawn(seed: int, n: int = 600, judged: int = 200) -> tuple[Array, Array, Array]:
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < 0.3).astype(float)
    f = np.clip(0.2 + 0.5 * y + rng.normal(0, 0.2, n), 0, 1)
    w = np.where(rng.permutation(n) < judged, n / judged, 0.0)
    return y, f, w


def test_it_is_ppi_pythons_estimate_where_every_turn_stands_alone() -> None:
    ppi = pytest.importorskip("ppi_py")
    y, f, w = drawn(1, 4000, 1000)
    ours, a = estimate_share(sums(y, f, w)), w > 0
    # ppi-python keeps judged and other turns apart; our scores are of all turns
    lam = float(ours.trust) * (~a).mean()
    theirs = ppi.ppi_mean_pointestimate(y[a], f[a], f[~a], lam=lam)
    assert float(ours.value) == pytest.approx(theirs.item(), abs=1e-9)
    best = ppi.ppi_mean_pointestimate(y[a], f[a], f[~a])
    assert float(ours.value) == pytest.approx(best.item(), abs=2e-3)
    low, high = ppi.ppi_mean_ci(y[a], f[a], f[~a], alpha=0.05)
    assert ends(ours) == pytest.approx((low.item(), high.item()), abs=4e-3)


def test_a_machine_that_says_nothing_leaves_the_audit_alone() -> None:
    y, _, w = drawn(2)
    found = estimate_share(sums(y, np.full_like(y, 0.5), w))
    assert float(found.trust) == 0
    assert ends(found) == (float(found.alone_low), float(found.alone_high))
    assert float(found.value) == pytest.approx(y[w > 0].mean())


def test_single_turns_of_many_people_give_wilsons_interval() -> None:
    y, _, w = drawn(3, 4000, 2000)
    plain = Interval.wilson(y[w > 0].mean(), 2000)
    assert ends(estimate_share(sums(y, np.zeros_like(y), w))) == pytest.approx(
        (plain.low, plain.high), abs=2e-4
    )


def test_nothing_hangs_on_how_the_scores_are_laid() -> None:
    y, f, w = drawn(4)
    people = np.arange(600) // 12
    one, other = (
        estimate_share(sums(y, f, w, people)),
        estimate_share(sums(y, 0.3 + f / 4, w, people)),
    )
    assert ends(one) == pytest.approx(ends(other), abs=1e-9)


def test_absence_is_the_mirror_of_presence() -> None:
    y, f, w = drawn(5)
    people = np.arange(600) // 12
    has, lacks = (
        estimate_share(sums(y, f, w, people)),
        estimate_share(sums(1 - y, 1 - f, w, people)),
    )
    assert ends(has) == pytest.approx((1 - float(lacks.high), 1 - float(lacks.low)), abs=1e-9)


def test_people_who_repeat_themselves_count_less_than_as_many_strangers() -> None:
    y = np.repeat([1.0, 0, 0, 0] * 6, 10)
    f, w, people = np.zeros(240), np.ones(240) * 2, np.repeat(np.arange(24), 10)
    alike, strangers = estimate_share(sums(y, f, w, people)), estimate_share(sums(y, f, w))
    assert float(alike.high - alike.low) > 2.5 * float(strangers.high - strangers.low)


def test_no_judged_turn_with_the_code_still_leaves_an_upper_end() -> None:
    w = np.ones(60)
    found = estimate_share(sums(np.zeros(60), np.zeros(60), w))
    assert ends(found)[0] == 0
    assert ends(found)[1] == pytest.approx(Interval.wilson(0, 60).high, abs=1e-6)


def test_a_slope_fitted_to_noise_gets_no_trust() -> None:
    rng = np.random.default_rng(6)
    trust = tune_weight(rng.normal(size=(500, 30)), rng.normal(size=(500, 30)))
    assert (trust == 0).mean() > 0.7
    sure = rng.normal(size=(500, 30))
    assert tune_weight(sure, sure * 0.9).min() > 1
    assert tune_weight(sure, -sure).max() == 0


def test_few_people_and_one_who_fits_himself_give_no_trust() -> None:
    rng = np.random.default_rng(7)
    few = rng.normal(size=(500, 4))
    assert tune_weight(few, few).max() == 0
    ours, machines = 0.01 * rng.normal(size=(2, 500, 30))
    ours[:, 0], machines[:, 0] = 5.0, 2.0
    alone = tune_weight(ours, machines)  # 2.5 is what the one who stands apart would say
    assert np.median(alone) == 0
    assert alone.mean() < 0.5


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), p=st.floats(0.01, 0.99), people=st.integers(3, 40))
def test_it_is_never_much_longer_than_the_audit_alone(seed: int, p: float, people: int) -> None:
    rng = np.random.default_rng(seed)
    n = people * 12
    y = (rng.random(n) < p).astype(float)
    w = np.where(rng.random(n) < 0.3, 1 / 0.3, 0.0)
    w[:2] = 1 / 0.3
    found = estimate_share(sums(y, rng.random(n), w, np.arange(n) // 12))
    assert float(found.high - found.low) <= 1.02 * float(found.alone_high - found.alone_low) + 1e-12
    assert 0 <= float(found.low) <= float(found.value) <= float(found.high) <= 1


def test_the_same_people_on_both_sides_shorten_a_difference() -> None:
    rng = np.random.default_rng(7)
    mood = rng.beta(1, 3, 40)
    first, second = (rng.random((40, 12)) < mood[:, None] for _ in range(2))
    people, w = np.repeat(np.arange(40), 12), np.ones(480)
    a = estimate_share(sums(first.ravel().astype(float), np.zeros(480), w, people))
    b = estimate_share(sums(second.ravel().astype(float), np.zeros(480), w, people))
    value, low, high = estimate_difference(a, b)
    assert float(value) == pytest.approx(float(b.value - a.value))
    apart = np.hypot(float(a.high - a.low), float(b.high - b.low))
    assert float(high - low) < 0.6 * apart


def test_the_interval_holds_the_truth_where_naive_counting_does_not() -> None:
    """30 people in 600 studies; the machine misses more in the second segment."""
    rng = np.random.default_rng(8)
    studies, people, turns, icc = 600, 30, 30, 0.3
    second = rng.random((studies, people)) < 0.5
    p, size = np.where(second, 0.4, 0.2), (1 - icc) / icc
    y = rng.random((studies, people, turns)) < rng.beta(p * size, (1 - p) * size)[..., None]
    says = rng.random(y.shape) < np.where(y, np.where(second, 0.5, 0.9)[..., None], 0.05)
    w = np.where(rng.random(y.shape) < 0.15, 1 / 0.15, 0.0)
    columns = np.ones(y.shape), says, w, w * y, w * says, w**2, w**2 * y
    found = estimate_share(Sums(*(column.sum(-1) for column in columns)))
    held = (found.low <= 0.3) & (found.high >= 0.3)
    assert 0.925 <= held.mean() <= 0.98
    assert (found.high - found.low).mean() < 0.97 * (found.alone_high - found.alone_low).mean()
    assert abs(found.value.mean() - 0.3) < 0.01
    assert abs(says.mean() - 0.3) > 0.04


@pytest.mark.parametrize("again", [False, True])
def test_ties_that_overlap_hold_the_truth_of_people_like_these(again: bool) -> None:
    """12 groups of 4, of each of whom one met again; 30 % of turns, alike by group and person."""
    rng = np.random.default_rng(12)
    spoke = [[k // 4, 99] if again and k % 4 == 0 else [k // 4] for k in range(48)]
    ties = Ties.of(range(48), spoke)
    mood = rng.normal(size=(2000, 100))
    lean = np.stack([mood[:, each].sum(-1) / np.sqrt(len(each)) for each in spoke], axis=-1)
    own = np.sqrt(0.15) * lean + np.sqrt(0.1) * rng.normal(size=lean.shape)
    chance = norm.cdf((norm.ppf(0.3) - own) / np.sqrt(0.75))
    n = np.full(lean.shape, 8.0)
    found = rng.binomial(8, chance).astype(float)
    nothing = np.zeros_like(n)
    held = estimate_share(Sums(n, nothing, n, found, nothing, n, found, tied=ties.tied))
    assert 0.92 <= ((held.low <= 0.3) & (held.high >= 0.3)).mean() <= 0.985
