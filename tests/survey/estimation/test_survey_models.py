"""Models: what a formula may say, and what cannot be fitted. Their figures: test_design_gold.py."""

from __future__ import annotations

import re

import numpy as np
import pytest
from described import build_simple_design

from interviewkit.errors import RuleError, SurveyError
from interviewkit.model import SurveyModel
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.estimation.formula import read_formula
from interviewkit.survey.estimation.models import fit_model

Terms = dict[str, float]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """300 people: y = 2 + 3x + 1 (b) + 5 (c) + noise, hit more often where x is high."""
    rng = np.random.default_rng(7)
    x = rng.normal(0, 1, 300).round(3)
    group = np.array(list("abc"))[np.arange(300) % 3]
    y = 2 + 3 * x + (group == "b") + 5 * (group == "c") + rng.normal(0, 0.5, 300)
    hit = rng.random(300) < 1 / (1 + np.exp(-x))
    likert = rng.integers(1, 6, 300)
    head = "respondent,x,group,y,hit,long name,likert,twice,one\n"
    rows = [
        f"{i},{x[i]},{group[i]},{y[i]:.4f},{'yes' if hit[i] else 'no'},"
        f"{'' if i < 5 else i % 7},{likert[i]},{2 * x[i]:.3f},same"
        for i in range(300)
    ]
    path = tmp_path_factory.mktemp("models") / "s.csv"
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    columns = {"likert": "ordinal", "one": "category"}
    return read_answers(path, SurveySettings(columns=columns))[0]


def fit(answers: Answers, text: str, family: str = "") -> SurveyModel:
    everyone = np.ones(len(answers), dtype=bool)
    design = build_simple_design(np.ones(len(answers)))
    return fit_model(design, read_formula(text, answers, everyone), everyone, family)


def terms(found: SurveyModel) -> Terms:
    return {each.term: each.value for each in found.coefficients}


def test_a_linear_model_finds_what_was_put_in(answers: Answers) -> None:
    found = fit(answers, "y ~ x + group")
    assert terms(found) == pytest.approx(
        {"(intercept)": 2, "x": 3, "group[b]": 1, "group[c]": 5}, abs=0.15
    )
    assert (found.family, found.n, found.df) == ("linear", 300, 296)
    assert found.notes == ("measured against group a",)
    (group,) = found.terms
    assert (group.term, group.ndf, group.p < 1e-9) == ("group", 2, True)
    assert found.dispersion == pytest.approx(0.25, rel=0.2)
    for each in found.coefficients:
        assert each.interval is not None
        assert each.interval.low < each.value < each.interval.high
        assert np.isnan(each.odds_ratio)


def test_a_logistic_model_gives_odds_ratios(answers: Answers) -> None:
    found = fit(answers, "hit ~ x")
    slope = found.coefficients[1]
    assert found.family == "logistic"
    assert slope.odds_ratio == pytest.approx(np.exp(slope.value))
    assert slope.odds_interval is not None
    assert slope.odds_interval.low < np.e < slope.odds_interval.high


def test_rules_backticks_crossings_and_forced_kinds(answers: Answers) -> None:
    found = fit(answers, '(group == "c") ~ x + `long name` + (x > 0.5 and likert < 4)')
    assert list(terms(found)) == ["(intercept)", "x", "long name", "x > 0.5 and likert < 4"]
    assert found.n == 295
    assert found.notes == ("5 people left something unanswered",)
    assert list(terms(fit(answers, "y ~ x*hit"))) == ["(intercept)", "x", "hit[yes]", "x:hit[yes]"]
    assert list(terms(fit(answers, "y ~ number(likert)"))) == ["(intercept)", "likert"]
    four = [f"likert[{level}]" for level in (2, 3, 4, 5)]
    assert list(terms(fit(answers, "y ~ likert"))) == ["(intercept)", *four]
    sevens = fit(answers, "y ~ category(`long name`)")
    assert "long name[6]" in terms(sevens)
    assert sevens.notes[0] == "measured against long name 0"


def test_a_slope_in_each_group_is_that_of_the_group_alone(answers: Answers) -> None:
    found = terms(fit(answers, "y ~ group + group:x"))
    assert list(found)[3:] == ["group[a]:x", "group[b]:x", "group[c]:x"]
    for group in "abc":
        rows = answers.table[answers.table["group"] == group]
        slope, _ = np.polyfit(rows["x"].astype(float), rows["y"].astype(float), 1)
        assert found[f"group[{group}]:x"] == pytest.approx(slope)


