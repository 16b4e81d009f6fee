"""Themes against ordered variables, and models with covariates, against counting and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import mannwhitneyu, spearmanr

from builders_posing import find_trends
from interviewkit.findings.comparing.association import AssociationSettings
from interviewkit.findings.comparing.covariate_models import build_covariates, fit_mixed_model
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.comparing.trends import (
    RANKS,
    TIED_RANKS,
    correlate_ranks,
    run_trend_test,
)
from interviewkit.findings.counting.voicing import Thing, Voicing


def in_groups(group: np.ndarray) -> Ties:
    return Ties.of(range(len(group)), [[each] for each in group])


def people(voiced: np.ndarray, group: np.ndarray) -> Voicing:
    n = len(voiced)
    things = tuple(Thing(f"c{k}", frozenset({f"c{k}"})) for k in range(voiced.shape[1]))
    return Voicing(
        tuple((f"P{i}", "") for i in range(n)), in_groups(group),
        np.full(n, 500.0), things,
        voiced > 0, voiced.astype(float), voiced > 0,
    )  # fmt: skip


def test_the_probability_of_superiority_is_mann_and_whitneys_u() -> None:
    rng = np.random.default_rng(1)
    values, voiced = rng.integers(1, 6, 40).astype(float), (rng.random((40, 1)) < 0.4) * 1.0
    found = run_trend_test(values, voiced, in_groups(np.arange(40)))
    inside, outside = values[voiced[:, 0] > 0], values[voiced[:, 0] == 0]
    u = mannwhitneyu(inside, outside).statistic
    assert found.superiority[0] == pytest.approx(u / (len(inside) * len(outside)))
    assert correlate_ranks(values, voiced)[0] == pytest.approx(
        spearmanr(values, voiced[:, 0]).statistic
    )
    [low], [high] = found.ends(0.95)
    assert low < found.superiority[0] < high


def test_a_trend_and_its_interval_say_the_same() -> None:
    rng = np.random.default_rng(2)
    group = np.repeat(np.arange(10), 4)
    for ties in (in_groups(group), in_groups(np.arange(40))):
        values = rng.integers(0, 7, 40).astype(float)
        voiced = (rng.random((40, 200)) < 0.2 + 0.08 * values[:, None]).astype(float)
        found = run_trend_test(values, voiced, ties)
        for level in (0.95, 0.999):
            low, high = found.ends(level)
            apart = (low > 0.5) | (high < 0.5)
            assert apart.tolist() == (found.p < 1 - level).tolist()
        assert 20 < (found.p < 0.05).sum() < 180


def test_people_who_never_met_have_mann_and_whitneys_normal_limit() -> None:
    rng = np.random.default_rng(3)
    values = rng.integers(1, 6, 200).astype(float)  # with ties
    voiced = (rng.random((200, 3)) < 0.3 + 0.05 * values[:, None]).astype(float)
    test = run_trend_test(values, voiced, in_groups(np.arange(200)))
    expected = [
        mannwhitneyu(values[v > 0], values[v == 0], use_continuity=False).pvalue for v in voiced.T
    ]
    assert test.test == RANKS
    assert test.p == pytest.approx(expected, rel=0.08)


def test_whole_groups_are_tested_by_the_errors_of_groups() -> None:
    """The slope of the groups' ranks with R. M. Bell and D. F. McCaffrey's degrees of freedom is
    never surer than the test that takes people for strangers."""
    rng = np.random.default_rng(3)
    group = np.repeat(np.arange(8), 6)
    voiced = (group[:, None] >= [4, 6]).astype(float)
    whole = run_trend_test(group.astype(float), voiced, in_groups(group))
    apart = run_trend_test(group.astype(float), voiced, in_groups(np.arange(48)))
    assert whole.test == TIED_RANKS
    assert (whole.p > apart.p).all()
    within = run_trend_test(rng.normal(size=48), voiced, in_groups(group))
    assert not np.isnan(within.p).any()
    few = np.repeat(np.arange(4), 9)
    assert np.isnan(run_trend_test(few.astype(float), voiced[:36], in_groups(few)).p[0])


def test_without_a_trend_one_test_in_twenty_calls_though_groups_are_alike() -> None:
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(8), 6)
    called, held = [], []
    for _ in range(40):
        inclined = rng.beta(0.4 * 4, 0.6 * 4, (8, 30))
        voiced = (rng.random((48, 30)) < inclined[group]).astype(float)
        rows = find_trends(
            people(voiced, group),
            {
                "age": dict(
                    zip([(f"P{i}", "") for i in range(48)], rng.normal(size=48), strict=True)
                )
            },
            AssociationSettings(),
        )
        called += [row.tested.p <= 0.05 for row in rows if row.tested.done]
        held += [
            row.superiority.interval.low <= 0.5 <= row.superiority.interval.high
            for row in rows
            if row.tested.done
        ]
    assert 0.025 < np.mean(called) < 0.065
    assert 0.92 < np.mean(held) < 0.99


def test_rows_say_levels_and_why_nothing_was_tested() -> None:
    voiced = np.array([[1, 0, 1]] * 6 + [[0, 0, 1]] * 6, float)
    who = [(f"P{i}", "") for i in range(12)]
    values = dict(zip(who, [2.0] * 6 + [0.0] * 6, strict=True))
    table = people(voiced, np.arange(12))
    variables = {"edge": values, "same": dict.fromkeys(who, 1.0), "none": {}}
    levels = {"edge": ("low", "mid", "high")}
    rows = find_trends(table, variables, AssociationSettings(), levels)
    edge, nobody, everyone = rows[:3]
    assert edge.correlation.value == 1.0
    assert [(each.level, each.voiced, each.people) for each in edge.levels] == [
        ("low", 0, 6), ("high", 6, 6),
    ]  # fmt: skip
    assert edge.tested.family == "all questions of the study"
    assert (nobody.why, everyone.why) == ("nobody voiced it", "everyone voiced it")
    assert rows[3].why == "all give the same answer"
    assert rows[6].why == "nobody who spoke has an answer to it"
    few = find_trends(table, {"edge": dict(list(values.items())[2:8])}, AssociationSettings())[0]
    assert few.why == "only 2 did not voice it; fewer than 5 people are not tested"
    assert few.small


# -- covariates -----------


def test_a_confounded_difference_goes_away_when_the_covariate_is_held_fixed() -> None:
    rng = np.random.default_rng(6)
    n = 400
    age = rng.normal(size=n)
    inside = (rng.random(n) < 1 / (1 + np.exp(-2 * age))).astype(float)
    voiced = (rng.random(n) < 1 / (1 + np.exp(-1.5 * age))).astype(float)
    crude, p_crude = fit_mixed_model(
        voiced, inside, in_groups(np.arange(n)), build_covariates([], [{}] * n)
    )
    beside = build_covariates(["age"], [{"age": 40 + 10 * each} for each in age])
    held, p_held = fit_mixed_model(voiced, inside, in_groups(np.arange(n)), beside)
    assert crude.odds_ratio.interval.low > 1.5
    assert p_crude < 0.001
    assert held.odds_ratio.interval.low < 1 < held.odds_ratio.interval.high
    assert p_held > 0.05
    assert held.covariates == ("age",)


def test_with_people_alone_it_is_the_logistic_regression_of_statsmodels() -> None:
    from statsmodels.discrete.discrete_model import Logit

    rng = np.random.default_rng(7)
    inside, age = (rng.random(150) < 0.5).astype(float), rng.normal(size=150)
    voiced = (rng.random(150) < 0.4 + 0.2 * inside).astype(float)
    beside = build_covariates(["age"], [{"age": float(each)} for each in age])
    found, _ = fit_mixed_model(voiced, inside, in_groups(np.arange(150)), beside)
    fit = Logit(voiced, np.column_stack([np.ones(150), inside, age])).fit(disp=0)
    assert found.odds_ratio.value == pytest.approx(np.exp(fit.params[1]), rel=1e-5)


def test_groups_hold_the_level_of_a_model_too() -> None:
    rng = np.random.default_rng(8)
    group = np.repeat(np.arange(16), 10)
    called = []
    for _ in range(150):
        inclined = rng.beta(0.5 * 9, 0.5 * 9, 16)
        voiced = (rng.random(160) < inclined[group]).astype(float)
        beside = build_covariates(["age"], [{"age": float(each)} for each in rng.normal(size=160)])
        _, p = fit_mixed_model(voiced, (group % 2).astype(float), in_groups(group), beside)
        called.append(p <= 0.05)
    assert 0.01 < np.mean(called) < 0.10


def test_why_there_is_no_model() -> None:
    n = 40
    inside, alone = np.repeat([1.0, 0.0], 20), in_groups(np.arange(n))
    rare = np.array([1.0] * 3 + [0.0] * 37)
    nothing = build_covariates([], [{}] * n)
    assert "only 3 people voiced it" in fit_mixed_model(rare, inside, alone, nothing)[0].why
    said = np.tile([1.0, 0.0], 20)
    three = in_groups(np.arange(n) % 3)
    assert "3 groups are too few" in fit_mixed_model(said, inside, three, nothing)[0].why
    same = build_covariates(["in"], [{"in": "yes" if each else "no"} for each in inside])
    assert "says the same as the segment" in fit_mixed_model(said, inside, alone, same)[0].why
    assert "all or none of one side" in fit_mixed_model(inside, inside, alone, nothing)[0].why
    missing = build_covariates(["age"], [{"age": 1.0 * i if i % 2 else None} for i in range(n)])
    assert (
        fit_mixed_model(np.repeat([1.0, 0.0, 1.0, 0.0], 10), inside, alone, missing)[0].people == 20
    )
