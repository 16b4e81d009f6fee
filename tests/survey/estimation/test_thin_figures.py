"""Few people, extreme shares and missing answers: what is shown beside a figure, and warned of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from described import build_simple_design
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom, t

from interviewkit.model import Contrast, Estimate, Interval, Variable
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.estimation.contrasts import estimate_contrasts
from interviewkit.survey.estimation.crosstab import cross_tabulate
from interviewkit.survey.estimation.design import SurveyDesign
from interviewkit.survey.estimation.design_columns import build_design
from interviewkit.survey.estimation.estimates import Domains, estimate_domains, estimate_quantiles
from interviewkit.survey.estimation.formula import read_formula
from interviewkit.survey.estimation.intervals import (
    build_korn_graubard_intervals,
    build_logit_intervals,
)
from interviewkit.survey.estimation.models import fit_model
from interviewkit.survey.estimation.values import split_by_levels
from interviewkit.wording.sentences import describe_cautions, describe_contrast

Made = tuple[Answers, SurveyDesign]


def around(share: float, se: float, df: float, n: float, effective: float) -> tuple[float, float]:
    arrays = (np.array([float(x)]) for x in (share, se, df, n, effective))
    low, high = build_korn_graubard_intervals(*arrays)
    return float(low[0]), float(high[0])


@pytest.mark.parametrize(
    ("yes", "low", "high"),
    [(0, 0, 0.168433), (1, 0.001265, 0.248733), (10, 0.271958, 0.728042), (20, 0.831567, 1)],
)
def test_simple_samples_get_clopper_and_pearsons(yes: int, low: float, high: float) -> None:
    """R: ``binom.test(yes, 20)$conf.int``; the variance is that of 20 people."""
    share = yes / 20
    found = around(share, np.sqrt(share * (1 - share) / 20), 19, 20, 20)
    assert found == pytest.approx((low, high), abs=1e-6)


@given(
    st.floats(0.001, 0.999), st.floats(0.001, 0.2), st.integers(2, 200), st.integers(1, 200)
)  # fmt: skip
def test_korn_graubard_is_r_s_beta_method(share: float, se: float, n: int, df: int) -> None:
    """``svyciprop(method = "beta")``, written out as R's source has it."""
    worth = share * (1 - share) / se**2 * (t.ppf(0.025, n - 1) / t.ppf(0.025, df)) ** 2
    low = beta.ppf(0.025, worth * share, worth * (1 - share) + 1)
    high = beta.ppf(0.975, worth * share + 1, worth * (1 - share))
    assert around(share, se, df, n, n) == pytest.approx((low, high), rel=1e-6, abs=1e-9)


def test_nobody_gets_an_end_where_nobody_would_be_rare() -> None:
    """Of 12 people's worth in four clusters: the worth shrinks with the degrees of freedom."""
    worth = 12 * (t.ppf(0.975, 14) / t.ppf(0.975, 3)) ** 2
    low, high = around(0, 0, 3, 15, 12)
    assert low == 0
    assert (1 - high) ** worth == pytest.approx(0.025)
    assert around(1, 0, 3, 15, 12) == pytest.approx((1 - high, 1))
    arrays = [np.array([x]) for x in (0.0, 0.0, 3.0, 15.0, 12.0)]
    assert build_logit_intervals(*arrays)[1] == pytest.approx(high)


def test_no_interval_without_spread_or_degrees_of_freedom() -> None:
    assert np.isnan(around(0.3, 0.0, 10, 11, 11)).all()
    assert np.isnan(around(0.0, 0.0, 0, 11, 11)).all()
    assert np.isnan(around(np.nan, np.nan, 0, 0, 0)).all()


