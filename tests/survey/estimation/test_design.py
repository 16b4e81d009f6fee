"""Designs from columns: what is read, what is assumed and said, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.linalg import hadamard

from interviewkit.errors import SurveyError
from interviewkit.model.section_settings import ReplicateSettings
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.estimation.design import SurveyDesign
from interviewkit.survey.estimation.design_columns import build_design
from interviewkit.survey.estimation.estimates import Domains, estimate_domains
from interviewkit.survey.estimation.values import split_by_levels

Made = tuple[Answers, SurveyDesign]
Make = Callable[..., Made]

ROWS = """\
id,w,region,school,size,y
1,2,north,a,30,1
2,2,north,a,30,3
3,4,north,b,30,5
4,1,south,a,20,2
5,1,south,c,20,8
6,3,south,c,20,7
"""


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def maker(text: str = ROWS, **declared: object) -> Made:
        (tmp_path / "survey.csv").write_text(text, encoding="utf-8")
        settings = SurveySettings(**{"respondent": "id", **declared})  # type: ignore[arg-type]
        answers, _ = read_answers(tmp_path / "survey.csv", settings)
        return answers, build_design(answers, settings)

    return maker


def se(made: Made, variable: str = "y", statistic: str = "") -> float:
    answers, design = made
    everyone = Domains.of({}, rows=len(answers))
    return estimate_domains(answers, design, variable, everyone, statistic=statistic)[0].se


def test_nothing_declared_is_a_simple_random_sample(make: Make) -> None:
    made = make()
    y = np.array([1, 3, 5, 2, 8, 7.0])
    assert se(made) == pytest.approx(y.std(ddof=1) / np.sqrt(6))
    assert (made[1].words, made[1].degrees_of_freedom()) == ("a simple random sample", 5)


def test_strata_and_clusters_enter_the_error(make: Make) -> None:
    """The textbook's formula: within strata, between weighted sums of clusters."""
    made = make(weight="w", strata=("region",), clusters=("school",))
    assert made[1].words == "weights, 2 strata, 4 clusters"
    assert made[1].degrees_of_freedom() == 2
    assert made[1].notes == (
        "cluster names come back in several strata; taken as different clusters",
    )
    total = sum(w * y for w, y in [(2, 1), (2, 3), (4, 5), (1, 2), (1, 8), (3, 7)])
    mean = total / 13
    sums = {"na": 2 * (1 - mean) + 2 * (3 - mean), "nb": 4 * (5 - mean),
            "sa": 1 * (2 - mean), "sc": (8 - mean) + 3 * (7 - mean)}  # fmt: skip
    # Of two clusters, 2/(2-1) times the squares around the mean is the squared difference.
    variance = (sums["na"] - sums["nb"]) ** 2 + (sums["sa"] - sums["sc"]) ** 2
    assert se(made) == pytest.approx(np.sqrt(variance) / 13)


def test_a_population_corrects_the_error_and_gives_weights_where_there_are_none(
    make: Make,
) -> None:
    text = ROWS.replace(",30,", ",6,").replace(",20,", ",12,")
    answers, design = make(text, strata=("region",), fpc=("size",))
    assert design.weights.tolist() == [2, 2, 2, 4, 4, 4]
    assert design.notes == ("no weight column: weights are population over sample, from fpc",)
    assert "finite population" in design.words
    y = np.array([[1, 3, 5], [2, 8, 7.0]])
    parts = np.array([6, 12]) ** 2 * np.array([0.5, 0.75]) * y.var(axis=1, ddof=1) / 3
    assert se((answers, design), statistic="total") == pytest.approx(np.sqrt(parts.sum()))
    fractions = text.replace(",6,", ",0.5,").replace(",12,", ",0.25,")
    assert se(make(fractions, strata=("region",), fpc=("size",))) == pytest.approx(
        se((answers, design))
    )


def test_rows_without_a_usable_weight_are_no_part_of_the_sample(make: Make) -> None:
    text = ROWS + "7,,north,a,30,9\n8,-1,south,c,20,9\n9,0,south,c,20,9\n"
    answers, design = make(text, weight="w")
    assert design.weights.tolist() == [2, 2, 4, 1, 1, 3, 0, 0, 0]
    # The row of weight zero was drawn and counts for nothing; the other two were not drawn.
    assert design.stages[0].clusters == 7
    assert design.degrees_of_freedom() == 5
    everyone = Domains.of({}, rows=len(answers))
    assert estimate_domains(answers, design, "y", everyone)[0].n == 6


def test_rows_without_a_stratum_are_left_out_and_said(make: Make) -> None:
    text = ROWS + "7,1,,a,30,9\n"
    _, design = make(text, weight="w", strata=("region",))
    assert design.weights[-1] == 0
    assert design.notes == ("1 row has no stratum, cluster or population size; left out",)


LONELY = ROWS + "7,5,west,d,9,4\n"


