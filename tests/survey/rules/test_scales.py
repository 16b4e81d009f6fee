"""Scores, Cronbach's alpha and McDonald's omega against published figures."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

import numpy as np
import pytest

from interviewkit.errors import Problem
from interviewkit.model import Segment
from interviewkit.model.settings import ScaleSettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.rules.scales import (
    _one_factor,
    alpha_interval,
    correlate_items_with_rest,
    cronbach_alpha,
    mcdonald_omega,
)
from interviewkit.survey.rules.segments import find_members

Reading = tuple[Answers, tuple[Problem, ...]]
Reader = Callable[..., Reading]

# The data set cronbach_wide_missing of pingouin, whose documentation prints the figures below.
WIDE = """1,1,1,1,1,1,1,1,1,1,1
1,1,1,1,1,1,1,1,0,1,0
,0,1,1,,1,1,1,1,0,0
1,1,1,0,1,1,0,1,1,0,0
1,1,1,1,1,0,0,0,1,0,0
0,1,,0,1,1,1,1,0,0,0
1,1,1,1,0,0,1,0,0,0,0
1,1,1,1,1,0,0,0,0,0,0
0,1,0,1,1,0,0,0,0,1,0
1,0,0,1,0,1,0,0,,0,0
1,1,1,0,0,0,0,0,0,0,0
1,0,0,1,0,0,0,0,0,0,0
"""

# R's data set ability.cov (Smith and Stanley 1983): covariances of six tests over 112 people.
ABILITY = np.array([
    [24.641, 5.991, 33.520, 6.023, 20.755, 29.701],
    [5.991, 6.700, 18.137, 1.782, 4.936, 7.204],
    [33.520, 18.137, 149.831, 19.424, 31.430, 50.753],
    [6.023, 1.782, 19.424, 12.711, 4.757, 9.075],
    [20.755, 4.936, 31.430, 4.757, 52.604, 66.762],
    [29.701, 7.204, 50.753, 9.075, 66.762, 135.292],
])  # fmt: skip

# R's data set attitude (Chatterjee and Price 1977), of which psych's documentation prints alpha.
ATTITUDE = """43,51,30,39,61,92,45 63,64,51,54,63,73,47 71,70,68,69,76,86,48 61,63,45,47,54,84,35
81,78,56,66,71,83,47 43,55,49,44,54,49,34 58,67,42,56,66,68,35 71,75,50,55,70,66,41
72,82,72,67,71,83,31 67,61,45,47,62,80,41 64,53,53,58,58,67,34 67,60,47,39,59,74,41
69,62,57,42,55,63,25 68,83,83,45,59,77,35 77,77,54,72,79,77,46 81,90,50,72,60,54,36
74,85,64,69,79,79,63 65,60,65,75,55,80,60 65,70,46,57,75,85,46 50,58,68,54,64,78,52
50,40,33,34,43,64,33 64,61,52,62,66,80,41 53,66,52,50,63,80,37 40,37,42,58,50,57,49
63,54,42,48,66,75,33 66,77,66,63,88,76,72 78,75,58,74,80,78,49 48,57,44,45,51,83,38
85,85,71,71,77,74,55 82,82,39,59,64,78,39"""


def with_covariance(covariance: np.ndarray, n: int) -> np.ndarray:
    """Data of n people whose covariance matrix is exactly this one."""
    raw = np.random.default_rng(1).normal(size=(n, len(covariance)))
    raw -= raw.mean(axis=0)
    white = raw @ np.linalg.inv(np.linalg.cholesky(np.cov(raw, rowvar=False))).T
    return white @ np.linalg.cholesky(covariance).T


def test_alpha_of_pingouins_example() -> None:
    data = np.genfromtxt(io.StringIO(WIDE), delimiter=",")
    complete = data[np.isfinite(data).all(axis=1)]
    assert cronbach_alpha(complete) == pytest.approx(0.8016949152542373, abs=1e-12)
    interval = alpha_interval(0.732660835214447, 12, 11)
    assert interval is not None
    assert [round(interval.low, 3), round(interval.high, 3)] == [0.435, 0.909]


def test_alpha_of_attitude_as_psych_prints_it() -> None:
    data = np.array([[float(x) for x in row.split(",")] for row in ATTITUDE.split()])
    assert data.shape == (30, 7)
    assert round(cronbach_alpha(data), 2) == 0.84


def test_the_factor_model_is_that_of_r() -> None:
    spread = np.sqrt(np.diag(ABILITY))
    _, unique = _one_factor(ABILITY / np.outer(spread, spread), 112)
    assert unique is not None
    # factanal(factors = 1, covmat = ability.cov), R's own reference output
    assert np.round(unique, 3) == pytest.approx(
        [0.535, 0.853, 0.748, 0.910, 0.232, 0.280], abs=1.1e-3
    )
    loadings = np.array([0.682, 0.384, 0.502, 0.300, 0.877, 0.849]) * spread
    omega = loadings.sum() ** 2 / (
        loadings.sum() ** 2
        + (np.array([0.535, 0.853, 0.748, 0.910, 0.232, 0.280]) * spread**2).sum()
    )
    found, remark = mcdonald_omega(with_covariance(ABILITY, 112))
    assert found == pytest.approx(omega, abs=1e-3)
    assert remark == ""


@pytest.mark.parametrize(
    "loadings", [[0.9, 0.7, 0.6, 0.5], [0.6, 0.6, 0.6], [0.8, 0.7, 0.75, 0.4, 0.3, 0.65]]
)
def test_omega_of_a_model_that_is_known(loadings: list[float]) -> None:
    lam = np.array(loadings)
    unique = 1 - lam**2
    data = with_covariance(np.outer(lam, lam) + np.diag(unique), 300)
    truth = lam.sum() ** 2 / (lam.sum() ** 2 + unique.sum())
    omega, _ = mcdonald_omega(data)
    assert omega == pytest.approx(truth, abs=1e-4)
    alpha = cronbach_alpha(data)
    if len(set(loadings)) == 1:  # tau-equivalent items: alpha and omega are one
        assert alpha == pytest.approx(truth, abs=1e-9)
    else:
        assert alpha < truth


def test_reversing_all_items_changes_neither() -> None:
    data = with_covariance(ABILITY, 112)
    assert cronbach_alpha(-data) == pytest.approx(cronbach_alpha(data))
    assert mcdonald_omega(-data)[0] == pytest.approx(mcdonald_omega(data)[0], abs=1e-6)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (np.random.default_rng(0).normal(size=(50, 2)), "at least 3 items"),
        (np.random.default_rng(0).normal(size=(4, 5)), "more people than items"),
        (np.column_stack([np.ones(50), *np.random.default_rng(0).normal(size=(3, 50))]), "differ"),
        (np.outer(np.arange(50.0), [1, 2, 3]), "follows from the others"),
        (np.empty((0, 3)), "more people"),
    ],
)
def test_omega_says_why_it_cannot_be_had(data: np.ndarray, says: str) -> None:
    omega, remark = mcdonald_omega(data)
    assert math.isnan(omega)
    assert says in remark


def test_item_rest_correlations() -> None:
    data = np.array([[1.0, 2, 3], [2, 3, 1], [3, 4, 2], [4, 5, 0]])
    found = correlate_items_with_rest(data)
    assert found[0] == pytest.approx(np.corrcoef(data[:, 0], data[:, 1] + data[:, 2])[0, 1])
    assert correlate_items_with_rest(np.array([[1.0, 1], [1, 2]])) == [None, None]


CONTENT = "respondent,q1,q2,q3,q4\na,5,4,1,x\nb,4,4,2,x\nc,1,2,5,x\nd,2,,4,x\ne,,,3,x\nf,3,3,3,x\n"


def test_scores_reverse_and_count_what_is_answered(read: Reader) -> None:
    scales = {
        "mood": ScaleSettings(("q1", "q2", "q3"), ("q3",), range=(1.0, 5.0), label="Mood"),
        "total": ScaleSettings(("q1", "q2", "q3"), ("q3",), "sum", 3, (1.0, 5.0)),
    }
    answers, problems = read(CONTENT, scales=scales)
    assert problems == ()
    mood = answers.table["mood"].tolist()
    assert mood[0] == pytest.approx(14 / 3)
    assert mood[3] == pytest.approx(2)  # 2 of 3 answered: half is enough
    assert math.isnan(mood[4])  # 1 of 3 is not
    total = answers.table["total"].tolist()
    assert total[0] == pytest.approx(14)
    assert math.isnan(total[3])
    about = answers.variable("mood")
    assert (about.type, about.label, about.n) == ("number", "Mood", 5)
    assert about.made_from == "mean of 3 items: q1, q2, q3; reversed: q3"
    mood_scale, _ = answers.scales
    assert (mood_scale.n, mood_scale.scored) == (4, 5)
    assert mood_scale.alpha == pytest.approx(
        cronbach_alpha(np.array([[5.0, 4, 5], [4, 4, 4], [1, 2, 1], [3, 3, 3]]))
    )
    assert any("only 4 people answered every item" in note for note in mood_scale.notes)
    assert find_members(Segment("s", "mood > 4"), answers).names == ("a",)


def test_the_range_is_that_of_the_levels_or_else_of_the_answers(read: Reader) -> None:
    by_answers, _ = read(CONTENT, scales={"m": ScaleSettings(("q1", "q3"), ("q3",))})
    assert "reversed over the range 1 to 5" in by_answers.scales[0].notes[0]
    order = "ordinal: no < rather no < rather yes < yes"
    by_levels, _ = read(
        "respondent,a,b\nx,no,rather no\ny,rather yes,no\nz,rather no,rather no\n",
        columns={"a": order, "b": order},
        scales={"m": ScaleSettings(("a", "b"), ("b",))},
    )
    assert by_levels.table["m"].tolist() == [2.0, 3.5, 2.5]
    assert not any("range" in note for note in by_levels.scales[0].notes)


def test_what_runs_the_other_way_is_told(read: Reader) -> None:
    answers, _ = read(CONTENT, scales={"m": ScaleSettings(("q1", "q2", "q3"))})
    assert any("q3 runs against the other items" in note for note in answers.scales[0].notes)


def test_too_few_items_are_told(read: Reader) -> None:
    answers, _ = read(CONTENT, scales={"two": ScaleSettings(("q1", "q2")),
                                       "one": ScaleSettings(("q1",))})  # fmt: skip
    two, one = answers.scales
    assert two.alpha is not None
    assert two.omega is None
    assert "omega needs at least 3 items" in two.notes
    assert (one.alpha, one.omega) == (None, None)
    assert "one item alone" in one.notes[0]


@pytest.mark.parametrize(
    ("scale", "says"),
    [
        (ScaleSettings(("q1", "q9")), "there is no column 'q9'"),
        (ScaleSettings(("q1", "q4")), "'q4' is a category and has no numbers"),
        (ScaleSettings(("q1", "q2"), ("q3",)), "'q3' is to be reversed, but is no item"),
        (ScaleSettings(("q1", "q1")), "stands there twice"),
        (ScaleSettings(()), "it has no items"),
        (ScaleSettings(("q1", "q2"), minimum=3), "minimum 3 of 2 items"),
    ],
)
def test_what_cannot_be_scored_is_told(read: Reader, scale: ScaleSettings, says: str) -> None:
    answers, (told,) = read(CONTENT, scales={"s": scale})
    assert told.fatal
    assert says in told.what
    assert "s" not in answers.columns
