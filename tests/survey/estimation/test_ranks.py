"""Degrees of freedom under replicate weights: R's ``qr(weights, tol = 1e-5)$rank - 1``."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit.model.section_settings import ReplicateSettings
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.estimation.calibration import rake_to_margins
from interviewkit.survey.estimation.contrasts import estimate_contrasts
from interviewkit.survey.estimation.crosstab import cross_tabulate
from interviewkit.survey.estimation.design import TOLERANCE, SurveyDesign, count_rank
from interviewkit.survey.estimation.design_columns import build_design
from interviewkit.survey.estimation.estimates import Domains, estimate_domains, estimate_quantiles
from interviewkit.survey.estimation.formula import read_formula
from interviewkit.survey.estimation.models import fit_model
from interviewkit.survey.estimation.values import split_by_levels

HALVES = 2 * np.array(
    [[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0]],
    dtype=float,
)
"""The half samples of R's example ``scd``: three strata of two ambulance services."""


def exact_rank(matrix: list[list[int]]) -> int:
    """Columns from left to right, each kept if enough of it is left: in whole numbers."""
    kept: list[list[Fraction]] = []
    for column in zip(*matrix, strict=True):
        left = [Fraction(x) for x in column]
        whole = sum(x * x for x in left)
        for base in kept:
            share = sum(a * b for a, b in zip(left, base, strict=True)) / sum(b * b for b in base)
            left = [a - share * b for a, b in zip(left, base, strict=True)]
        square = sum(x * x for x in left)
        if square and square >= whole * Fraction(TOLERANCE) ** 2:
            kept.append(left)
    return len(kept)


