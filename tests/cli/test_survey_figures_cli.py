"""The survey's figures by command: what people type, see, and are told when it cannot be."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders import read_reports
from interviewkit.cli import main
from interviewkit.study import Study

TOML = """
[study]
name = "Small"
[survey]
file = "survey.csv"
weight = "w"
show = ["tired", "gain"]
{more}
[survey.phrases]
tired = "are tired"
[segments]
north = 'region == "north"'
south = {{ rule = 'region == "south"', label = "The south" }}
rich = 'gain >= 5'
nobody = 'gain > 99'
talkers = 'role == "leader"'
"""
COMPARE = """
[[survey.compare]]
title = "North and south"
between = ["north", "south"]
of = ["tired", "gain"]
[[survey.compare]]
between = ["north", "nobody"]
"""
ROWS = [
    (i, "north" if i % 2 else "south", "yes" if i % 3 else "no", i % 10, 1 + i % 2, "a b c"[i % 5])
    for i in range(1, 121)
]


def small(folder: Path, more: str = COMPARE) -> str:
    text = "respondent,region,tired,gain,w,kind\n"
    text += "".join(",".join(map(str, row)) + "\n" for row in ROWS)
    (folder / "survey.csv").write_text(text, "utf-8")
    (folder / "study.toml").write_text(TOML.format(more=more), "utf-8")
    return str(folder)


@pytest.fixture
def study(tmp_path: Path) -> str:
    return small(tmp_path)


def call(*args: str) -> Result:
    return CliRunner().invoke(main, ["survey", *args], catch_exceptions=False)


def read(*args: str) -> Any:
    result = call(*args, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_design_is_told(study: str) -> None:
    facts = read("design", "--study", study)
    assert (facts["n"], facts["df"], facts["strata"]) == (120, 119, 1)
    assert facts["weighted_n"] == 180
    assert facts["allows_for"] == "weights"


def test_estimates_by_segment_variable_and_rule(study: str) -> None:
    rows = read("estimate", "tired", "--by", "north", "--by", "region", "--by", "gain < 5",
                "--study", study)  # fmt: skip
    assert [row["segment"] for row in rows] == [
        "(everyone)", "north", "region = north", "region = south", "gain < 5",
    ]  # fmt: skip
    assert rows[1]["value"] == rows[2]["value"] == pytest.approx(40 / 60)
    assert all(row["low"] < row["value"] < row["high"] for row in rows)
    every = read("estimate", "--by", "all", "--study", study)
    assert {row["segment"] for row in every} == {
        "(everyone)", "north", "south", "rich", "nobody"
    }  # fmt: skip
    assert [row["n"] for row in every if row["segment"] == "nobody"] == [0, 0]


def test_every_statistic_is_to_be_had(study: str) -> None:
    found = read("estimate", "gain", "--at", "0.5", "--study", study)
    assert [(row["statistic"], row["level"]) for row in found] == [("quantile", "0.5")]
    (total,) = read("estimate", "tired", "--statistic", "total", "--study", study)
    assert total["value"] == 120
    (ratio,) = read("estimate", "gain", "--over", "w", "--study", study)
    assert (ratio["statistic"], ratio["level"]) == ("ratio", "over w")
    written = call("estimate", "tired", "--format", "csv", "--study", study).stdout
    (row,) = csv.DictReader(io.StringIO(written))
    assert row["method"].startswith("share, logit interval; errors allow for weights")


def test_two_segments_are_compared_in_figures_and_words(study: str) -> None:
    rows = read("compare", "north", "south", "--of", "tired", "--study", study)
    assert rows[0]["words"].startswith("67% of “north” are tired (95% CI")
    assert "against 67% of “The south”" in rows[0]["words"]
    shown = call("compare", "north", "rich", "--of", "gain", "--study", study)
    assert "people are in both; the intervals allow for it." in shown.stdout
    assert rows[0]["shared"] == 0


def test_the_comparisons_of_study_toml_stand_though_one_cannot(study: str) -> None:
    result = call("report", "--study", study)
    assert result.exit_code == 0
    assert "are tired" in result.stdout
    assert "problem" in result.stderr or "note" in result.stderr
    assert "[[survey.compare]] nobody is in 'nobody', so there is nothing to compare" in (
        result.stderr
    )
    rows = read("report", "--study", study)
    assert {row["compared"] for row in rows} == {"North and south"}


def test_the_linked_comparisons_come_into_the_report(study: str) -> None:
    (Path(study) / "transcripts").mkdir()
    (Path(study) / "transcripts" / "talk.txt").write_text("Ana: I like it in the north.\n", "utf-8")
    run = Study.open(study)
    run.ingest()
    outcome = run.link()
    assert any("nobody is in 'nobody'" in each.what for each in outcome.problems)
    assert not run.link().did
    run.report()
    page = read_reports(Path(study), "html")
    assert "North and south" in page
    assert re.search(r"of “north” are tired", page)
    assert "percentage points" in page


def test_crosstabs_and_models(study: str) -> None:
    crossed = read("crosstab", "region", "tired", "--study", study)
    assert len(crossed["cells"]) == 4
    assert sum(cell["share"] for cell in crossed["cells"]) == pytest.approx(1)
    assert 0 <= crossed["p"] <= 1
    shown = call("crosstab", "rich", "tired", "--within", "north", "--study", study)
    assert "not in" in shown.stdout
    assert "Rao-Scott F(" in shown.stdout
    fitted = read("model", "tired ~ gain + region", "--study", study)
    assert (fitted["family"], fitted["n"]) == ("logistic", 120)
    assert [row["term"] for row in fitted["coefficients"]] == [
        "(intercept)", "gain", "region[south]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("estimate", "tierd"), "no variable 'tierd'"),
        (("estimate", "tired", "--by", "nroth"), "no segment 'nroth'"),
        (("estimate", "tired", "--by", "talkers"), "the survey cannot tell who is in it"),
        (("estimate", "kind", "--statistic", "mean"), "'kind' is a category; it has no mean"),
        (("estimate", "gain", "--statistic", "share"), "'gain' is a number; it has no shares"),
        (("estimate", "gain", "--statistic", "ratio"), "a ratio needs a denominator"),
        (("compare", "north", "north"), "'north' is compared with itself"),
        (("compare", "north", "nobody"), "nobody is in 'nobody'"),
        (("compare", "north", 'region == "north"'), "hold the same 60 people"),
        (("compare", "north", "south", "--of", "kind", "--level", "z"), "no level 'z'"),
        (("crosstab", "gain", "tired"), "'gain' is a number; it has no shares"),
        (("crosstab", "region", "tired", "--within", "nobody"), "fewer than two answers"),
        (("model", "tired gain"), "is no formula"),
        (("estimate", "tired", "--by", "gain >"), "the rule"),
    ],
)
def test_what_cannot_be_is_said_without_a_traceback(
    study: str, args: tuple[str, ...], said: str
) -> None:
    result = call(*args, "--study", study)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert said in result.stderr


def test_a_study_without_survey_or_comparison_says_so(tmp_path: Path) -> None:
    small(tmp_path, more="")
    assert "asks for no comparison" in call("report", "--study", str(tmp_path)).stderr
    (tmp_path / "study.toml").write_text("[study]\nname = 'x'\n", "utf-8")
    assert "names no survey" in call("design", "--study", str(tmp_path)).stderr


def test_many_figures_at_once_are_said(tmp_path: Path) -> None:
    """50 segments by 50 variables: 2,550 figures, and what that means."""
    names = [f"v{i}" for i in range(50)]
    rows = [[(i * (k + 3)) % 61 + k / 100 for k in range(50)] for i in range(1, 301)]
    text = "respondent," + ",".join(names) + "\n"
    text += "".join(f"{i}," + ",".join(map(str, row)) + "\n" for i, row in enumerate(rows, 1))
    (tmp_path / "survey.csv").write_text(text, "utf-8")
    segments = "".join(f"s{i} = 'v{i} >= 20'\n" for i in range(50))
    show = json.dumps(names)
    (tmp_path / "study.toml").write_text(
        f'[survey]\nfile = "survey.csv"\nshow = {show}\n[segments]\n{segments}', "utf-8"
    )
    result = call("estimate", "--by", "all", "--study", str(tmp_path))
    assert result.exit_code == 0
    assert "2,550 figures at once: by chance alone about 128 will miss" in result.stdout


def gaps(folder: Path) -> str:
    """Forty people of whom one in the south is tired, and ten gave no answer."""
    rows = [
        (i, "north" if i % 2 else "south", "" if i <= 10 else "yes" if i in (12, 13, 15) else "no")
        for i in range(1, 41)
    ]
    text = "respondent,region,tired\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)
    (folder / "survey.csv").write_text(text, "utf-8")
    toml = '[study]\nname = "Gaps"\n[survey]\nfile = "survey.csv"\nshow = ["tired"]\n'
    toml += '[survey.columns]\ntired = "flag"\n[segments]\nsouth = \'region == "south"\'\n'
    (folder / "study.toml").write_text(toml, "utf-8")
    return str(folder)


def test_what_a_figure_is_worth_is_told(tmp_path: Path) -> None:
    study = gaps(tmp_path)
    everyone, south = read("estimate", "tired", "--by", "south", "--study", study)
    assert (everyone["n"], everyone["effective_n"], everyone["no_answer"]) == (30, 30, 10)
    assert everyone["no_answer_share"] == pytest.approx(0.25)
    assert (everyone["bound_low"], everyone["bound_high"]) == pytest.approx((3 / 40, 13 / 40))
    assert south["cautions"][0] == "effective n 15 is under 30"
    assert south["korn_graubard_low"] < south["value"] < south["korn_graubard_high"]
    shown = call("estimate", "tired", "--by", "south", "--study", study)
    head = shown.stdout.splitlines()[0]
    for column in ("effective n", "kg", "no answer", "bounds"):
        assert column in head
    assert "8–33%" in shown.stdout
    assert "tired yes of south: effective n 15 is under 30" in shown.stdout


def test_nothing_is_shown_beside_sound_figures(study: str) -> None:
    shown = call("estimate", "tired", "--study", study)
    head, *_ = shown.stdout.splitlines()
    assert not any(column in head for column in ("kg", "no answer", "bounds"))
    assert "under 30" not in shown.output


def test_a_comparison_tells_what_its_sides_are_worth(tmp_path: Path) -> None:
    study = gaps(tmp_path)
    (row,) = read("compare", "south", 'region == "north"', "--of", "tired", "--study", study)
    assert (row["first_effective_n"], row["second_no_answer"]) == (15, 5)
    assert "an indication only" in row["words"]
    assert "gave no answer; with them it may be" in row["words"]


def test_what_was_linked_keeps_what_it_is_worth(tmp_path: Path) -> None:
    """Through the study's database into the report."""
    folder = gaps(tmp_path)
    study = Study.open(folder)
    found = study.figures.estimate("tired", by=["south"])
    study.link()
    with study._site.store.reading() as shelves:
        assert list(shelves.findings.estimates()) == found
    study.report()
    text = read_reports(tmp_path).replace("\u00a0", " ")
    assert "Fewer than 30 people’s worth of answers, an indication only: south (15)." in text
    assert "Korn and Graubard’s interval, safer here: south \\<1% to 32%." in text


