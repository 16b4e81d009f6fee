"""One share of people who talked in groups: Wilson's interval for what the sample is worth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from interviewkit.findings.comparing.people_share import estimate_people_share
from interviewkit.findings.comparing.ties import Ties
from interviewkit.model import Interval


def test_people_who_never_met_have_wilsons_interval() -> None:
    voiced = np.zeros((30, 1))
    voiced[:6] = 1
    found = estimate_people_share(voiced, Ties.of(range(30), [[k] for k in range(30)]))
    wilson = Interval.wilson(0.2, 30)
    assert found.effect[0] == 1
    assert found.effective_n[0] == 30
    assert (found.low[0], found.high[0]) == pytest.approx((wilson.low, wilson.high), abs=1e-6)


def test_a_person_who_is_counted_twice_is_not_two() -> None:
    luck = np.random.default_rng(3)
    lean = luck.normal(size=(24, 1000))
    voiced = np.vstack([lean + luck.normal(size=lean.shape) > 0.4 for _ in range(2)])
    truth = float(norm.sf(0.4 / 2**0.5))
    found = estimate_people_share(
        voiced.astype(float), Ties.of([*range(24)] * 2, [[k] for k in range(48)])
    )
    assert 0.93 <= ((found.low <= truth) & (found.high >= truth)).mean() <= 0.985


def test_a_rare_theme_has_a_usable_interval() -> None:
    group = [k // 5 for k in range(29)]
    voiced = np.zeros((29, 1))
    voiced[[0, 6, 12]] = 1
    found = estimate_people_share(voiced, Ties.of(range(29), [[each] for each in group]))
    assert 0.02 < found.low[0] < 0.04
    assert 0.25 < found.high[0] < 0.33


def test_groups_who_agree_are_worth_fewer_people() -> None:
    group = [[k // 6] for k in range(24)]
    voiced = np.zeros((24, 2))
    voiced[:12, 0] = 1  # two groups whole
    voiced[::2, 1] = 1  # half of every group
    found = estimate_people_share(voiced, Ties.of(range(24), group))
    assert 4 < found.effective_n[0] < 12
    assert found.effective_n[1] > 15
    assert found.effective_n == pytest.approx(24 / found.effect)


@pytest.mark.parametrize("alike", [0.0, 0.1, 0.2])
def test_intervals_hold_the_truth_in_focus_groups(alike: float) -> None:
    rng = np.random.default_rng(7)
    group = np.repeat(np.arange(8), [3, 5, 9, 4, 12, 2, 6, 7])
    share = 0.4
    own = np.full((8, 3000), share)
    if alike:
        own = rng.beta(share * (1 - alike) / alike, (1 - share) * (1 - alike) / alike, (8, 3000))
    voiced = (rng.random((len(group), 3000)) < own[group]).astype(float)
    found = estimate_people_share(voiced, Ties.of(range(len(group)), [[each] for each in group]))
    held = ((found.low <= share) & (share <= found.high)).mean()
    assert 0.93 <= held <= 0.99
