"""Every block that R's survey package printed for the api and nhanes samples, digit by digit.

``survey_R_outputs.txt``: survey 4.1.1 under R 4.2.2. One test a printed block; figures are typed as
printed and held to half a unit of their last digit.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from interviewkit.model import Estimate
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.design import Design
from interviewkit.survey.design_columns import design_of
from interviewkit.survey.estimates import Domains, by_levels, estimates
from interviewkit.survey.intervals import symmetric
from interviewkit.survey.quantiles import quantiles

pytestmark = pytest.mark.shared

Sample = tuple[Answers, Design]

DESIGNS = {
    "ds": ("apistrat", {"weight": "pw", "strata": ("stype",), "fpc": ("fpc",)}),
    "d1": ("apiclus1", {"weight": "pw", "clusters": ("dnum",), "fpc": ("fpc",)}),
    "d2": ("apiclus2", {"clusters": ("dnum", "snum"), "fpc": ("fpc1", "fpc2")}),
    "dw": ("apistrat", {"weight": "pw"}),
    "nhanes": ("nhanes", {"weight": "WTMEC2YR", "strata": ("SDMVSTRA",), "clusters": ("SDMVPSU",)}),
}  # fmt: skip
TYPES = {"sch.wide": "flag", "comp.imp": "flag", "race": "category", "RIAGENDR": "category",
         "HI_CHOL": "number"}  # fmt: skip


@pytest.fixture(scope="module")
def designs(shared: Path) -> dict[str, Sample]:
    made = {}
    for name, (file, declared) in DESIGNS.items():
        settings = SurveySettings(respondent="", columns=TYPES, **declared)
        answers, _ = read_answers(shared / "gold_survey" / f"{file}.csv", settings)
        made[name] = (answers, design_of(answers, settings))
    return made


def near(printed: str) -> object:
    """A printed figure, to half a unit of its last digit."""
    digits, _, exponent = printed.partition("e")
    places = len(digits.partition(".")[2]) - int(exponent or 0)
    return pytest.approx(float(printed), abs=0.5001 * 10**-places, rel=0)


def whole(sample: Sample, variable: str, statistic: str = "", **more: str) -> list[Estimate]:
    answers, design = sample
    everyone = Domains.of({}, rows=len(answers))
    return estimates(answers, design, variable, everyone, statistic=statistic, **more)


MEANS = {
    "ds": ("662.28736 9.40894", "629.39484 9.96395"),
    "d1": ("644.16940 23.54224", "606.97814 24.22504"),
    "d2": ("670.81181 30.09903", "645.03395 29.71131"),
    "dw": ("662.28736 9.58543", "629.39484 10.08867"),
}


@pytest.mark.parametrize("name", MEANS)
def test_svymean(designs: dict[str, Sample], name: str) -> None:
    for variable, printed in zip(("api00", "api99"), MEANS[name], strict=True):
        (found,) = whole(designs[name], variable)
        value, se = printed.split()
        assert (found.value, found.se) == (near(value), near(se))


TOTALS = {
    "ds": "3687177.5 114641.72", "d1": "3404940.1 932235.03",
    "d2": "2639272.9 799637.77", "dw": "3687177.5 117624.76",
}  # fmt: skip


@pytest.mark.parametrize("name", TOTALS)
def test_svytotal(designs: dict[str, Sample], name: str) -> None:
    (found,) = whole(designs[name], "enroll", "total")
    value, se = TOTALS[name].split()
    assert (found.value, found.se) == (near(value), near(se))