@pytest.mark.parametrize("yes", [1, 2, 5, 50])
def test_interval_holds_the_share_at_least_as_often_as_it_says(yes: int) -> None:
    """Exact coverage of a simple sample of 100 at a true share of ``yes`` in 100."""
    truth, held = yes / 100, 0.0
    for seen in range(101):
        share = seen / 100
        low, high = around(share, np.sqrt(share * (1 - share) / 99), 99, 100, 100)
        held += binom.pmf(seen, 100, truth) * (low <= truth <= high)
    assert held >= 0.95


@pytest.mark.shared
def test_rare_share_of_clusters_is_r_s(shared: Path) -> None:
    """``svyciprop(~I(ell == 0), dclus1, method = "beta")``: 4 of 183 schools in 15 districts."""
    settings = SurveySettings(
        respondent="", weight="pw", clusters=("dnum",), fpc=("fpc",),
        derived={"none": "ell == 0"},
    )  # fmt: skip
    answers, _ = read_answers(shared / "gold_survey" / "apiclus1.csv", settings)
    (found,) = estimate_domains(
        answers, build_design(answers, settings), "none", Domains.of({}, rows=len(answers))
    )
    assert (found.value, found.df) == (pytest.approx(4 / 183), 14)
    worth = found.value * (1 - found.value) / found.se**2
    worth *= (t.ppf(0.975, 182) / t.ppf(0.975, 14)) ** 2
    assert found.korn_graubard is not None
    assert found.korn_graubard.low == pytest.approx(
        beta.ppf(0.025, worth * 4 / 183, worth * 179 / 183 + 1)
    )
    assert found.beside == found.korn_graubard


def share_of(value: float, around: tuple[float, float], n: int = 400) -> Estimate:
    return Estimate(
        "x", "", value, n, n, kind="share", effective_n=n, korn_graubard=Interval(*around)
    )


RELATIVELY_WIDE = "Korn-Graubard interval is wider than 130% of the share"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (share_of(0.5, (0.45, 0.55)), ()),
        (share_of(0.5, (0.35, 0.65)), ("Korn-Graubard interval is 30 points wide",)),
        (
            share_of(0.04, (0.02, 0.08)),
            (RELATIVELY_WIDE,),
        ),
        (share_of(0.01, (0.0, 0.05)), ()),
        (share_of(0.5, (0.45, 0.55), 29), ("effective n 29 is under 30",)),
        (Estimate("x", "", 5.0, 100, 100, effective_n=12.4), ("effective n 12 is under 30",)),
        (Estimate("x", "", 5.0, 0, 0, effective_n=0.0), ()),
    ],
)
def test_standards_of_the_nchs_are_kept(found: Estimate, said: tuple[str, ...]) -> None:
    assert describe_cautions(found) == said


def test_second_interval_stands_beside_few_or_extreme_ones() -> None:
    assert share_of(0.3, (0.25, 0.35)).beside is None
    for shown in (share_of(0.05, (0.03, 0.08)), share_of(0.3, (0.2, 0.4), 29)):
        assert shown.beside == shown.korn_graubard


ROWS = """\
id,w,group,yes,score,hours
1,1,a,yes,1,10
2,1,a,no,3,20
3,2,a,,,
4,4,a,yes,5,
5,1,b,no,2,40
6,1,b,no,4,30
"""


@pytest.fixture
def made(tmp_path: Path) -> Made:
    (tmp_path / "survey.csv").write_text(ROWS, encoding="utf-8")
    settings = SurveySettings(
        respondent="id", weight="w",
        columns={"yes": "flag", "group": "category", "hours": "number",
                 "score": "ordinal: 1 < 2 < 3 < 4 < 5 < 6"},
    )  # fmt: skip
    answers, _ = read_answers(tmp_path / "survey.csv", settings)
    return answers, build_design(answers, settings)


