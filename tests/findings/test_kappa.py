from __future__ import annotations

import csv
import math
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from interviewkit.findings.kappa import kappa

SHARED = Path(os.environ.get("INTERVIEWKIT_SHARED", Path(__file__).parents[3] / "shared" / "data"))
GOLD = SHARED / "gold_agreement"


# J. Cohen (1960), Educational and Psychological Measurement 20, Table 2: N = 200, kappa .492.
def test_cohens_own_table() -> None:
    assert kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]]) == pytest.approx(0.492, abs=5e-4)


# A. J. Viera & J. M. Garrett (2005), Understanding interobserver agreement: the kappa statistic,
# Family Medicine 37, 360-363: 85 % agreement, kappa .57.
def test_two_residents_on_noon_lectures() -> None:
    assert kappa([[15, 5], [10, 70]]) == pytest.approx(0.57, abs=5e-3)


# A. R. Feinstein & D. V. Cicchetti (1990), High agreement but low kappa, Journal of Clinical
# Epidemiology 43, 543-549: the same 85 % agreement, once with even and once with uneven margins.
@pytest.mark.parametrize(
    ("table", "published"), [([[40, 9], [6, 45]], 0.70), ([[80, 10], [5, 5]], 0.32)]
)
def test_the_paradox_of_margins(table: Sequence[Sequence[int]], published: float) -> None:
    assert kappa(table) == pytest.approx(published, abs=5e-3)


def test_one_coder_who_never_varies_gives_nought_and_two_give_nothing() -> None:
    assert kappa([[5, 0], [5, 0]]) == 0
    assert kappa([[0, 5], [0, 0]]) == 0
    assert math.isnan(kappa([[10, 0], [0, 0]]))
    assert math.isnan(kappa([[0, 0], [0, 0]]))


def test_large_counts_are_not_rounded_away() -> None:
    assert kappa([[10**9, 1], [1, 10**9]]) == pytest.approx(1 - 2e-9)


def crossed(name: str, first: str, second: str) -> list[list[int]]:
    """The table of two raters of a published data set."""
    if not GOLD.exists():
        pytest.skip(f"there is no {GOLD}")
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        pairs = [(row[first], row[second]) for row in csv.DictReader(file)]
    categories = sorted({category for pair in pairs for category in pair})
    return [[pairs.count((a, b)) for b in categories] for a in categories]


# The output of kappa2() of R's package irr on its own data sets, unweighted.
@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "first", "second", "published"),
    [
        ("irr_anxiety.csv", "rater1", "rater2", 0.119),
        ("irr_diagnoses.csv", "rater1", "rater2", 0.651),
        ("irr_vision.csv", "r.eye", "l.eye", 0.595),
    ],
)
def test_what_r_gives(name: str, first: str, second: str, published: float) -> None:
    assert kappa(crossed(name, first, second)) == pytest.approx(published, abs=5e-4)


@pytest.mark.shared
def test_light_s_kappa_is_the_mean_over_all_pairs_of_raters() -> None:
    raters = [f"rater{number}" for number in range(1, 7)]
    pairs = [(a, b) for place, a in enumerate(raters) for b in raters[place + 1 :]]
    found = [kappa(crossed("irr_diagnoses.csv", a, b)) for a, b in pairs]
    assert sum(found) / len(found) == pytest.approx(0.459, abs=5e-4)
