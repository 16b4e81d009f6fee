"""The survey's results and both strands side by side in every face, held whole."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from faces import hold
from interviewkit.model import (
    Coefficient,
    Contrast,
    Crosstab,
    CrosstabCell,
    Estimate,
    Interval,
    MetaInference,
    Prevalence,
    Reliability,
    SurveyModel,
    SurveyView,
    TermTest,
    Unanswered,
    ValueCount,
    Variable,
)
from interviewkit.model.estimate import DesignFacts, Naming
from interviewkit.model.table import ResultTable
from interviewkit.tables.findings.joint import (
    JointRow,
    ThemeShare,
    build_sides,
    build_themes_by_segment,
    describe_estimate,
    describe_share,
)
from interviewkit.tables.survey.contrasts import build_contrasts
from interviewkit.tables.survey.estimates import build_design, build_estimates
from interviewkit.tables.survey.models import build_coefficients, build_crosstab, build_terms
from interviewkit.tables.survey.variables import build_scales, build_survey

SHARE = Estimate(
    "tired", "north", 0.885, 1480, 1520.4, Interval(0.861, 0.9049), "share", "yes", "logit",
    0.0123, 1479, 1.31, 1130.7, Interval(0.86, 0.906),
)  # fmt: skip
THIN = Estimate(
    "tired", "south", 0.04, 25, 24.1, Interval(0.004, 0.3), "share", "yes", "logit", 0.031, 24,
    0.98, 22.9, Interval(0.001, 0.2133), Unanswered(5, 0.1671, 0.0333, 0.2),
)  # fmt: skip
MEAN = Estimate(
    "gain", "", 41.234, 1505, 1544.5, Interval(39.9, 42.6), method="t", se=0.71, df=1504
)
APART = Contrast(
    SHARE, THIN, 0.845, Interval(0.6, 0.89), 22.125, Interval(4.1, 119.0), 0.03, 1503,
    0.0004, 0.0008, told_as=Naming("The north", "The south", "Tired of it", "are tired"),
    title="North and south",
)  # fmt: skip
MADE = replace(
    APART,
    first=replace(MEAN, segment="rich"),
    second=replace(MEAN, segment="poor", value=12.0),
    difference=29.234,
    difference_interval=Interval(27.0, 31.5),
    ratio=math.nan,
    ratio_interval=None,
    p=math.nan,
    adjusted=math.nan,
    method="true by construction: the rule of “rich” uses “gain”",
    told_as=None,
    title="Rich and poor",
)


def test_estimates_in_every_face() -> None:
    hold("survey_estimates", build_estimates([MEAN, SHARE, THIN]))


def test_the_design_in_every_face() -> None:
    facts = DesignFacts(1520, "strata and weights", 1544.2, 4, 1520, 1516, 0.42, 3.9, 1201.6)
    hold("survey_design", build_design(facts))


def test_contrasts_in_every_face() -> None:
    hold("survey_contrasts", build_contrasts([APART, MADE]))


def test_one_comparison_has_its_segments_as_heads() -> None:
    table = build_contrasts([APART])
    assert [column.title for column in table.read_columns][2:4] == ["The north", "The south"]
    assert table.title == "North and south"


def test_a_crosstab_in_every_face() -> None:
    cells = (
        CrosstabCell("yes", "north", 40, 41.3, 0.4, 0.8, Interval(0.7, 0.88)),
        CrosstabCell("no", "north", 0, 0.0, 0.0, math.nan),
    )
    hold("survey_crosstab", build_crosstab(
        Crosstab("tired", "region", cells, 100, 4.2, 4.1, 1.0, 98.0, 0.043, "Rao-Scott F")
    ))  # fmt: skip


@pytest.mark.parametrize("name", ["n", "share", "low"])
def test_a_variable_may_be_called_as_a_column_is(name: str) -> None:
    cells = (CrosstabCell("yes", "a", 4, 4.0, 0.4, 0.8, None),)
    table = build_crosstab(Crosstab(name, name, cells, 4, 0, 0, 1, 3, 1.0))
    assert [column.title for column in table.columns[:2]] == [name, name]
    assert table.rows[0].values["row"] == "yes"


def test_a_model_in_every_face() -> None:
    rows = (
        Coefficient("(intercept)", -0.4123, 0.2, -2.06, 0.0405, Interval(-0.8, -0.02), 0.662,
                    Interval(0.45, 0.98)),
        Coefficient("gain", 0.0, math.nan, math.nan, math.nan),
    )  # fmt: skip
    found = SurveyModel("tired ~ gain", "logistic", rows, 120, 118, 1.0, method="logistic model")
    hold("survey_model", build_coefficients(found))
    terms = replace(found, terms=(TermTest("region", 3.21, 2, 117, 0.0438),))
    assert build_terms(terms).rows[0].values["F"] == 3.21


def test_variables_and_scales_in_every_face() -> None:
    mood = Variable(
        "mood", "ordinal", "How it is", ("low", "high"), 30, 3, codes=("1", "2"),
        absent=(("refused", 2),),
    )  # fmt: skip
    text = Variable("why", "text", n=12, missing=21)
    scale = Reliability(
        "calm", ("a", "b", "c"), n=28, scored=30, alpha=0.8123, alpha_interval=Interval(0.7, 0.89),
        notes=("omega cannot be had",),
    )  # fmt: skip
    counts = {"mood": (ValueCount("low", 20), ValueCount("high", 10))}
    view = SurveyView("s.csv", 33, (mood, text), (scale,), counts)
    hold("survey_variables", build_survey(view))
    hold("survey_scales", build_scales(view))


def shared(voiced: int, n: int, segment: str = "") -> Prevalence:
    share = voiced / n if n else math.nan
    ends = Interval(share / 2, (share + 1) / 2) if n else Interval(math.nan, math.nan)
    return Prevalence("trust", voiced, n, share, ends, segment)


def themes() -> ResultTable:
    shares = {"": shared(9, 16), "leaders": shared(7, 8, "leaders"), "few": shared(2, 3, "few")}

    def find(place: int, segment: str) -> ThemeShare:
        return ThemeShare(shares.get(segment) if not place else None, (f"“I do.” (P{place})",))

    titles = [("leaders", "Leaders <b>"), ("few", "The few"), ("none", "Nobody")]
    return build_themes_by_segment(["Trust", "Doubt"], titles, find, 5)


def test_themes_by_segment_in_every_face() -> None:
    hold("themes_by_segment", themes())


def test_too_few_people_are_neither_shown_nor_quoted() -> None:
    [row, _] = themes().rows
    assert row.values["few"] is row.values["few_n"] is None
    assert row.instead["few"] == "too few people to show"
    assert "few" not in row.opens
    assert row.values["leaders"] == 7


def test_both_strands_side_by_side_in_every_face() -> None:
    said = MetaInference("trust", "tired", "expands", "They =say how.", "Ana", "2025-01-01")
    survey = (describe_estimate(SHARE, "The north"), describe_estimate(THIN, "The south"))
    talk = (describe_share(shared(9, 16), "All"), describe_share(shared(0, 0), "Nobody"))
    quotes = ("“I do.” (P1, talk, turn 3)", "“Not I.” (P2, talk, turn 8)")
    rows = [
        JointRow("trust", "Trust", "tired", "Tired of it", survey, talk, quotes, said),
        JointRow("doubt", "Doubt", "", "", ("nothing",), talk[1:], ()),
    ]
    hold("joint_display", build_sides(rows))
