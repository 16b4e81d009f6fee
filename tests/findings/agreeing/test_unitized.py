"""Alphas for units that coders cut out themselves."""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.findings.agreeing.measures.alpha import alpha
from interviewkit.findings.agreeing.measures.ratings import build_ratings_of_units
from interviewkit.findings.agreeing.measures.unitized import (
    Unitized,
    alpha_u,
    compute_expected_disagreement,
    compute_observed_disagreement,
    compute_unitized_alphas,
    sum_text,
)

# An example of another implementation of Krippendorff et al. (2016), github.com/lindanna/
# unitized_alpha, with the figures that its page gives.
THREE = [
    [(2, 5, "1"), (9, 11, "1"), (12, 20, "2")],
    [(2, 5, "1"), (7, 15, "2")],
    [(2, 5, "1"), (10, 15, "2")],
]


def unitized_of(
    coders: Sequence[Sequence[tuple[int, int, Hashable]]],
    length: int,
    far: Mapping[tuple[Hashable, Hashable], float] | None = None,
) -> tuple[Unitized, list[Hashable]]:
    """One text's figures from (start, end, value) units by coder, and the values' order.

    Values differ wholly unless ``far`` says otherwise.
    """
    values = sorted({unit[2] for units in coders for unit in units}, key=str)
    place = {value: number for number, value in enumerate(values, start=1)}
    marks = [sorted((start, end, place[value]) for start, end, value in units) for units in coders]
    distances = 1 - np.eye(len(values) + 1)
    for (a, b), distance in (far or {}).items():
        distances[place[a], place[b]] = distances[place[b], place[a]] = distance
    return compute_unitized_alphas(sum_text(marks, length, distances), distances), values


def test_what_another_implementation_gives() -> None:
    found, values = unitized_of(THREE, 20)
    assert values == ["1", "2"]
    assert float(found.u().value) == pytest.approx(0.474, abs=5e-4)
    assert float(found.bar_u().value) == pytest.approx(0.433, abs=5e-4)
    assert float(found.cu().value) == pytest.approx(0.779, abs=5e-4)
    assert found.given_within.sum() / found.given.sum() == pytest.approx(0.3833, abs=5e-5)


def test_two_coders_by_hand() -> None:
    first, second = [(2, 13, "k"), (19, 49, "k")], [(2, 8, "k"), (19, 49, "k")]
    found, _ = unitized_of([first, second], 51)
    marked, gaps = (11 + 30) + (6 + 30), 2 * 51 - (41 + 36)
    differ = 2 * 5  # five characters that one marked and the other did not, either way round
    alone = 11**2 + 6**2 + 2 * 30**2 + gaps
    chance = 2 * marked * gaps / (102**2 - alone)
    assert float(found.u().value) == pytest.approx(1 - (differ / 102) / chance)
    assert float(found.bar_u().value) == pytest.approx(float(found.u().value))


# Units of a single character are ordinary units, so uα must be Krippendorff's nominal alpha.
@given(st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=2, max_size=30))
def test_units_of_one_character_give_the_ordinary_alpha(units: list[list[int]]) -> None:
    coders = [
        [(at, at + 1, unit[coder]) for at, unit in enumerate(units) if unit[coder]]
        for coder in range(3)
    ]
    found = float(unitized_of(coders, len(units))[0].u().value)
    expected = float(alpha(build_ratings_of_units(units)).value)
    assert found == pytest.approx(expected, nan_ok=True, abs=1e-9)


def test_the_same_marks_agree_wholly_and_no_marks_say_nothing() -> None:
    same, _ = unitized_of([THREE[0], THREE[0]], 20)
    assert float(same.u().value) == float(same.cu().value) == float(same.bar_u().value) == 1
    none, _ = unitized_of([[], []], 20)
    assert math.isnan(float(none.u().value))
    apart, _ = unitized_of([[(0, 5, "1")], [(10, 15, "1")]], 20)
    assert float(apart.u().value) < 0
    assert math.isnan(float(apart.cu().value))


def test_uncoded_text_counts_in_u_but_never_in_cu() -> None:
    short, long = (unitized_of(THREE, length)[0] for length in (20, 200))
    assert float(long.u().value) > float(short.u().value)
    assert float(long.cu().value) == pytest.approx(float(short.cu().value))


def test_values_that_differ_in_part_count_in_part() -> None:
    coders = [[(0, 4, "a"), (4, 8, "b")], [(0, 4, "b"), (4, 8, "b")]]
    wholly = float(unitized_of(coders, 8)[0].cu().value)
    partly = unitized_of([*coders, [(0, 8, "c")]], 8, {("a", "b"): 0.2})[0]
    assert partly.far[1, 2] == 0.2
    assert wholly == pytest.approx(1 - (8 / 16) / (2 * 4 * 12 / (256 - 4 * 16)))


@pytest.fixture
def gold(shared: Path) -> dict[str, dict[str, object]]:
    path = shared / "gold_agreement" / "dkpro" / "published_gold.json"
    studies: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8"))["unitizing"]
    return studies


def units_of(
    study: dict[str, object], category: str, stretch: int = 1
) -> list[list[tuple[int, int]]]:
    start = study["continuum"][0]  # type: ignore[index]
    rows = study["units_offset_length_rater_category"]
    return [
        [
            ((at - start) * stretch, (at - start + length) * stretch)
            for at, length, rater, value in rows  # type: ignore[attr-defined]
            if rater == coder and value == category
        ]
        for coder in (0, 1)
    ]


# K. Krippendorff (2004), Measuring the reliability of qualitative text analysis data, Quality &
# Quantity 38; Content Analysis, 2nd ed., p. 254.
@pytest.mark.shared
def test_krippendorff_2004(gold: dict[str, dict[str, object]]) -> None:
    study = gold["krippendorff2004_p254"]
    said = study["expected_published"]
    both = [units_of(study, category) for category in "ck"]
    for category, units in zip("ck", both, strict=True):
        observed, expected = (
            compute_observed_disagreement(units, 300),
            compute_expected_disagreement(units, 300),
        )
        assert observed == pytest.approx(said[category]["Do"], abs=5e-5)  # type: ignore[index]
        assert expected == pytest.approx(said[category]["De"], abs=5e-5)  # type: ignore[index]
        assert 1 - observed / expected == pytest.approx(said[category]["alpha"], abs=5e-5)  # type: ignore[index]
    # .8591 is what the four printed digits give: 1 - .0144 / (.0532 + .0490)
    found = float(alpha_u(both, 300).value)
    assert found == pytest.approx(said["alpha_u"], abs=5e-4)  # type: ignore[index]


# K. Krippendorff (1995), On the reliability of unitizing continuous data. Observed disagreement
# to the last digit; the expected one was published for a finely divided continuum.
@pytest.mark.shared
@pytest.mark.parametrize("category", "ABCD")
def test_krippendorff_1995(gold: dict[str, dict[str, object]], category: str) -> None:
    study = gold["krippendorff1995"]
    said = study["expected_published"]
    units, fine = units_of(study, category), units_of(study, category, 50_000)
    observed = compute_observed_disagreement(units, 24)
    assert observed == pytest.approx(said["observed_Do"][category], abs=1.1e-5)  # type: ignore[index]
    found = 1 - compute_observed_disagreement(fine, 1_200_000) / compute_expected_disagreement(
        fine, 1_200_000
    )
    assert found == pytest.approx(said["alpha_u_per_category"][category], abs=0.02)  # type: ignore[index]
