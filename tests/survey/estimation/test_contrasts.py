"""Segments set against each other: shared people, nobody, everybody, many at once."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from described import build_simple_design

from interviewkit.errors import SurveyError
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.estimation.contrasts import (
    adjust_by_holm,
    adjust_contrasts,
    estimate_contrasts,
)
from interviewkit.survey.estimation.design import SurveyDesign
from interviewkit.survey.estimation.estimates import Domains, estimate_domains, estimate_quantiles


@pytest.fixture
def made(tmp_path: Path) -> tuple[Answers, SurveyDesign]:
    """400 people: a number, a yes or no that rises with it, a constant, a weight."""
    rng = np.random.default_rng(20250401)
    y = rng.normal(50, 10, 400).round(2)
    yes = rng.random(400) < 1 / (1 + np.exp(-(y - 50) / 10))
    rows = [
        f"{i},{a},{'yes' if b else 'no'},7,{1 + i % 3}"
        for i, (a, b) in enumerate(zip(y, yes, strict=True))
    ]
    (tmp_path / "s.csv").write_text("respondent,y,hit,same,w\n" + "\n".join(rows), "utf-8")
    answers, _ = read_answers(tmp_path / "s.csv", SurveySettings(columns={"same": "number"}))
    return answers, build_simple_design(answers.table["w"].to_numpy(dtype=float), weighted=True)


def jackknifed(
    answers: Answers, design: SurveyDesign, masks: list[np.ndarray], hit: np.ndarray
) -> float:
    """The standard error of a difference of shares by leaving out each person once."""
    n = len(answers)
    figures = []
    for left_out in range(n):
        w = design.weights.copy()
        w[left_out] = 0
        shares = [(w * hit)[m].sum() / w[m].sum() for m in masks]
        figures.append(shares[0] - shares[1])
    spread = np.array(figures) - np.mean(figures)
    return float(np.sqrt((n - 1) / n * (spread**2).sum()))


def test_people_in_both_segments_are_allowed_for(made: tuple[Answers, SurveyDesign]) -> None:
    answers, design = made
    y = answers.table["y"].to_numpy(dtype=float)
    hit = answers.table["hit"].to_numpy(dtype=float)
    masks = [y > 45, y < 60]
    pair = {"above": masks[0], "below": masks[1]}
    (found,) = estimate_contrasts(answers, design, "hit", pair)
    assert found.shared == int((masks[0] & masks[1]).sum()) > 100
    assert found.se == pytest.approx(jackknifed(answers, design, masks, hit), rel=0.01)
    as_if_disjoint = np.hypot(found.first.se, found.second.se)
    assert found.se < 0.75 * as_if_disjoint


def test_the_ratio_is_of_the_shares_and_its_interval_of_the_logarithm(
    made: tuple[Answers, SurveyDesign],
) -> None:
    answers, design = made
    y = answers.table["y"].to_numpy(dtype=float)
    (found,) = estimate_contrasts(answers, design, "hit", {"a": y > 50, "b": y <= 50})
    assert found.shared == 0
    assert found.ratio == pytest.approx(found.first.value / found.second.value)
    one, two = found.first, found.second
    se = np.hypot(one.se / one.value, two.se / two.value)
    # Disjoint people of one simple sample are as good as independent.
    assert found.ratio_interval is not None
    width = np.log(found.ratio_interval.high / found.ratio_interval.low)
    assert width == pytest.approx(2 * 1.966 * se, rel=0.01)


def test_nobody_and_the_same_people_cannot_be_compared(made: tuple[Answers, SurveyDesign]) -> None:
    answers, design = made
    y = answers.table["y"].to_numpy(dtype=float)
    with pytest.raises(SurveyError, match="nobody is in 'giants'"):
        estimate_contrasts(answers, design, "hit", {"giants": y > 1000, "others": y <= 1000})
    with pytest.raises(SurveyError, match="'a' and 'b' hold the same 400 people"):
        estimate_contrasts(answers, design, "hit", {"a": y > 0, "b": y > 1})
    with pytest.raises(SurveyError, match="compared by mean or share, not by total"):
        estimate_contrasts(answers, design, "y", {"a": y > 50, "b": y <= 50}, statistic="total")


def test_a_share_of_none_has_no_ratio_to_it(made: tuple[Answers, SurveyDesign]) -> None:
    answers, design = made
    hit = answers.table["hit"].to_numpy(dtype=float) > 0
    (found,) = estimate_contrasts(answers, design, "hit", {"hits": hit, "misses": ~hit})
    assert (found.difference, found.second.value) == (1, 0)
    assert np.isnan(found.ratio)
    assert found.second.interval is not None
    assert 0 < found.second.interval.high < 0.05


def test_a_constant_has_a_quantile_without_an_interval(made: tuple[Answers, SurveyDesign]) -> None:
    answers, design = made
    (found,) = estimate_quantiles(answers, design, "same", Domains.of({}, rows=400), [0.5])
    assert (found.value, found.interval) == (7, None)
    assert found.method.endswith("everyone answers 7, so it has no interval")
    with pytest.raises(SurveyError, match="a share between 0 and 1"):
        estimate_quantiles(answers, design, "y", Domains.of({}, rows=400), [1.0])


def test_an_empty_segment_has_figures_of_nobody(made: tuple[Answers, SurveyDesign]) -> None:
    answers, design = made
    none = Domains.of({"none": np.zeros(400, dtype=bool)}, rows=400, everyone=False)
    for statistic in ("mean", "variance", "total"):
        (found,) = estimate_domains(answers, design, "y", none, statistic=statistic)
        assert (found.n, np.isnan(found.value), found.interval) == (0, True, None)
    (found,) = estimate_quantiles(answers, design, "y", none, [0.5])
    assert (found.n, found.interval) == (0, None)


def test_holm_is_the_published_adjustment() -> None:
    """R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm"); one test more that has no p."""
    found = adjust_by_holm(np.array([0.03, 0.01, np.nan, 0.05, 0.02, 0.04]))
    assert found == pytest.approx([0.09, 0.05, np.nan, 0.09, 0.08, 0.09], nan_ok=True)


def test_fifty_segments_by_fifty_variables_are_fast(made: tuple[Answers, SurveyDesign]) -> None:
    """2,500 people, 50 numbers, 50 segments: 2,550 figures with errors."""
    import pandas as pd

    rng = np.random.default_rng(1)
    n, names = 2500, [f"v{i}" for i in range(50)]
    table = pd.DataFrame(rng.normal(size=(n, 50)), columns=names)
    answers, _ = made
    from dataclasses import replace

    about = tuple(replace(answers.variable("y"), name=name) for name in names)
    wide = Answers(table, about, names=tuple(map(str, range(n))), lines=tuple(range(n)))
    design = build_simple_design(rng.uniform(0.5, 2, n), weighted=True)
    masks = {f"s{i}": rng.random(n) < 0.4 for i in range(50)}
    began = time.process_time()
    domains = Domains.of(masks, rows=n)
    found = [each for name in names for each in estimate_domains(wide, design, name, domains)]
    assert len(found) == 2550
    assert time.process_time() - began < 10
    pair = {name: masks[name] for name in ("s0", "s1")}
    many = adjust_contrasts(
        [each for name in names for each in estimate_contrasts(wide, design, name, pair)]
    )
    assert all(each.adjusted >= each.p for each in many)