def test_who_did_not_answer_bounds_the_share(made: Made) -> None:
    """Of 8 by weight in group a, 2 are silent and 5 say yes: 5/8 to 7/8. Nobody in b is silent."""
    answers, design = made
    domains = Domains.of(split_by_levels(answers, "group"), rows=6, everyone=False)
    a, b = estimate_domains(answers, design, "yes", domains)
    assert a.unanswered is not None
    assert (a.unanswered.n, a.unanswered.share) == (1, pytest.approx(0.25))
    assert (a.unanswered.low, a.unanswered.high) == pytest.approx((5 / 8, 7 / 8))
    assert b.unanswered is None


def test_who_did_not_answer_bounds_the_mean(made: Made) -> None:
    """By the levels of an ordinal (1 to 6); of a number by what anyone answered (10 to 40)."""
    answers, design = made
    everyone = Domains.of({}, rows=6)
    (score,) = estimate_domains(answers, design, "score", everyone, statistic="mean")
    (hours,) = estimate_domains(answers, design, "hours", everyone)
    assert score.unanswered is not None
    assert hours.unanswered is not None
    known = 1 + 3 + 20 + 2 + 4
    assert score.unanswered.low == pytest.approx((known + 2 * 1) / 10)
    assert score.unanswered.high == pytest.approx((known + 2 * 6) / 10)
    assert hours.unanswered.share == pytest.approx(0.6)
    assert hours.unanswered.low == pytest.approx((100 + 6 * 10) / 10)
    assert hours.unanswered.high == pytest.approx((100 + 6 * 40) / 10)


def test_silent_domains_are_told_without_a_figure(made: Made) -> None:
    answers, design = made
    third = np.arange(6) == 2
    (found,) = estimate_domains(
        answers, design, "yes", Domains.of({"third": third}, rows=6, everyone=False)
    )
    assert found.unanswered is not None
    assert (found.n, found.unanswered.low, found.unanswered.high) == (0, 0, 1)


def test_every_figure_tells_its_effective_n(made: Made) -> None:
    """Kish's number of weights 1, 1, 4, 1, 1 is 64 / 20; who is silent counts for nothing."""
    answers, design = made
    everyone = Domains.of({}, rows=6)
    kinds = ("mean", "total", "variance")
    found = [
        estimate_domains(answers, design, "score", everyone, statistic=kind)[0] for kind in kinds
    ]
    found += estimate_domains(answers, design, "yes", everyone)
    found += estimate_domains(answers, design, "score", everyone, statistic="ratio", over="yes")
    assert [each.effective_n for each in found] == pytest.approx([64 / 20] * 5)
    assert [each.unanswered and each.unanswered.n for each in found] == [1] * 5
    (half,) = estimate_quantiles(answers, design, "hours", everyone, (0.5,))
    assert (half.effective_n, half.unanswered and half.unanswered.n) == (4, 2)


def test_sentences_tell_few_people_and_missing_answers(made: Made) -> None:
    answers, design = made
    pair = split_by_levels(answers, "group")
    (found,) = estimate_contrasts(answers, design, "yes", dict(reversed(pair.items())))
    words = describe_contrast(found).replace("\u00a0", " ")
    assert words.endswith(
        "“group = b” is worth 2 and “group = a” is worth 2 people of equal weight: an indication "
        "only. 25% of “group = a” gave no answer; with them it may be 63–88%."
    )


def test_crosstabs_and_models_tell_it_in_notes(made: Made) -> None:
    answers, design = made
    groups, yes = split_by_levels(answers, "group"), split_by_levels(answers, "yes")
    crossed = cross_tabulate(design, "group", groups, "yes", yes, np.ones(6, dtype=bool))
    assert "effective n under 30: group 'group = a' (2), 'group = b' (2)" in crossed.notes
    assert "1 person (20% of the weight) gave no answer" in crossed.notes
    everyone = np.ones(6, dtype=bool)
    model = fit_model(design, read_formula("score ~ group", answers, everyone), everyone)
    assert "effective n 3 is under 30" in model.notes