@pytest.mark.parametrize(
    "right",
    ["group", "x + group", "group:hit", "group + group:hit", "hit + group:hit", "group*hit",
     "group:x", "x + group:x", "group*x", "group:hit:x", "group*hit + group:hit:x",
     "hit + group:x + x"],
)  # fmt: skip
def test_formulaic_spans_the_same_space(answers: Answers, right: str) -> None:
    """Crossings as R codes them: no column more, and none missing."""
    formulaic = pytest.importorskip("formulaic")
    data = answers.table.astype({"group": str, "hit": str, "x": float})
    theirs = formulaic.model_matrix(right, data).to_numpy(dtype=float)
    ours = read_formula(f"y ~ {right}", answers, np.ones(len(answers), dtype=bool)).matrix
    rank = np.linalg.matrix_rank(theirs)
    assert ours.shape[1] == rank
    assert np.linalg.matrix_rank(np.hstack([ours, theirs])) == rank


def test_an_effect_in_each_group_is_a_difference_of_its_means(answers: Answers) -> None:
    found = terms(fit(answers, "y ~ group + group:hit"))
    means = answers.table.astype({"group": str, "hit": bool}).groupby(["group", "hit"])["y"].mean()
    for group in "abc":
        difference = means[group, True] - means[group, False]
        assert found[f"group[{group}]:hit[yes]"] == pytest.approx(difference)
    cells = fit(answers, "y ~ group:hit")
    assert cells.notes == ("measured against group a, hit no",)
    for cell, value in list(terms(cells).items())[1:]:
        group, hit = cell[6], cell.endswith("[yes]")
        assert value == pytest.approx(means[group, hit] - means["a", False])
    assert len(cells.coefficients) == 6
    crossed = terms(fit(answers, "y ~ group*hit"))
    assert list(crossed)[4:] == ["group[b]:hit[yes]", "group[c]:hit[yes]"]


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("y", "'y' is no formula"),
        ("y ~ ", "is no formula"),
        ("y ~ x ~ group", "is no formula"),
        ("y ~ x + ", "a term of the formula is empty"),
        ("y ~ a*b*c", "at most two variables"),
        ("y ~ (x > 1", r"\) is missing at the end"),
        ("y ~ gruop", "no variable 'gruop'"),
        ("yy ~ x", "no variable 'yy'"),
        ("group ~ x", "the outcome 'group' is neither a number nor a yes or no"),
        ("y ~ one", "everyone has the same answer for 'one'"),
        ("y ~ x + twice", "'twice' is determined by the variables before it"),
        ("y ~ category(y)", "too many for categories"),
        ("hit ~ (x > 9)", "'x > 9' is determined by the variables before it"),
        ("hit ~ hit", "something predicts the outcome perfectly"),
        ("(x > 99) ~ y", "everyone has the same outcome"),
    ],
)
def test_what_cannot_be_fitted_is_said(answers: Answers, formula: str, said: str) -> None:
    with pytest.raises(SurveyError, match=said):
        fit(answers, formula)


def test_a_faulty_rule_shows_its_place(answers: Answers) -> None:
    with pytest.raises(RuleError, match="not allowed"):
        fit(answers, "y ~ (__import__('os').system('true'))")


def test_a_logistic_model_of_a_number_is_refused(answers: Answers) -> None:
    with pytest.raises(SurveyError, match="needs a yes or no") as caught:
        fit(answers, "y ~ x", "logistic")
    assert re.search(r"\(y > 40\)", caught.value.hint)


def test_more_coefficients_than_people_are_refused(answers: Answers) -> None:
    everyone = np.zeros(len(answers), dtype=bool)
    everyone[:3] = True
    design = build_simple_design(np.ones(len(answers)))
    with pytest.raises(SurveyError, match="3 people answered everything: too few"):
        fit_model(design, read_formula("y ~ x + group", answers, everyone), everyone)


def test_statsmodels_agrees(answers: Answers) -> None:
    """Coefficients, and HC1 errors but for the degrees of freedom: another house's own."""
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    x = np.column_stack([np.ones(300), answers.table["x"].to_numpy(dtype=float)])
    hit = answers.table["hit"].to_numpy(dtype=float)
    other = GLM(hit, x, family=Binomial()).fit(cov_type="HC0")
    found = fit(answers, "hit ~ x")
    assert [c.value for c in found.coefficients] == pytest.approx(list(other.params), rel=1e-6)
    errors = np.array([c.se for c in found.coefficients])
    assert errors == pytest.approx(np.array(other.bse) * np.sqrt(300 / 299), rel=1e-4)
