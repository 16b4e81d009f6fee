"""Measures against figures in print."""

from __future__ import annotations

import math
from collections.abc import Sequence

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rating_tables import build_ratings_of_table

from interviewkit.findings.agreeing.advice import count_people_needed, count_units_needed
from interviewkit.findings.agreeing.measures.alpha import LEVELS, alpha, compute_set_distances, masi
from interviewkit.findings.agreeing.measures.chance import (
    Measure,
    brennan_prediger,
    fleiss,
    gwet,
    kappa,
    percent,
)
from interviewkit.findings.agreeing.measures.named import estimate_standard_error
from interviewkit.findings.agreeing.measures.positive import match_coder, positive_agreement
from interviewkit.findings.agreeing.measures.ratings import Ratings, build_ratings_of_units
from interviewkit.findings.agreeing.measures.weights import build_agreement_weights
from interviewkit.model import Interval

COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]


def value(measure: Measure, ratings: Ratings) -> float:
    return float(measure(ratings).value)


# J. Cohen (1960), Educational and Psychological Measurement 20, Table 2: N = 200, kappa .492.
def test_cohens_own_table() -> None:
    assert value(kappa, build_ratings_of_table(COHEN_1960)) == pytest.approx(0.492, abs=5e-4)


# A. J. Viera & J. M. Garrett (2005), Understanding interobserver agreement: the kappa statistic,
# Family Medicine 37, 360-363: 85 % agreement, kappa .57.
def test_two_residents_on_noon_lectures() -> None:
    assert value(kappa, build_ratings_of_table([[15, 5], [10, 70]])) == pytest.approx(
        0.57, abs=5e-3
    )


# A. R. Feinstein & D. V. Cicchetti (1990), High agreement but low kappa, Journal of Clinical
# Epidemiology 43, 543-549: the same 85 % agreement, once with even and once with uneven margins.
@pytest.mark.parametrize(
    ("table", "published"), [([[40, 9], [6, 45]], 0.70), ([[80, 10], [5, 5]], 0.32)]
)
def test_the_paradox_of_margins(table: Sequence[Sequence[float]], published: float) -> None:
    ratings = build_ratings_of_table(table)
    assert value(kappa, ratings) == pytest.approx(published, abs=5e-3)
    assert value(percent, ratings) == pytest.approx(0.85)


# The two faults of other tools: chance as the product of "yes" and "no" of all, and agreement on
# nothing taken for agreement. Here both would give .62 or more; kappa by hand is .32.
def test_chance_is_not_the_product_of_yes_and_no() -> None:
    ratings = build_ratings_of_table([[80, 10], [5, 5]])
    found = kappa(ratings)
    assert float(found.expected) == pytest.approx(0.90 * 0.85 + 0.10 * 0.15)
    assert value(positive_agreement, ratings) == pytest.approx(2 * 5 / (2 * 5 + 10 + 5))


# K. L. Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, Table 1 and
# text: 118 + 5 + 2 + 0 of 125, kappa -.0234 and AC1 .9408.
def test_gwets_own_example() -> None:
    ratings = build_ratings_of_table([[118, 5], [2, 0]])
    assert value(gwet, ratings) == pytest.approx(0.9408, abs=5e-5)
    assert value(kappa, ratings) == pytest.approx(-0.0234, abs=5e-5)
    assert value(fleiss, ratings) == pytest.approx(-0.0288, abs=5e-5)
    assert value(brennan_prediger, ratings) == pytest.approx(0.888, abs=5e-4)