def test_a_stratum_of_one_unit_is_said_and_handled_as_declared(make: Make) -> None:
    """R's options(survey.lonely.psu), by hand: adjust measures it from the grand mean."""
    found = {
        policy: make(LONELY, weight="w", strata=("region",), lonely=policy)
        for policy in ("adjust", "certainty", "average", "fail")
    }
    assert found["adjust"][1].notes == (
        "a stratum has one unit, so the spread within is not known (region west); "
        '[survey] lonely = "adjust"',
    )
    with pytest.raises(SurveyError, match=r"a stratum has one unit.*: region west") as caught:
        se(found["fail"])
    assert caught.value.hint == 'join it with another, or set [survey] lonely = "adjust"'
    answers, design = found["adjust"]
    y, w = answers.table["y"].to_numpy(dtype=float), design.weights
    extra = (5 * (4 - (w @ y) / w.sum()) / w.sum()) ** 2
    certain = se(found["certainty"]) ** 2
    assert se(found["adjust"]) ** 2 == pytest.approx(certain + extra)
    assert se(found["average"]) ** 2 == pytest.approx(certain * 3 / 2)


def test_a_stratum_that_is_its_whole_population_is_not_lonely(make: Make) -> None:
    text = LONELY.replace("west,d,9", "west,d,1")
    _, design = make(text, weight="w", strata=("region",), fpc=("size",), lonely="fail")
    assert design.stages[0].lonely == ()


def test_people_who_answer_in_several_waves_are_clusters(make: Make) -> None:
    text = "id,wave,y\n" + "".join(f"{i},{w},{i + w}\n" for i in range(1, 6) for w in (1, 2))
    answers, design = make(text, wave="wave")
    assert design.stages[0].clusters == 5
    assert design.notes == ("people answered in several waves; each person is a cluster",)
    alone = se((answers, design))
    assert alone > 1.3 * se(make(text, respondent="", columns={"wave": "number"}))


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ({"strata": ("regoin",)}, r"\[survey\] strata: there is no column 'regoin'"),
        ({"clusters": ("scool",)}, r"\[survey\] clusters: there is no column 'scool'"),
        ({"fpc": ("region",)}, "the column 'region' holds no numbers"),
        ({"fpc": ("size",)}, "'size' is not the same for all rows of a stratum"),
        ({"fpc": ("y",), "strata": ("id",)}, "'y' says that the population is smaller"),
        ({"fpc": ("size", "w")}, "fpc names more columns than there are stages"),
        ({"replicates": ReplicateSettings("BRR", ("rep*",))}, "fewer than two columns fit rep*"),
        ({"replicates": ReplicateSettings("", ("w",))}, "needs type"),
        ({"replicates": ReplicateSettings("JKn", ("w", "y"))}, "JKn needs rscales"),
        ({"replicates": ReplicateSettings("other", ("w", "y"))}, "the type other needs a scale"),
        ({"replicates": ReplicateSettings("BRR", ("w", "region"))}, "'region' holds no numbers"),
        ({"margins": {"regoin": {"north": 1.0}}}, "there is no column 'regoin'"),
        ({"margins": {"region": {"north": 1.0}}}, "says nothing of 'south'"),
        ({"margins": {"region": {"north": 0.0, "south": 0.0}}}, "adds up to nothing"),
        (
            {"margins": {"region": {"north": 1.0, "south": 2.0, "west": 3.0}}},
            "region: a level of the margin has nobody in the sample",
        ),
    ],
)
def test_what_cannot_be_is_said(make: Make, declared: dict[str, object], said: str) -> None:
    text = ROWS.replace("6,3,south,c,20,7", "6,3,south,c,20,0.5")
    with pytest.raises(SurveyError) as caught:
        make(text, **declared)
    import re

    assert re.search(said.replace("*", r"\*"), caught.value.message)


def test_margins_are_met_and_gaps_are_said(make: Make) -> None:
    text = ROWS + "7,1,,a,30,9\n"
    margins = {"region": {"north": 60.0, "south": 40.0}, "school": {"a": 30.0, "b": 50.0, "c": 25}}
    answers, design = make(text, weight="w", margins=margins)
    sums = {
        k: float(design.weights[m].sum()) for k, m in split_by_levels(answers, "region").items()
    }
    assert design.words == "weights, raked to region and school"
    assert design.notes == (
        "1 row has no region, and their share of the weight is kept in that margin",
        "margins of different populations (region 100 and school 105) are brought to that of "
        "region",
    )
    assert sums == pytest.approx({"region = north": 60 * 13 / 14, "region = south": 40 * 13 / 14})
    schools = {
        k: float(design.weights[m].sum()) for k, m in split_by_levels(answers, "school").items()
    }
    assert list(schools.values()) == pytest.approx([100 / 105 * n for n in (30, 50, 25)])


def test_raking_explains_the_margins_away(make: Make) -> None:
    """The share of a level whose total is known has no error left."""
    margins = {"region": {"north": 60.0, "south": 40.0}}
    answers, design = make(weight="w", margins=margins)
    everyone = Domains.of({}, rows=len(answers))
    for each in estimate_domains(answers, design, "region", everyone):
        assert each.value == pytest.approx(margins["region"][each.level] / 100)
        assert each.se == pytest.approx(0, abs=1e-12)