def simple(values: np.ndarray, kind: str) -> Made:
    """Answers of a simple sample; people's weights differ a little."""
    n = len(values)
    answers = Answers(
        pd.DataFrame({"y": values.astype(float)}), (Variable("y", kind),),
        names=tuple(map(str, range(n))), lines=tuple(range(n)),
    )  # fmt: skip
    return answers, build_simple_design(1 + np.arange(n) % 3 / 4, weighted=True)


def few_against_many(values: np.ndarray, kind: str, few: int) -> Contrast:
    answers, design = simple(values, kind)
    mask = np.arange(len(values)) < few
    (found,) = estimate_contrasts(answers, design, "y", {"few": mask, "many": ~mask})
    return found


@given(st.integers(2, 40), st.integers(2, 60), st.data())
def test_few_people_s_interval_and_p_agree(few: int, many: int, data: st.DataObject) -> None:
    """The interval leaves nothing out exactly where p is under .05, and holds no impossible."""
    yes = data.draw(st.integers(0, few)), data.draw(st.integers(0, many))
    values = np.r_[np.arange(few) < yes[0], np.arange(many) < yes[1]]
    found = few_against_many(values, "flag", few)
    around = found.difference_interval
    assert around is not None
    assert -1 - 1e-9 <= around.low <= found.difference <= around.high <= 1 + 1e-9
    if abs(found.p - 0.05) > 1e-6:
        assert (found.p < 0.05) == (not around.low <= 0 <= around.high)


def test_shares_differ_by_100_points_at_most() -> None:
    """1 of 31 against 30 of 31: nobody is thin, and Student's interval would go beyond."""
    values = np.r_[np.arange(31) < 1, np.arange(31) < 30]
    around = few_against_many(values, "flag", 31).difference_interval
    assert around is not None
    assert around.low == -1


def test_two_who_agree_prove_nothing() -> None:
    """0 of 2 against 40 of 100: Fisher's p is .52; R's ``svyttest`` says p < .001."""
    values = np.r_[np.zeros(2), np.arange(100) % 5 < 2]
    found = few_against_many(values, "flag", 2)
    assert found.p > 0.3
    assert found.difference_interval is not None
    assert found.difference_interval.high > 0.2


@pytest.mark.parametrize(("few", "share"), [(3, 0.4), (6, 0.15), (25, 0.1), (60, 0.03)])
def test_handfuls_raise_no_false_alarms(few: int, share: float) -> None:
    """300 samples without a difference; with the symmetric interval 4 to 42 % were alarms."""
    rng = np.random.default_rng(20250401)
    samples = [few_against_many(rng.random(few + 80) < share, "flag", few) for _ in range(300)]
    assert sum(each.p < 0.05 for each in samples) <= 0.06 * 300


def test_a_mean_of_two_is_as_unsure_beside_another() -> None:
    """Two people's own interval has one degree of freedom, and so has the difference."""
    values = np.r_[40.0, 60.0, np.linspace(20, 80, 100)]
    found = few_against_many(values, "number", 2)
    assert found.df < 1.2
    assert found.difference_interval is not None
    assert found.first.interval is not None
    width = found.difference_interval.high - found.difference_interval.low
    assert width > 0.7 * (found.first.interval.high - found.first.interval.low)


def test_people_who_answer_alike_have_a_mean_without_interval() -> None:
    values = np.r_[7.0, 7.0, 7.0, np.linspace(2, 8, 50)]
    found = few_against_many(values, "number", 3)
    assert (found.first.value, found.first.interval, found.difference_interval) == (7, None, None)
    assert found.first.method.endswith("everyone answers 7, so it has no interval")
    assert np.isnan(found.p)


def test_a_ratio_without_an_end_has_no_interval() -> None:
    """Means about nothing: the logarithm's interval is beyond any number."""
    values = np.r_[np.linspace(-5, 5.001, 40), np.linspace(-5, 5.2, 40)]
    found = few_against_many(values, "number", 40)
    assert found.ratio > 0
    assert found.ratio_interval is None
    assert found.difference_interval is not None
