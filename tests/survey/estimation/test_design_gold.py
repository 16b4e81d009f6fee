"""Every figure that R's survey package printed for the api and nhanes samples, to its last digit.

``survey_R_outputs.txt`` is the output of survey 4.1.1 under R 4.2.2. One test a kind of printed
block, for each of the designs; figures are read off the file and held to half a unit of the last
digit printed.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from interviewkit.model import Estimate
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.estimation.calibration import calibrate_weights, rake_weights
from interviewkit.survey.estimation.contrasts import estimate_contrasts
from interviewkit.survey.estimation.crosstab import cross_tabulate
from interviewkit.survey.estimation.design import SurveyDesign
from interviewkit.survey.estimation.design_columns import build_design
from interviewkit.survey.estimation.estimates import Domains, estimate_domains, estimate_quantiles
from interviewkit.survey.estimation.formula import read_formula
from interviewkit.survey.estimation.intervals import build_symmetric_intervals
from interviewkit.survey.estimation.models import fit_model
from interviewkit.survey.estimation.values import split_by_levels
from interviewkit.survey.estimation.weighted import effective_n

pytestmark = pytest.mark.shared

Sample = tuple[Answers, SurveyDesign]

DESIGNS = {
    "ds": ("apistrat", {"weight": "pw", "strata": ("stype",), "fpc": ("fpc",)}),
    "d1": ("apiclus1", {"weight": "pw", "clusters": ("dnum",), "fpc": ("fpc",)}),
    "d2": ("apiclus2", {"clusters": ("dnum", "snum"), "fpc": ("fpc1", "fpc2")}),
    "dw": ("apistrat", {"weight": "pw"}),
}  # fmt: skip
NHANES = {"weight": "WTMEC2YR", "strata": ("SDMVSTRA",), "clusters": ("SDMVPSU",)}
TYPES = {"sch.wide": "flag", "comp.imp": "flag", "stype": "category", "race": "category",
         "RIAGENDR": "category", "HI_CHOL": "number"}  # fmt: skip


def read(shared: Path, file: str, declared: dict[str, object]) -> Sample:
    settings = SurveySettings(respondent="", columns=TYPES, **declared)
    answers, _ = read_answers(shared / "gold_survey" / f"{file}.csv", settings)
    return answers, build_design(answers, settings)


@pytest.fixture(scope="module", params=DESIGNS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sample(shared: Path, name: str) -> Sample:
    return read(shared, *DESIGNS[name])


@pytest.fixture(scope="module")
def sections(shared: Path) -> dict[str, str]:
    text = (shared / "gold_survey" / "survey_R_outputs.txt").read_text(encoding="utf-8")
    pieces = re.split(r"^==+ (.*?) ==+$", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


@pytest.fixture(scope="module")
def printed(sections: dict[str, str], name: str) -> str:
    return sections[name]


def line(text: str, start: str, nth: int = 0) -> list[str]:
    """The figures of the nth line that begins so; stars of significance are dropped."""
    found = [each for each in text.splitlines() if re.match(rf"\s*{re.escape(start)}\s", each)]
    figures = found[nth].strip()[len(start) :].replace("< 2e-16", "0").split()
    return [each for each in figures if re.fullmatch(r"-?\d[\d.]*(e[-+]\d+)?|NaN?|NA", each)]


def near(figure: str) -> object:
    """A printed figure, to half a unit of its last digit."""
    digits, _, exponent = figure.partition("e")
    places = len(digits.partition(".")[2]) - int(exponent or 0)
    return pytest.approx(float(figure), abs=0.501 * 10.0**-places, rel=0)


def nears(figures: list[str]) -> list[object]:
    return [near(each) for each in figures]


def whole(sample: Sample, variable: str, statistic: str = "", **more: str) -> list[Estimate]:
    answers, design = sample
    everyone = Domains.of({}, rows=len(answers))
    return estimate_domains(answers, design, variable, everyone, statistic=statistic, **more)


@pytest.mark.parametrize("variable", ["api00", "api99"])
def test_svymean(sample: Sample, printed: str, variable: str) -> None:
    (found,) = whole(sample, variable)
    assert [found.value, found.se] == nears(line(printed, variable))


def test_svytotal(sample: Sample, printed: str) -> None:
    (found,) = whole(sample, "enroll", "total")
    assert [found.value, found.se] == nears(line(printed, "enroll"))


def test_svymean_of_a_factor(sample: Sample, printed: str) -> None:
    for found in whole(sample, "stype"):
        assert [found.value, found.se] == nears(line(printed, f"stype{found.level}"))


def test_svyratio(sample: Sample, printed: str) -> None:
    (found,) = whole(sample, "api.stu", "ratio", over="enroll")
    value, se = line(printed, "api.stu"), line(printed, "api.stu", 1)
    if value == ["NA"]:  # R was not told to leave out schools without enrolment; we do
        assert (found.n, found.interval is not None) == (120, True)
    else:
        assert [found.value, found.se] == nears([*value, *se])


def test_confint(sample: Sample, printed: str) -> None:
    (found,) = whole(sample, "api00")
    normal, students = line(printed, "api00", 1), line(printed, "api00", 2)
    value, se = np.array([found.value]), np.array([found.se])
    assert [
        float(end[0]) for end in build_symmetric_intervals(value, se, np.array([math.inf]))
    ] == nears(normal)
    assert found.interval is not None
    assert [found.interval.low, found.interval.high] == nears(students)


def test_svyquantile(sample: Sample, printed: str) -> None:
    answers, design = sample
    for found in estimate_quantiles(answers, design, "api00", Domains.of({}, rows=len(answers))):
        assert found.interval is not None
        figures = [found.value, found.interval.low, found.interval.high, found.se]
        assert figures == nears(line(printed, found.level))


def test_svyby(sample: Sample, printed: str) -> None:
    answers, design = sample
    domains = Domains.of(split_by_levels(answers, "stype"), rows=len(answers), everyone=False)
    for found in estimate_domains(answers, design, "api00", domains):
        level = found.segment.partition(" = ")[2]
        assert [found.value, found.se] == nears(line(printed, f"{level}     {level}"))


@pytest.mark.parametrize("outcome", ["api00", "`sch.wide`"])
def test_svyglm(sample: Sample, printed: str, outcome: str) -> None:
    answers, design = sample
    everyone = np.ones(len(answers), dtype=bool)
    formula = read_formula(f"{outcome} ~ ell + meals + mobility", answers, everyone)
    found = fit_model(design, formula, everyone)
    nth = 0 if outcome == "api00" else 1
    for each in found.coefficients:
        term = each.term.replace("(intercept)", "(Intercept)")
        figures = [each.value, each.se, each.t, each.p]
        assert figures == nears(line(printed, term, nth))
    assert found.family == ("linear", "logistic")[nth]
    dispersion = re.findall(r"family taken to be ([\d.]+)", printed)[nth]
    assert found.dispersion == near(dispersion)


def test_svychisq_and_svytable(sample: Sample, printed: str) -> None:
    answers, design = sample
    schoolwide, improved = (split_by_levels(answers, each) for each in ("sch.wide", "comp.imp"))
    found = cross_tabulate(design, "sch.wide", schoolwide, "comp.imp", improved)
    f, ndf, ddf, p = re.search(  # type: ignore[union-attr]
        r"F = ([\d.]+), ndf = (\d+), ddf = (\d+), p-value = ([\d.e-]+)", printed
    ).groups()
    assert [found.f, found.ndf, found.ddf, found.p] == nears([f, ndf, ddf, p])
    total = sum(cell.weighted_n for cell in found.cells)
    assert total == pytest.approx(float(design.weights.sum()))
    for cell in found.cells:
        row, column = (text.partition(" = ")[2].capitalize() for text in (cell.row, cell.column))
        last = printed[printed.index("sch.wide           No") if "sch.wide           No" in printed
                       else printed.index("sch.wide       No"):]  # fmt: skip
        figures = dict(zip(("No", "Yes"), line(last, row), strict=True))
        assert cell.weighted_n == near(figures[column])


def test_svyciprop(sample: Sample, printed: str) -> None:
    (found,) = whole(sample, "sch.wide")
    assert found.interval is not None
    figures = [found.value, found.interval.low, found.interval.high]
    assert figures == nears(line(printed, 'I(sch.wide == "Yes")'))


def test_svyttest(sample: Sample, printed: str) -> None:
    answers, design = sample
    levels = split_by_levels(answers, "comp.imp")
    pair = {"yes": levels["comp.imp = yes"], "no": levels["comp.imp = no"]}
    (found,) = estimate_contrasts(answers, design, "api00", pair)
    t, df, p = re.search(  # type: ignore[union-attr]
        r"t = ([\d.]+), df = (\d+), p-value = ([\d.e-]+)", printed
    ).groups()
    assert [found.difference / found.se, found.df, found.p] == nears([t, df, p])
    lines = printed.splitlines()
    ends = lines[next(i for i, each in enumerate(lines) if "confidence interval" in each) + 1]
    difference = lines[next(i for i, each in enumerate(lines) if "difference in mean" in each
                            and "true" not in each) + 1]  # fmt: skip
    assert found.difference_interval is not None
    interval = found.difference_interval
    assert [interval.low, interval.high] == nears(ends.split())
    assert found.difference == near(difference.strip())


def test_svyvar(sample: Sample, printed: str) -> None:
    (found,) = whole(sample, "api00", "variance")
    tail = printed[printed.index("variance") :]
    assert [found.value, found.se] == nears(line(tail, "api00"))


def test_degf(sample: Sample, printed: str) -> None:
    assert sample[1].degrees_of_freedom() == float(re.findall(r"^\[1\] (\d+)$", printed, re.M)[-1])


def test_deff(sample: Sample, printed: str) -> None:
    (found,) = whole(sample, "api00")
    tail = printed[printed.index("DEff") :]
    assert [found.value, found.se, found.deff] == nears(line(tail, "api00"))


STYPE = {"E": 4421.0, "H": 755.0, "M": 1018.0}
WIDE = {"no": 1072.0, "yes": 5122.0}


def fitted(shared: Path, margins: dict[str, dict[str, float]]) -> Sample:
    return read(shared, "apiclus1", {**DESIGNS["d1"][1], "margins": margins})


def test_poststratify(shared: Path, sections: dict[str, str]) -> None:
    text, sample = sections["raking/poststrat d1"], fitted(shared, {"stype": STYPE})
    (mean,), (total,) = whole(sample, "api00"), whole(sample, "enroll", "total")
    assert [mean.value, mean.se] == nears(line(text, "api00", 0))
    assert [total.value, total.se] == nears(line(text, "enroll"))


def test_calibrate(shared: Path, sections: dict[str, str]) -> None:
    answers, design = read(shared, *DESIGNS["d1"])
    hits = split_by_levels(answers, "stype")
    api99 = answers.table["api99"].to_numpy(dtype=float)
    known = np.stack([*(mask.astype(float) for mask in hits.values()), api99], axis=1)
    weights, adjustment = calibrate_weights(
        design.weights, known, np.array([4421, 755, 1018, 3914069.0])
    )
    sample = answers, replace(design, weights=weights, adjustments=(adjustment,))
    (mean,) = whole(sample, "api00")
    figures = line(sections["raking/poststrat d1"], "api00", 1)
    assert [mean.value, mean.se] == nears(figures)


def test_rake(shared: Path, sections: dict[str, str]) -> None:
    text = sections["raking/poststrat d1"]
    answers, design = read(shared, *DESIGNS["d1"])
    cells = [
        np.argmax([*split_by_levels(answers, each).values()], axis=0)
        for each in ("stype", "sch.wide")
    ]
    totals = [np.array([*STYPE.values()]), np.array([WIDE["yes"], WIDE["no"]])]
    # R stops where no cell moves by more than one unit; what study.toml asks for goes on.
    weights, raked = rake_weights(design.weights, cells, totals, tolerance=1)
    (mean,) = whole((answers, replace(design, weights=weights, adjustments=(raked,))), "api00")
    assert [mean.value, mean.se] == nears(line(text, "api00", 2))
    (further,) = whole(fitted(shared, {"stype": STYPE, "sch.wide": WIDE}), "api00")
    assert [further.value, further.se] == pytest.approx([mean.value, mean.se], rel=1e-5)
    summary = [weights.min(), np.quantile(weights, 0.25), np.median(weights), weights.mean(),
               np.quantile(weights, 0.75), weights.max()]  # fmt: skip
    assert summary == nears(text.strip().splitlines()[-1].split())


def test_nhanes_svyby(shared: Path, sections: dict[str, str]) -> None:
    answers, design = read(shared, "nhanes", NHANES)
    for race in "1234":
        for gender in "12":
            mask = split_by_levels(answers, "race")[f"race = {race}"]
            mask = mask & split_by_levels(answers, "RIAGENDR")[f"RIAGENDR = {gender}"]
            (found,) = estimate_domains(
                answers,
                design,
                "HI_CHOL",
                Domains.of({"d": mask}, rows=len(answers), everyone=False),
            )
            row = line(sections["nhanes"], f"{race}.{gender}    {race}        {gender}")
            assert [found.value, found.se] == nears(row)


def test_nhanes_svyglm(shared: Path, sections: dict[str, str]) -> None:
    answers, design = read(shared, "nhanes", NHANES)
    everyone = np.ones(len(answers), dtype=bool)
    formula = read_formula("(HI_CHOL == 1) ~ race + RIAGENDR", answers, everyone)
    found = fit_model(design, formula, everyone)
    for each in found.coefficients:
        term = re.sub(r"(\w+)\[(\d)\]", r"factor(\1)\2", each.term)
        term = term.replace("(intercept)", "(Intercept)")
        row = line(sections["nhanes"], term)
        assert [each.value, each.se, each.t, each.p] == nears(row)
    # With gaps in the outcome R scales the dispersion by the mean weight of those who are left over
    # the mean weight of all, which means nothing; ours is not scaled.
    answered = answers.table["HI_CHOL"].notna().to_numpy(dtype=bool)
    factor = design.weights[answered].mean() / design.weights.mean()
    dispersion = re.findall(r"family taken to be ([\d.]+)", sections["nhanes"])
    assert found.dispersion * factor == near(dispersion[0])


@pytest.mark.parametrize(("fpc", "se"), [((), ".7412683"), (("Nh",), ".6160407")])
def test_statas_example_of_a_finite_population(shared: Path, fpc: tuple[str, ...], se: str) -> None:
    """Stata's manual, svyset, the data set fpc: 5.448148 with and without the correction."""
    declared = {"weight": "weight", "strata": ("stratid",), "clusters": ("psuid",), "fpc": fpc}
    answers, design = read(shared, "fpc", declared)
    everyone = Domains.of({}, rows=len(answers))
    (found,) = estimate_domains(answers, design, "x", everyone, statistic="mean")
    assert [found.value, found.se] == nears(["5.448148", se])


def test_kish(shared: Path, sections: dict[str, str]) -> None:
    _, design = read(shared, *DESIGNS["dw"])
    assert effective_n(design.weights) == near(sections["kish ess apistrat"].split()[-1])