# K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, part C: four observers,
# missing values; nominal .743, ordinal .815, interval .849, ratio .797.
KRIPPENDORFF = [
    (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1),
    (None, None, 3, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_krippendorffs_own_example(level: str, published: float) -> None:
    found = alpha(build_ratings_of_units(KRIPPENDORFF), level)
    assert float(found.value) == pytest.approx(published, abs=5e-4)


GIVEN = st.lists(
    st.lists(st.sampled_from([None, 0, 1, 2, 5]), min_size=3, max_size=3), min_size=2, max_size=20
)


@settings(deadline=None)
@given(GIVEN, st.sampled_from(LEVELS))
def test_alpha_is_what_the_package_krippendorff_gives(
    units: list[list[int | None]], level: str
) -> None:
    used = {v for u in units for v in u if v is not None and sum(x is not None for x in u) > 1}
    if len(used) < 2:
        return
    table = np.array([[math.nan if v is None else v for v in unit] for unit in units]).T
    expected = krippendorff.alpha(table, level_of_measurement=level)  # type: ignore[call-overload]
    assert float(alpha(build_ratings_of_units(units), level).value) == pytest.approx(
        expected, abs=1e-9
    )


@settings(deadline=None)
@given(GIVEN)
def test_counts_say_the_same_as_units(units: list[list[int | None]]) -> None:
    """Merging equal units into patterns changes nothing, and neither does their order."""
    values = [0, 1, 2, 5]
    whole = build_ratings_of_units(units, values)
    single = Ratings(
        np.array([[-1 if v is None else values.index(v) for v in unit] for unit in units[::-1]]),
        np.ones(len(units)),
        values,
    )
    for measure in (percent, kappa, fleiss, gwet, brennan_prediger, alpha):
        a, b = measure(whole).value, measure(single).value
        assert float(a) == pytest.approx(float(b), nan_ok=True)


def test_scott_is_fleiss_with_two_coders_by_hand() -> None:
    found = fleiss(build_ratings_of_table([[40, 9], [6, 45]]))
    share = (49 + 46) / 200
    assert float(found.expected) == pytest.approx(share**2 + (1 - share) ** 2)


def test_one_coder_who_never_varies_gives_nought_and_two_give_nothing() -> None:
    assert value(kappa, build_ratings_of_table([[5, 0], [5, 0]])) == 0
    assert value(kappa, build_ratings_of_table([[0, 5], [0, 0]])) == 0
    assert math.isnan(value(kappa, build_ratings_of_table([[10, 0], [0, 0]])))
    assert math.isnan(value(kappa, build_ratings_of_table([[0, 0], [0, 0]])))
    assert math.isnan(value(alpha, build_ratings_of_table([[10, 0], [0, 0]])))
    assert value(gwet, build_ratings_of_table([[10, 0], [0, 0]])) == 1


def test_large_counts_are_not_rounded_away() -> None:
    assert value(kappa, build_ratings_of_table([[1e9, 1], [1, 1e9]])) == pytest.approx(1 - 2e-9)


# J. L. Fleiss, J. Cohen & B. S. Everitt (1969), Large sample standard errors of kappa and weighted
# kappa, Psychological Bulletin 72, 323-327: for two coders the linearised error is theirs.
def test_the_standard_error_of_kappa_is_that_of_1969() -> None:
    table = np.array(COHEN_1960) / 200
    row, column = table.sum(axis=1), table.sum(axis=0)
    observed, chance = np.trace(table), row @ column
    found = (observed - chance) / (1 - chance)
    a = sum(table[i, i] * (1 - (row[i] + column[i]) * (1 - found)) ** 2 for i in range(3))
    b = (1 - found) ** 2 * sum(
        table[i, j] * (column[i] + row[j]) ** 2 for i in range(3) for j in range(3) if i != j
    )
    c = (found - chance * (1 - found)) ** 2
    expected = math.sqrt((a + b - c) / (200 - 1)) / (1 - chance)
    assert estimate_standard_error(kappa, build_ratings_of_table(COHEN_1960)) == pytest.approx(
        expected
    )


def test_weights_of_values_that_agree_in_part() -> None:
    ratings = build_ratings_of_units([(1, 2), (3, 5)])
    assert build_agreement_weights(ratings, "linear")[0].tolist() == [1, 0.75, 0.5, 0]
    assert build_agreement_weights(ratings, "quadratic")[0].tolist() == [1, 1 - 1 / 16, 0.75, 0]
    assert build_agreement_weights(ratings, "ordinal")[0].tolist() == [1, 1 - 1 / 6, 0.5, 0]
    with pytest.raises(ValueError, match="identity, ordinal, linear, quadratic"):
        build_agreement_weights(ratings, "bipolar")


# R. Passonneau (2006), Measuring agreement on set-valued items (MASI) for semantic and pragmatic
# annotation, LREC: the same 1, one within the other 2/3, overlap 1/3, apart 0, times Jaccard.
def test_masi_between_sets_of_codes() -> None:
    a, b, c = frozenset("a"), frozenset("ab"), frozenset("bc")
    assert masi(a, a) == masi(frozenset(), frozenset()) == 0
    assert masi(a, b) == pytest.approx(1 - 2 / 3 * 1 / 2)
    assert masi(b, c) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(a, c) == masi(a, frozenset()) == 1


def test_single_codes_as_sets_are_nominal_values() -> None:
    units = [("a", "a"), ("a", "b"), ("b", "b"), ("c", "c"), ("c", "a")]
    sets = build_ratings_of_units(
        [[frozenset(v) for v in unit] for unit in units], [*map(frozenset, "abc")]
    )
    assert value(lambda r: alpha(r, compute_set_distances), sets) == pytest.approx(
        value(alpha, build_ratings_of_units(units))
    )


def test_one_coder_against_a_reference() -> None:
    found = match_coder(
        build_ratings_of_table([[50, 4], [6, 40]]), coder=0, reference=1
    )  # rows: the coder
    assert (found.right, found.invented, found.missed, found.neither) == (40, 6, 4, 50)
    assert float(found.precision) == pytest.approx(40 / 46)
    assert float(found.recall) == pytest.approx(40 / 44)
    assert float(found.f1) == pytest.approx(80 / 90)


def test_faults_of_the_call_say_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="square"):
        build_ratings_of_table([[1, 2]])
    with pytest.raises(ValueError, match="no such values"):
        build_ratings_of_units([("x", "y")], values=["x"])
    with pytest.raises(ValueError, match="no level of measurement"):
        alpha(build_ratings_of_table([[1, 2], [3, 4]]), "cardinal")
    with pytest.raises(ValueError, match="from 0 up"):
        alpha(build_ratings_of_units([(-1, 1), (1, 1)]), "ratio")
    with pytest.raises(ValueError, match="as many counts"):
        Ratings(np.zeros((2, 2), np.int64), np.ones(3), [0])


def test_a_narrower_interval_needs_more_people_by_the_square() -> None:
    assert count_people_needed(Interval(0.4, 0.8), 24) == 96


# A. Donner & M. Eliasziw (1992), Statistics in Medicine 11: the large-sample variance of kappa for
# two values; here held against a simulation of their common-correlation model.
def test_units_needed_hold_in_simulation() -> None:
    share, true = 0.2, 0.7
    n = count_units_needed(share, true, wanted=0.1)
    both = share**2 + true * share * (1 - share)
    apart = share * (1 - share) * (1 - true)
    chance = np.random.default_rng(5)
    tables = chance.multinomial(n, [1 - both - 2 * apart, apart, apart, both], size=4000)
    found = fleiss(build_ratings_of_table([[0, 0], [0, 0]]).with_counts(tables.astype(float))).value
    assert 1.96 * found.std() == pytest.approx(0.1, rel=0.06)
    with pytest.raises(ValueError, match="prevalence"):
        count_units_needed(0, 0.5)