def jackknife(answers: Answers, design: SurveyDesign, cluster: str) -> Answers:
    """Answers with a replicate weight for each cluster left out."""
    codes = answers.table[cluster].to_numpy()
    names = np.unique(codes)
    table, about = answers.table.copy(), list(answers.variables)
    for i, name in enumerate(names, start=1):
        table[f"jk{i}"] = design.weights * (codes != name) * len(names) / (len(names) - 1)
        about.append(replace(answers.variable("pw"), name=f"jk{i}"))
    return replace(answers, table=table, variables=tuple(about))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("mse", "mean", "ratio", "types"),
    [
        (False, 26.594161357710547, 0.009612800810515777,
         [25.62949908021727, 46.810215822828454, 34.02642456714932]),
        (True, 26.599713722098784, 0.009615102029941302,
         [25.63537659110244, 46.82582715953055, 34.02649733528503]),
    ],
)  # fmt: skip
def test_jackknife_weights_give_the_errors_of_svy(
    shared: Path, mse: bool, mean: float, ratio: float, types: list[float]
) -> None:
    """svy 0.35.0, JackknifeWgts on apiclus1 with each district left out once."""
    settings = SurveySettings(respondent="", weight="pw", columns={"stype": "category"})
    answers, _ = read_answers(shared / "gold_survey" / "apiclus1.csv", settings)
    answers = jackknife(answers, build_design(answers, settings), "dnum")
    design = build_design(
        answers, replace(settings, replicates=ReplicateSettings("JK1", ("jk*",), mse=mse))
    )
    assert design.words == "15 JK1 replicate weights"
    assert design.degrees_of_freedom() == 14
    assert se((answers, design), "api00") == pytest.approx(mean, rel=1e-9)
    everyone = Domains.of({}, rows=len(answers))
    (found,) = estimate_domains(
        answers, design, "api.stu", everyone, statistic="ratio", over="enroll"
    )
    assert found.se == pytest.approx(ratio, rel=1e-9)
    domains = Domains.of(split_by_levels(answers, "stype"), rows=len(answers), everyone=False)
    errors = [each.se for each in estimate_domains(answers, design, "api00", domains)]
    assert errors == pytest.approx(types, rel=1e-9)


@pytest.mark.shared
def test_balanced_replicates_give_the_errors_of_svy(shared: Path) -> None:
    """svy 0.35.0, BrrWgts on nhanes: 16 half samples of its 15 strata, by a Hadamard matrix."""
    settings = SurveySettings(respondent="", weight="WTMEC2YR", columns={"race": "category"})
    answers, _ = read_answers(shared / "gold_survey" / "nhanes.csv", settings)
    table = answers.table.copy()
    stratum = np.unique(table["SDMVSTRA"], return_inverse=True)[1]
    side = np.where(table["SDMVPSU"] == 1, 1, -1)
    signs = hadamard(16)[:, 1:][:, stratum] * side
    weight, about = answers.variable("WTMEC2YR"), list(answers.variables)
    for i, row in enumerate(signs, start=1):
        table[f"brr{i}"] = table["WTMEC2YR"] * (1 + row)
        about.append(replace(weight, name=f"brr{i}"))
    answers = replace(answers, table=table, variables=tuple(about))
    assert list(split_by_levels(answers, "race")) == [
        "race = 1",
        "race = 2",
        "race = 3",
        "race = 4",
    ]
    printed = {
        False: [0.00693731342920138, 0.0068568830346764096, 0.010708378066486515,
                0.025835415220229894],
        True: [0.006949116661661607, 0.006857112357754864, 0.01070925300145635,
               0.02587036878245261],
    }  # fmt: skip
    for mse, errors in printed.items():
        replicates = ReplicateSettings("BRR", ("brr*",), mse=mse)
        design = build_design(answers, replace(settings, replicates=replicates))
        domains = Domains.of(split_by_levels(answers, "race"), rows=len(answers), everyone=False)
        found = estimate_domains(answers, design, "HI_CHOL", domains, statistic="mean")
        assert [each.se for each in found] == pytest.approx(errors, rel=1e-9)


def test_stratified_jackknife_of_a_total_is_the_linearised_error(make: Make) -> None:
    """For totals the two agree exactly: Wolter (2007), Introduction to Variance Estimation, 4.5."""
    header, *rows = ROWS.splitlines()
    lines = [header + "," + ",".join(f"r{i}" for i in range(6))]
    cells = [row.split(",") for row in rows]
    for row in cells:
        weights = [
            float(row[1]) * (1 if row[2] != other[2] else 0 if row is other else 1.5)
            for other in cells
        ]
        lines.append(",".join([*row, *map(str, weights)]))
    text = "\n".join(lines) + "\n"
    replicates = ReplicateSettings("JKn", ("r?",), rscales=(2 / 3,) * 6, mse=True)
    found = make(text, weight="w", columns={f"r{i}": "number" for i in range(6)},
                 replicates=replicates)  # fmt: skip
    linearised = make(weight="w", strata=("region",))
    assert se(found, statistic="total") == pytest.approx(se(linearised, statistic="total"))
