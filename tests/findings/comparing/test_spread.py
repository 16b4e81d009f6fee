"""How alike tied people are: held against analysis of variance and sums worked out in full."""

from __future__ import annotations

import numpy as np
import pytest

from interviewkit.findings.comparing.spread import ASUNDER, PERSONS, WORKING, Spread
from interviewkit.findings.comparing.ties import Ties


def in_groups(group: np.ndarray) -> Ties:
    return Ties.of(range(len(group)), [[int(each)] for each in group])


def test_equal_groups_have_the_likeness_of_analysis_of_variance() -> None:
    rng = np.random.default_rng(2)
    group = np.repeat(np.arange(9), 6)
    y = (rng.random((54, 5)) < rng.random((9, 5))[group]).astype(float)
    spread = Spread.of(np.full(54, 1 / 54), [np.ones(54, dtype=bool)], in_groups(group))
    means = y.reshape(9, 6, 5).mean(axis=1)
    between = 6 * ((means - y.mean(axis=0)) ** 2).sum(axis=0) / 8
    within = ((y.reshape(9, 6, 5) - means[:, None]) ** 2).sum(axis=(0, 1)) / 45
    np.testing.assert_allclose(spread.seen(y)[1], (between - within) / (between + 5 * within))


@pytest.mark.parametrize("panel", [False, True])
def test_degrees_of_freedom_are_those_of_sums_in_full(panel: bool) -> None:
    """Satterthwaite's of the same quadratic form, with matrices of n by n."""
    rng = np.random.default_rng(3)
    n = 30
    people = [*range(15), *range(10), *range(15, 20)] if panel else list(range(n))
    spoke = [[k // 5 if panel else int(rng.integers(7))] for k in range(n)]
    ties = Ties.of(people, spoke)
    inside = np.arange(n) < 15 if panel else rng.random(n) < 0.5
    weights = np.where(inside, 1 / inside.sum(), -1 / (~inside).sum())
    spread = Spread.of(weights, [inside, ~inside], ties)
    met, same = ties.same_conversation.toarray(), ties.same_person.toarray()
    of_side = inside[:, None] == inside
    kinds = [np.eye(n), met * of_side, met * ~of_side, same]
    kinds = [each for each in kinds if each.any()]
    size = 1 + WORKING * met.sum(axis=1)
    weighed = np.sqrt(np.abs(weights)) / size
    weighed = weighed / weighed.max()
    looks = [kinds[0], *(each * np.outer(weighed, weighed) for each in kinds[1:])]
    centre = np.eye(n) - spread.unit @ spread.unit.T
    traces = np.array([[np.trace(centre @ a @ centre @ b) for b in kinds] for a in looks])
    place = [0, *([1] if panel else [1, 1]), *([2] if panel else [])]
    pool = np.eye(max(place) + 1)[:, place]
    jointly = pool.T @ np.linalg.inv(pool @ traces @ pool.T) @ pool
    solved = ASUNDER * np.linalg.inv(traces) + (1 - ASUNDER) * jointly
    truth = np.array([1.0, *[WORKING] * (1 if panel else 2), *([PERSONS[2]] if panel else [])])
    counts = np.array([weights @ each @ weights for each in kinds])
    form = np.zeros((n, n))
    for k in range(1, len(kinds)):
        for j, look in enumerate(looks):
            form += counts[k] * (solved[k, j] - truth[k] * solved[0, j]) * centre @ look @ centre
    among = sum(at * each for at, each in zip(truth, kinds, strict=True))
    expected = (counts @ truth) ** 2 / np.trace(form @ among @ form @ among)
    assert spread._moments.freedom(np.array(PERSONS[2])) == pytest.approx(expected)


def test_likeness_is_right_on_average_where_groups_overlap() -> None:
    rng = np.random.default_rng(4)
    spoke = [[k // 5, 99] if k % 5 == 4 else [k // 5] for k in range(50)]
    ties = Ties.of(range(50), spoke)
    effects = rng.normal(size=(100, 4000))
    lean = np.stack([effects[each].sum(axis=0) / np.sqrt(len(each)) for each in spoke])
    y = (np.sqrt(0.3) * lean + np.sqrt(0.7) * rng.normal(size=lean.shape) < 0).astype(float)
    spread = Spread.of(np.full(50, 1 / 50), [np.ones(50, dtype=bool)], ties)
    cells = ties.same_conversation.tocoo()
    among = (y[cells.row] - 0.5) * (y[cells.col] - 0.5) * 4
    assert spread.seen(y)[1].mean() == pytest.approx(among.mean(), abs=0.03)