FIGURES = """
[[survey.figure]]
title = "Tired people"
of = ["tired"]
among = ["south", "north"]
[[survey.figure]]
of = ["kind"]
[[survey.figure]]
title = "Gains"
of = ["gain"]
among = ["north"]
"""


def test_declared_figures_are_told_as_tables(tmp_path: Path) -> None:
    told = call("figures", "--study", small(tmp_path, FIGURES))
    assert told.exit_code == 0, told.output
    lines = [line.split("  ")[0].strip() for line in told.stdout.splitlines()]
    assert [line for line in lines if line in ("Tired people", "kind", "Gains")] == [
        "Tired people", "kind", "Gains",
    ]  # fmt: skip
    rows = read("figures", "--study", str(tmp_path))
    assert [(row["figure"], row["kind"], row["variable"], row["segment"], row["level"])
            for row in rows] == [
        ("Tired people", "shares", "tired", "south", "yes"),
        ("Tired people", "shares", "tired", "north", "yes"),
        ("kind", "stacked", "kind", "", "a"),
        ("kind", "stacked", "kind", "", "b"),
        ("kind", "stacked", "kind", "", "c"),
        ("Gains", "means", "gain", "north", ""),
    ]  # fmt: skip
    [south] = read("estimate", "tired", "--by", "south", "--study", str(tmp_path))[1:]
    assert (rows[0]["value"], rows[0]["low"], rows[0]["n"]) == (
        south["value"], south["low"], south["n"],
    )  # fmt: skip
    assert "The south" in told.stdout


def test_figures_that_cannot_be_drawn_are_told(tmp_path: Path) -> None:
    where = small(tmp_path, '[[survey.figure]]\nof = ["tierd"]')
    told = call("figures", "--study", where)
    assert told.exit_code == 1
    assert "[[survey.figure]]: the survey has no variable 'tierd'" in told.stderr
    assert "did you mean 'tired'?" in told.stderr
    none = CliRunner().invoke(main, ["survey", "figures", "--study", small(tmp_path, "")])
    assert none.exit_code == 1
    assert "asks for no figure" in none.stderr
