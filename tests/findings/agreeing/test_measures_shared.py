"""Every figure that R's packages irr and irrCAC printed, to its last digit.

Not reproduced, because they are no measures of codes: Kendall's W, the intraclass correlation,
Finn's and Robinson's coefficients of ``irr``, and its tests of "no agreement at all" (z, p).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from rating_tables import build_ratings_of_table
from scipy import stats

from interviewkit.findings.agreeing.measures.alpha import alpha
from interviewkit.findings.agreeing.measures.chance import (
    Measure,
    brennan_prediger,
    fleiss,
    gwet,
    kappa,
    percent,
)
from interviewkit.findings.agreeing.measures.named import (
    estimate_alpha_error,
    estimate_standard_error,
)
from interviewkit.findings.agreeing.measures.ratings import MISSING, Ratings, build_ratings_of_units
from interviewkit.findings.agreeing.measures.weights import build_agreement_weights

pytestmark = pytest.mark.shared

FIRST_COLUMN = {"raw4raters": 0, "raw5obser": 1, "raw.gender": 2, "raw.g1g2": 2, "ben.gerry": 1}
"""From which column on R was given the data set: in one, unit numbers were rated along."""

RAW = ("pa", "gwet.ac1", "fleiss", "kripp", "conger", "bp")
WEIGHTS = {"unweighted": "identity", "quadratic": "quadratic", "ordinal": "ordinal"} | {
    "linear": "linear"
}
Printed = dict[str, str]


@pytest.fixture(scope="module")
def gold(shared: Path) -> Path:
    return shared / "gold_agreement"


@pytest.fixture(scope="module")
def printed(gold: Path) -> dict[tuple[str, ...], Printed]:
    """(data, function, weights) → column → what R printed, as text."""
    text = (gold / "irrCAC_R_outputs.txt").read_text("utf-8")
    found = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, *lines = section.splitlines()
        lines = [line for line in lines if line.strip()]
        end = next((i for i, line in enumerate(lines) if line.startswith("==")), len(lines))
        found[tuple(title.split())] = dict(_columns(lines[:end]))
    return found


def _columns(lines: list[str]) -> Iterator[tuple[str, str]]:
    """R wraps a wide row: names, values, more names, more values; the first may have blanks."""
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        keys, cells = names.split(), values.split()[1:]
        more = len(cells) - len(keys)
        yield from zip(keys, [" ".join(cells[: more + 1]), *cells[more + 1 :]], strict=True)


def as_printed(value: float, text: str) -> bool:
    """Whether R would have printed the value so: right to half of the last digit."""
    mantissa, _, exponent = text.partition("e")
    digits = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return abs(float(value) - float(text)) <= 0.5001 * 10.0**-digits


def raw(gold: Path, name: str) -> Ratings:
    with (gold / f"irrCAC_cac.{name}.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    cells = [[cell.strip() for cell in row[FIRST_COLUMN[name] :]] for row in rows]
    if all(re.fullmatch(r"\d*|NA", cell) for row in cells for cell in row):
        return build_ratings_of_units(
            [[float(c) if c.isdigit() else None for c in row] for row in cells]
        )
    return build_ratings_of_units([[c or None for c in row] for row in cells])


def measured(function: str, ratings: Ratings, weights: str) -> tuple[Measure, float]:
    """The measure and its standard error."""
    w = build_agreement_weights(ratings, weights)
    if function.startswith("krip"):
        return lambda r: alpha(r, lambda *_: 1 - w), estimate_alpha_error(ratings, lambda *_: 1 - w)
    known: dict[str, Callable[..., object]] = {
        "pa": percent, "gwet": gwet, "fleiss": fleiss, "scott2": fleiss, "conger": kappa,
        "kappa2": kappa, "bp": brennan_prediger, "bp2": brennan_prediger, "pa2": percent,
    }  # fmt: skip
    chosen = known[function.split(".")[0]]
    measure: Measure = lambda r: chosen(r, w)  # type: ignore[assignment,return-value]  # noqa: E731
    return measure, estimate_standard_error(measure, ratings)


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("function", RAW)
@pytest.mark.parametrize("name", FIRST_COLUMN)
def test_raw_ratings(
    gold: Path,
    printed: dict[tuple[str, ...], Printed],
    name: str,
    function: str,
    weights: str,
) -> None:
    r = printed[f"cac.{name}", function, weights]
    ratings = raw(gold, name)
    measure, error = measured(function, ratings, WEIGHTS[weights])
    found = measure(ratings)
    n = ratings.counts.sum() if function != "kripp" else ratings.counts @ ratings.is_pairable
    assert as_printed(float(found.observed), r["pa"])
    assert as_printed(float(found.expected), r["pe"])
    assert as_printed(float(found.value), r["coeff.val"])
    assert as_printed(error, r["coeff.se"])
    _same_interval(float(found.value), error, n, r["conf.int"])
    p = 2 * (1 - stats.t.cdf(abs(float(found.value)) / error, n - 1))  # as R rounds it
    assert as_printed(p, r["p.value"]) or p < 1e-10


def _same_interval(value: float, error: float, n: float, text: str) -> None:
    low, high = text.strip("()").split(",")
    half = stats.t.ppf(0.975, n - 1) * error
    assert as_printed(value - half, low)
    assert as_printed(min(value + half, 1), high)


TABLES = {
    "kappa2.table": "conger", "scott2.table": "fleiss", "gwet.ac1.table": "gwet",
    "bp2.table": "bp", "krippen2.table": "kripp", "pa2.table": "pa",
}  # fmt: skip


@pytest.mark.parametrize("function", TABLES)
@pytest.mark.parametrize("name", ["cont3x3abstractors", "cont4x4diagnosis"])
def test_tables_of_two_raters(
    gold: Path, printed: dict[tuple[str, ...], Printed], name: str, function: str
) -> None:
    with (gold / f"irrCAC_{name}.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    ratings = build_ratings_of_table([[float(cell) for cell in row] for row in rows])
    r = printed[name, function]
    measure, error = measured(TABLES[function], ratings, "identity")
    n = ratings.counts.sum()
    error *= np.sqrt((n - 1) / n)  # for tables R divides by n, for raw ratings by n - 1
    value = float(measure(ratings).value)
    assert as_printed(value, r["coeff.val"])
    assert as_printed(error, r["coeff.se"])
    _same_interval(value, error, n, r["coeff.ci"])
    assert r["coeff.pval"] == "0e+00"
    assert 2 * (1 - stats.t.cdf(value / error, n - 1)) < 1e-13


DISTRIBUTIONS = {
    "gwet.ac1.dist": "gwet", "fleiss.kappa.dist": "fleiss", "krippen.alpha.dist": "kripp",
    "bp.coeff.dist": "bp", "pa.coeff.dist": "pa",
}  # fmt: skip


@pytest.mark.parametrize("function", DISTRIBUTIONS)
@pytest.mark.parametrize("name", ["distrib.6raters", "cac.dist4cat"])
def test_distributions_of_raters(
    gold: Path, printed: dict[tuple[str, ...], Printed], name: str, function: str
) -> None:
    with (gold / f"irrCAC_{name}.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    tallies = [[int(c) for c in row[1:]] for row in rows]  # R was given all but the first
    most = max(map(sum, tallies))
    given = [np.repeat(np.arange(len(tally)), tally) for tally in tallies]
    places = np.array([np.pad(g, (0, most - len(g)), constant_values=MISSING) for g in given])
    ratings = Ratings(places, np.ones(len(places)), range(len(tallies[0])))
    r = printed[name, function]
    measure, error = measured(DISTRIBUTIONS[function], ratings, "identity")
    found = measure(ratings)
    n = ratings.counts.sum()
    assert as_printed(float(found.value), r["coeff"])
    assert as_printed(float(found.observed), r["pa"])
    assert as_printed(float(found.expected), r["pe"])
    if function.startswith("krippen"):
        assert not as_printed(error, r["stderr"])
        error, n = _error_of_krippen_alpha_dist(ratings)
    assert as_printed(error, r["stderr"])
    _same_interval(float(found.value), error, n, r["conf.int"])
    p = 2 * (1 - stats.t.cdf(float(found.value) / error, n - 1))
    assert as_printed(p, r["p.value"])


def _error_of_krippen_alpha_dist(ratings: Ratings) -> tuple[float, float]:
    """What R prints for distributions, though for the same units as raw ratings it prints ours.

    There the pull of chance lacks its factor 2, and its mean is taken for 1: so the function
    contradicts ``krippen.alpha.raw`` of the same package.
    """
    pairable = ratings.is_pairable
    tally, raters = ratings.tally[pairable], ratings.raters[pairable]
    n, mean, few = len(tally), raters.mean(), 1 / raters.sum()
    found = alpha(ratings)
    chance, value = float(found.expected), float(found.value)
    agreed = (tally * (tally - 1)).sum(axis=1) / (mean * (raters - 1))
    agreed = (1 - few) * (agreed - agreed.mean() * (raters / mean - 1)) + few
    by_chance = tally @ tally.sum(axis=0) / (mean * mean * n) - (raters / mean - 1)
    pull = (agreed - chance - (1 - value) * (by_chance - chance)) / (1 - chance)
    return float(np.sqrt(((pull - value) ** 2).sum() / (n * (n - 1)))), float(n)


# -- irr ----------------------------------------------------------------------------------------


def irr(gold: Path, name: str, *, numbers: bool = False) -> list[list[str]] | list[list[float]]:
    with (gold / f"irr_{name}.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return [[float(cell) for cell in row] for row in rows] if numbers else rows


@pytest.mark.parametrize(
    ("name", "weights", "r"),
    [
        ("diagnoses", "identity", "0.651"),
        ("anxiety", "identity", "0.119"),
        ("anxiety", "linear", "0.189"),
        ("anxiety", "quadratic", "0.297"),
        ("vision", "identity", "0.595"),
        ("vision", "quadratic", "0.702"),
    ],
)
def test_kappa2(gold: Path, name: str, weights: str, r: str) -> None:
    rows = irr(gold, name, numbers=name == "anxiety")
    ratings = build_ratings_of_units([row[:2] for row in rows])
    assert as_printed(float(kappa(ratings, build_agreement_weights(ratings, weights)).value), r)


def test_kappam(gold: Path) -> None:
    rows = irr(gold, "diagnoses")
    ratings = build_ratings_of_units(rows)
    assert as_printed(float(fleiss(ratings).value), "0.43")
    assert as_printed(float(kappa(ratings).value), "0.442")  # irr calls it exact
    pairs = [
        build_ratings_of_units([[row[a], row[b]] for row in rows])
        for a, b in combinations(range(6), 2)
    ]
    assert as_printed(float(np.mean([kappa(pair).value for pair in pairs])), "0.459")  # Light


def test_fleiss_by_category(gold: Path) -> None:
    rows = irr(gold, "diagnoses")
    found = {
        category: float(
            fleiss(build_ratings_of_units([[c == category for c in row] for row in rows])).value
        )
        for category in sorted({str(c) for row in rows for c in row})
    }
    r = ("0.245", "0.245", "0.520", "0.471", "0.566")
    assert all(as_printed(value, text) for value, text in zip(found.values(), r, strict=True))


def test_alpha_of_video(gold: Path) -> None:
    rows = irr(gold, "video", numbers=True)
    ratings = build_ratings_of_units(rows)
    # Where no value is missing, kripp.alpha of irr forgets to divide its coincidences by the
    # number of raters less one, so it takes 240 values to be there and not 80.
    for level, r in (("nominal", "0.0397"), ("ordinal", "0.112"), ("interval", "0.101")):
        found = float(alpha(ratings, level).value)
        assert as_printed(1 - (1 - found) * (80 / 79) * (239 / 240), r)


def test_maxwells_re_is_brennan_and_prediger_for_two_values(gold: Path) -> None:
    rows = [row[:2] for row in irr(gold, "anxiety", numbers=True)]
    middle = np.median(rows, axis=0)
    split = build_ratings_of_units((np.array(rows) >= middle).tolist())
    assert as_printed(float(brennan_prediger(split).value), "0.6")


@pytest.mark.parametrize(
    ("level", "r"), [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849")]
)
def test_krippendorffs_table(gold: Path, level: str, r: str) -> None:
    with (gold / "krippendorff2011_4x12.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    units = zip(*([float(c) if c != "NA" else None for c in row[1:]] for row in rows), strict=True)
    assert as_printed(float(alpha(build_ratings_of_units(units), level).value), r)


# -- dkpro: figures from publications ----------------------------------------------------------


def published(gold: Path, study: str) -> tuple[Ratings, dict[str, float]]:
    coding = json.loads((gold / "dkpro" / "published_gold.json").read_text("utf-8"))["coding"]
    return build_ratings_of_units(coding[study]["items"]), coding[study]["expected"]


def test_fleiss_1971(gold: Path) -> None:
    ratings, said = published(gold, "fleiss1971")
    found = fleiss(ratings)
    assert float(found.value) == pytest.approx(said["fleiss_kappa"], abs=5e-4)
    assert float(found.observed) == pytest.approx(said["observed"], abs=5e-5)
    # printed from shares that were rounded to three digits before they were squared
    assert float(found.expected) == pytest.approx(said["expected"], abs=2e-4)


def test_hayes_and_krippendorff_2007(gold: Path) -> None:
    ratings, said = published(gold, "hayes_krippendorff2007")
    found = float(alpha(ratings, "ordinal").value)
    assert found == pytest.approx(said["alpha_ordinal"], abs=5e-5)


@pytest.mark.parametrize("example", ["ex1", "ex2", "ex3"])
def test_krippendorff_2004(gold: Path, example: str) -> None:
    ratings, said = published(gold, f"krippendorff2004_{example}")
    found = alpha(ratings)
    total = ratings.counts @ np.where(ratings.is_pairable, ratings.raters, 0)
    observed = (1 - float(found.observed)) * total / (total - 1)
    expected = (1 - float(found.expected)) * total / (total - 1)
    assert float(found.value) == pytest.approx(said["alpha_nominal"], abs=5e-4)
    assert observed == pytest.approx(said["Do"], abs=5e-4)
    assert expected == pytest.approx(said["De"], abs=5e-4)
    if "percent" in said:
        assert float(percent(ratings).value) == pytest.approx(said["percent"], abs=5e-4)


@pytest.mark.parametrize("number", range(5))
def test_gwets_coefficients_of_irrcac_1_4(gold: Path, number: int) -> None:
    path = sorted((gold / "dkpro" / "gwet").glob("*.json"))[number]
    fixture = json.loads(path.read_text("utf-8"))
    ratings = build_ratings_of_table(fixture["table"])
    for case in fixture["cases"]:
        kind = WEIGHTS[case["weights"]]
        found = gwet(ratings, build_agreement_weights(ratings, kind))
        assert float(found.value) == pytest.approx(case["coefficient"], abs=5.1e-6)
        assert float(found.observed) == pytest.approx(case["pa"], abs=1e-9)
        assert float(found.expected) == pytest.approx(case["pe"], abs=1e-9)
