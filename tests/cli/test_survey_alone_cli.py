"""A study that is a survey and nothing else: it is told, and nothing is said of conversations."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import read_reports
from interviewkit.cli import main

TOML = """
[study]
name = "Only a survey"
[topics]
enabled = false
[survey]
file = "survey.csv"
show = ["tired", "gain"]
[segments]
north = 'region == "north"'
south = 'region == "south"'
[[survey.compare]]
title = "North and south"
between = ["north", "south"]
of = ["tired"]
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    (tmp_path / "study.toml").write_text(TOML, "utf-8")
    rows = [
        f"{i},{'north' if i % 2 else 'south'},{'yes' if i % 3 else 'no'},{i % 10}"
        for i in range(1, 121)
    ]
    text = "\n".join(["respondent,region,tired,gain", *rows])
    (tmp_path / "survey.csv").write_text(text, "utf-8")
    return tmp_path


def call(study: Path, *args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--study", str(study)], catch_exceptions=False)


def test_a_survey_alone_is_reported(study: Path) -> None:
    ran = call(study, "run")
    assert ran.exit_code == 0, ran.output
    assert "120 respondents, and no participants to link to" in ran.output
    text = read_reports(study).replace("\u00a0", " ")
    assert "This report is of the survey alone, with 120 respondents" in text
    assert "North and south" in text
    assert "not of who did not answer" in text
    for word in ("participant", "Every speaker", "theme", "No passage"):
        assert word not in (study / "reports" / "report.md").read_text("utf-8")
    assert "North and south" in read_reports(study, "html")


def test_without_survey_and_transcripts_there_is_nothing_to_report(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text('[study]\nname = "Empty"\n', "utf-8")
    said = call(tmp_path, "report")
    assert said.exit_code == 1
    assert "no transcript went in, and no survey" in said.output
    assert "interviewkit link" in said.output


def test_what_weights_leave_out_and_what_parts_nobody_is_told_once(study: Path) -> None:
    (study / "survey.csv").write_text(
        "respondent,region,tired,gain,w\n1,north,yes,5,1\n2,south,no,5,2\n3,north,no,5,\n"
        "4,south,no,5,-1\n5,south,yes,5,0\n6,north,yes,5,2\n",
        "utf-8",
    )
    toml = TOML.replace("show =", 'weight = "w"\nshow =')
    toml = toml.replace("[segments]", "[segments]\ntop = 'gain >= median(gain)'")
    (study / "study.toml").write_text(toml, "utf-8")
    design = call(study, "survey", "design").output
    assert "2 rows have weights that are missing or negative; left out" in design
    assert "1 row weighs nothing" in design
    said = call(study, "link").output
    assert said.count("segment 'top'") == 1
    assert "gain is 5 for everyone; a quantile of it parts nobody" in said


def test_rows_of_a_narrow_table_are_told_apart(study: Path) -> None:
    rules = [f"gain >= 0 and gain < 9 and gain <= {most}" for most in (5, 6)]
    asked = [word for rule in rules for word in ("--by", rule)]
    said = call(study, "survey", "estimate", "tired", *asked).output
    first, second = (line for line in said.splitlines() if "gain" in line)
    assert "…" in first
    assert "<= 5" in first
    assert "<= 6" in second
