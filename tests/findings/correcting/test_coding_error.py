"""Comparisons that allow for a machine's errors, against known truth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interviewkit.findings.comparing.allowances import find_explaining_rates
from interviewkit.findings.comparing.people_difference import TwoSides, compute_difference
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.audited_rows import correct_by_people
from interviewkit.findings.correcting.corrected_people import correct_by_turns, find_likeliest_share
from interviewkit.findings.correcting.turn_errors import KINDS, fit_turn_errors

GROUP = np.repeat(np.arange(8), 5)
INSIDE = GROUP < 4
TIES = Ties.of(range(40), [[int(g)] for g in GROUP])
FALSE, MISSED = 0.02, 0.3


def draw(studies: int, share: float, judged: float, seed: int) -> tuple[np.ndarray, ...]:
    """(studies, 40, 6) turns by kind, who truly voiced it, whom the machine found, and how many
    turns each has. Inside they talk twice as much; the machine errs in every turn alike."""
    rng = np.random.default_rng(seed)
    turns = rng.integers(12, 16, (studies, 40)) * np.where(INSIDE, 2, 1)
    real = np.arange(32) < turns[..., None]
    voiced = rng.random((studies, 40)) < share
    holding = np.where(voiced, 1 + rng.binomial(turns - 1, 0.08), 0)
    holds = (np.arange(32) < holding[..., None]) & real
    luck = rng.random(real.shape)
    found = np.where(holds, luck > MISSED, luck < FALSE) & real
    read = (rng.random(real.shape) < judged) & real
    kind = np.where(read, 2 + found + 2 * holds, 1 * found)
    kinds = np.stack([((kind == j) & real).sum(-1) for j in range(len(KINDS))], -1)
    return kinds.astype(float), voiced, found.any(-1), turns


def test_equal_errors_and_unequal_talk_raise_no_false_alarm() -> None:
    turns, _, found, _ = draw(300, 0.4, 0.14, 1)
    coded = compute_difference(TwoSides.of(found.T.astype(float), INSIDE, TIES))
    assert coded.value.mean() > 0.1  # the machine finds it in more of those who talk more
    assert (coded.p < 0.05).mean() > 0.08
    gap = correct_by_turns(turns, turns, INSIDE, TIES).difference
    assert (gap.p < 0.05).mean() < 0.07
    assert 0.93 < ((gap.low <= 0) & (gap.high >= 0)).mean() < 0.99
    assert abs(gap.value.mean()) < 0.04


def test_corrected_interval_and_test_are_one() -> None:
    turns, _, _, _ = draw(100, 0.3, 0.2, 2)
    gap = correct_by_turns(turns, turns, INSIDE, TIES).difference
    assert np.array_equal(gap.p < 0.05, ~((gap.low <= 0) & (gap.high >= 0)))
    turned = correct_by_turns(turns, turns, ~INSIDE, TIES).difference
    assert turned.value == pytest.approx(-gap.value, abs=1e-6)
    assert turned.p == pytest.approx(gap.p, abs=1e-6)


def test_errors_are_found_where_all_is_judged() -> None:
    turns, voiced, _, _ = draw(20, 0.4, 1.0, 3)
    errors = fit_turn_errors(turns, turns, INSIDE)
    assert errors.false.mean() == pytest.approx(FALSE, abs=0.005)
    assert errors.found.mean() == pytest.approx(1 - MISSED, abs=0.05)
    found = correct_by_turns(turns, turns, INSIDE, TIES)
    assert found.shares[0] == pytest.approx(voiced[:, INSIDE].mean(1), abs=1e-4)
    assert found.shares[1] == pytest.approx(voiced[:, ~INSIDE].mean(1), abs=1e-4)


def test_the_likeliest_share_of_people_who_are_known() -> None:
    sure = np.where(np.arange(20) < 7, 50.0, -50.0)
    assert find_likeliest_share(sure[None])[0] == pytest.approx(7 / 20, abs=1e-6)
    assert find_likeliest_share(np.full((1, 9), -50.0))[0] == pytest.approx(0, abs=1e-6)


def test_people_judged_wholly_need_no_machine() -> None:
    _, voiced, found, _ = draw(1, 0.4, 0.0, 4)
    everyone = correct_by_people(voiced.T * 1.0, found.T * 1.0, np.ones(40), INSIDE, TIES)
    true = voiced[0][INSIDE].mean() - voiced[0][~INSIDE].mean()
    assert everyone.difference.value[0] == pytest.approx(true)
    with pytest.raises(ValueError, match="nobody who was judged"):
        correct_by_people(voiced.T * 1.0, found.T * 1.0, INSIDE * 1.0, INSIDE, TIES)


def test_a_theme_is_corrected_alike_whatever_stands_beside_it() -> None:
    turns, voiced, found, _ = draw(6, 0.3, 0.2, 6)
    together = correct_by_turns(turns, turns, INSIDE, TIES)
    weight = (np.arange(40) % 2) * 2.0
    wholly = correct_by_people(voiced.T * 1.0, found.T * 1.0, weight, INSIDE, TIES)
    for k in range(6):
        one = turns[[k]]
        alone = correct_by_turns(one, one, INSIDE, TIES)
        assert alone.difference.p[0] == pytest.approx(together.difference.p[k], abs=1e-12)
        assert alone.ratio.low[0] == pytest.approx(together.ratio.low[k], abs=1e-9)
        of = np.s_[[k]]
        again = correct_by_people(voiced[of].T * 1.0, found[of].T * 1.0, weight, INSIDE, TIES)
        assert again.difference.low[0] == pytest.approx(wholly.difference.low[k], abs=1e-12)


def test_the_line_names_the_rate_that_makes_a_false_alarm() -> None:
    _, _, found, turns = draw(300, 0.15, 0.0, 5)
    alarms = np.flatnonzero(
        compute_difference(TwoSides.of(found.T.astype(float), INSIDE, TIES)).p < 0.05
    )
    named = [
        find_explaining_rates(found[i][:, None] * 1.0, turns[i] * 1.0, INSIDE, TIES).chance[0]
        for i in alarms[:40]
    ]
    assert np.mean(np.array(named) <= FALSE) > 0.7


def test_false_finds_alone_explain_what_they_made() -> None:
    turns = np.where(INSIDE, 20.0, 10.0)
    expected = 1 - (1 - 0.03) ** turns
    voiced = np.where(INSIDE, expected[INSIDE].mean(), expected[~INSIDE].mean())[:, None]
    rates = find_explaining_rates(voiced, turns, INSIDE, TIES)
    assert rates.gone[0] == pytest.approx(0.03, rel=0.15)
    assert rates.turns == (20.0, 10.0)


def test_equal_talk_is_explained_by_unequal_errors_only() -> None:
    voiced = np.where(INSIDE, 0.6, 0.3)[:, None]
    rates = find_explaining_rates(voiced, np.full(40, 15.0), INSIDE, TIES)
    made = 1 - (1 - rates.unequal[0]) ** 15
    assert 0.3 + 0.7 * made == pytest.approx(0.6, abs=0.01)


def rows(root: Path) -> list[list[str]]:
    page = (root / "docs" / "comparisons.md").read_text("utf-8")
    part = page.split("<!-- errors -->")[1].split("<!-- end of errors -->")[0]
    lines = part.strip().splitlines()[2:]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def test_the_page_keeps_what_it_says_of_errors(root: Path) -> None:
    grid = rows(root)
    assert len(grid) == 38
    assert max(float(row[4]) for row in grid) <= 6.0
    cover = {row[0]: [float(each) for each in row[5].split(" · ")] for row in grid}
    assert [name for name, each in cover.items() if min(each) < 93] == [
        "some voice it all the time"
    ]
    assert min(float(row[6]) for row in grid) > 9