@given(
    st.integers(1, 6).flatmap(
        lambda wide: st.lists(
            st.lists(st.sampled_from([0, 0, 1, 1, 2, 3, 10**4, 3 * 10**5, 10**7]),
                     min_size=wide, max_size=wide),
            min_size=1, max_size=8,
        )
    )
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_rank_is_counted_from_left_to_right(matrix: list[list[int]]) -> None:
    assert count_rank(np.array(matrix, dtype=float)) == exact_rank(matrix)


def test_columns_below_the_tolerance_count_as_dependent() -> None:
    """Of the second column 1e-6 of its length is left, of the third 1e-4."""
    almost = np.array([[1, 1, 1], [0, 1e-6, 0], [0, 0, 1e-4]])
    assert count_rank(almost) == 2
    assert np.linalg.matrix_rank(almost) == 3
    assert count_rank(np.zeros((3, 2))) == count_rank(np.zeros((0, 4))) == 0


def test_rank_agrees_with_the_definition_of_half_samples() -> None:
    """R's tests/degf-svrepdesign.R: ``degf(scdrep) == 3``; of arrests >= 200, three rows, 2."""
    assert count_rank(HALVES) - 1 == 3
    arrests = np.array([120, 78, 185, 228, 670, 530])
    assert count_rank(HALVES[arrests >= 200]) - 1 == 2


Made = tuple[Answers, SurveyDesign]
Make = Callable[..., Made]
SERVICES = 6
KINDS = {
    "BRR": (HALVES, {}),
    "Fay": (0.7 * HALVES + 0.3, {"fay": 0.3}),
    "JK1": ((1 - np.eye(6)) * 6 / 5, {}),
    "JKn": (
        np.array([[1 if i // 2 != j // 2 else 2.0 * (i != j) for j in range(6)] for i in range(6)]),
        {"rscales": (0.5,) * 6},
    ),
    "JK2": (
        np.array([[1 if i // 2 != j else 2.0 * (i % 2) for j in range(3)] for i in range(6)]),
        {},
    ),
    "bootstrap": (
        np.array([[2, 0, 1, 1], [0, 2, 1, 1], [1, 1, 2, 0], [1, 1, 0, 2], [2, 2, 0, 1],
                  [0, 0, 2, 1]], dtype=float),
        {},
    ),
    "SDR": (
        1 + np.array([[1, -1, 1, -1], [-1, 1, 1, -1], [1, 1, -1, -1], [-1, -1, 1, 1],
                      [1, -1, -1, 1], [-1, 1, -1, 1]]) * 2**-1.5,
        {},
    ),
    "other": (HALVES, {"scale": 0.25}),
}  # fmt: skip


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Six ambulance services with two calls each, under replicates of every kind."""

    def maker(kind: str, combined: bool = True, gap: bool = False) -> Made:
        factors, more = KINDS[kind]
        weights = [3.0, 5, 4, 2, 6, 1]
        names = [f"r{i}" for i in range(factors.shape[1])]
        lines = [",".join(["id", "w", "service", "side", "alive", "kind", *names])]
        for row in range(2 * SERVICES):
            i = row // 2
            whole = factors[i] * (weights[i] if combined else 1)
            alive = "" if gap and i == 5 else f"{row * row % 7}"
            side = "new" if i >= 3 else "old"
            cells = [row, weights[i], i, side, alive, "AB"[row % 2], *whole]
            lines.append(",".join(map(str, cells)))
        (tmp_path / "survey.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        replicates = ReplicateSettings(kind, ("r?",), combined=combined, **more)
        columns = {**dict.fromkeys([*names, "alive"], "number"), "side": "category"}
        declared = SurveySettings(
            respondent="id", weight="w", columns={**columns, "kind": "category"},
            replicates=replicates,
        )  # fmt: skip
        answers, _ = read_answers(tmp_path / "survey.csv", declared)
        return answers, build_design(answers, declared)

    return maker


@pytest.mark.parametrize("combined", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_domains_have_the_rank_of_their_rows(make: Make, kind: str, combined: bool) -> None:
    """By R's definition, worked out with exact numbers: rank of the rows kept, less one."""
    answers, design = make(kind, combined)
    services = answers.table["service"].to_numpy(dtype=float).astype(int)
    whole = KINDS[kind][0] * np.array([3, 5, 4, 2, 6, 1.0])[:, None]
    for inside in ([0, 1, 2, 3, 4, 5], [3, 4, 5], [0, 1], [0, 2, 4], [5]):
        rows = np.repeat(whole[inside], 2, axis=0)
        scaled = [[round(x * 10**9) for x in row] for row in rows]
        mask = np.isin(services, inside)
        assert design.degrees_of_freedom(mask) == exact_rank(scaled) - 1


def test_a_jackknife_domain_counts_its_own_clusters(make: Make) -> None:
    answers, design = make("JK1")
    found = estimate_domains(
        answers, design, "alive", Domains.of(split_by_levels(answers, "side"), rows=len(answers))
    )
    assert [(each.segment, each.df) for each in found] == [
        ("", 5), ("side = new", 2), ("side = old", 2),
    ]  # fmt: skip


def test_every_figure_has_its_domains_degrees(make: Make) -> None:
    """Quantiles, contrasts (one less at most), crosstabs and models of three of six services."""
    answers, design = make("JK1")
    sides = split_by_levels(answers, "side")
    new = sides["side = new"]
    domains = Domains.of({"new": new}, rows=len(answers), everyone=False)
    assert [each.df for each in estimate_quantiles(answers, design, "alive", domains, (0.5,))] == [
        2
    ]
    (found,) = estimate_contrasts(answers, design, "alive", {"all": new | True, "new": new})
    assert (found.first.df, found.second.df) == (5, 2)
    one, two = found.first.se**2, found.second.se**2
    assert found.df == pytest.approx((one + two) ** 2 / (one**2 / 5 + two**2 / 2))  # R's are 4
    kinds = {key: mask & new for key, mask in split_by_levels(answers, "kind").items()}
    high = {"high": (answers.table["alive"] > 2).to_numpy() & new}
    high["low"] = new & ~high["high"]
    crossed = cross_tabulate(design, "kind", kinds, "alive", high)
    assert crossed.ddf == pytest.approx(2 * crossed.ndf)
    model = fit_model(design, read_formula("alive ~ kind", answers, new), new)
    assert model.df == 2 + 1 - 2


def test_who_did_not_answer_adds_no_degrees(make: Make) -> None:
    answers, design = make("JK1", gap=True)
    everyone = Domains.of({}, rows=len(answers))
    assert estimate_domains(answers, design, "alive", everyone)[0].df == 4


def test_raked_replicates_are_counted_anew(make: Make) -> None:
    """Where each service's total is known, all replicates have become the same."""
    answers, design = make("Fay")
    assert design.degrees_of_freedom() == 3
    margins = {"service": {str(i): 1.0 + i for i in range(SERVICES)}}
    known = rake_to_margins(design, answers, SurveySettings(margins=margins))
    assert known.degrees_of_freedom() == 0
