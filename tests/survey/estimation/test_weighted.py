"""Weighted figures against published ones."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model import Interval
from interviewkit.survey.estimation.weighted import effective_n, weighted_mean, weighted_quantile

Columns = dict[str, np.ndarray]


@pytest.fixture
def apistrat(gold_survey: Path) -> Columns:
    with (gold_survey / "apistrat.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    numbers = ("api00", "api99", "pw")
    columns = {name: np.array([float(row[name]) for row in rows]) for name in numbers}
    return columns | {"stype": np.array([row["stype"] for row in rows])}


@pytest.mark.shared
def test_means_are_those_of_svymean(apistrat: Columns) -> None:
    """R's survey 4.1.1: svymean(~api00+api99, dstrat), svyby(~api00, ~stype, dstrat, svymean)."""
    assert weighted_mean(apistrat["api00"], apistrat["pw"]) == pytest.approx(662.28736, abs=5e-6)
    assert weighted_mean(apistrat["api99"], apistrat["pw"]) == pytest.approx(629.39484, abs=5e-6)
    for kind, mean in {"E": 674.43, "H": 625.82, "M": 636.60}.items():
        there = apistrat["stype"] == kind
        assert weighted_mean(apistrat["api00"][there], apistrat["pw"][there]) == pytest.approx(mean)


@pytest.mark.shared
def test_quantiles_are_those_of_svyquantile(apistrat: Columns) -> None:
    """R's survey 4.1.1: svyquantile(~api00, dstrat, c(.25, .5, .75))."""
    found = [
        weighted_quantile(apistrat["api00"], apistrat["pw"], share) for share in (0.25, 0.5, 0.75)
    ]
    assert found == [565, 668, 756]


@pytest.mark.shared
def test_effective_n_is_kishs(apistrat: Columns) -> None:
    """R: sum(w)^2 / sum(w^2) over apistrat's weights, as the gold outputs print it."""
    assert effective_n(apistrat["pw"]) == pytest.approx(168.5813313, abs=5e-8)


def test_wilson_is_the_published_interval() -> None:
    """R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    published = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0000, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (hits, n), (low, high) in published.items():
        interval = Interval.wilson(hits / n, n)
        assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


def test_quantiles_are_answers_that_someone_gave() -> None:
    values, equal = np.array([4.0, 1.0, 3.0, 2.0]), np.ones(4)
    shares = (0, 0.25, 0.26, 0.5, 0.75, 0.76, 1)
    assert [weighted_quantile(values, equal, s) for s in shares] == [1, 1, 2, 2, 3, 4, 4]
    # Ten weights of 0.1 sum up to 0.7999999999999999 at the eighth answer.
    tenths = np.full(10, 0.1)
    assert weighted_quantile(np.arange(10.0), tenths, 0.8) == 7


def test_rows_of_weight_zero_and_empty_columns_count_for_nothing() -> None:
    none = np.array([])
    assert np.isnan(weighted_mean(none, none))
    assert np.isnan(weighted_quantile(none, none, 0.5))
    assert effective_n(none) == 0
    assert weighted_quantile(np.array([1.0, 9.0]), np.array([0.0, 1.0]), 0) == 9


amounts = st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 9)), min_size=2, max_size=40)


@given(amounts, st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9]))
def test_a_weight_of_three_is_three_people(pairs: list[tuple[int, int]], share: float) -> None:
    values, weights = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    people = np.repeat(values, weights.astype(int))
    ones = np.ones(len(people))
    assert weighted_mean(values, weights) == pytest.approx(people.mean())
    assert weighted_quantile(values, weights, share) == weighted_quantile(people, ones, share)
    assert weighted_quantile(values, weights, share) == np.quantile(
        people, share, method="inverted_cdf"
    )


@given(amounts, st.floats(0.01, 100))
def test_the_scale_of_weights_does_not_matter(pairs: list[tuple[int, int]], scale: float) -> None:
    values, weights = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    assert effective_n(weights * scale) == pytest.approx(effective_n(weights))
    assert weighted_quantile(values, weights * scale, 0.5) == weighted_quantile(
        values, weights, 0.5
    )
