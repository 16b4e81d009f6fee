"""[joint.beside] with names that nobody has is told, with the nearest and the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.cli import main

TOML = (
    SMALL_TOML
    + """[coding]
coders = ["rules"]
[survey]
file = "survey.csv"
respondent = "respondent"
[joint.beside]
isolatoin = "hours"
isolation = "huors, hours"
"""
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    folder = small_study(tmp_path / "study", TOML)
    (folder / "survey.csv").write_text("respondent,hours\nAna,3\nBen,4\n", "utf-8")
    study = Study.open(folder)
    list(study.run())
    return study


def test_unknown_names_beside_are_told_in_report_and_display(study: Study, tmp_path: Path) -> None:
    (study.root / "reports" / "report.html").unlink()
    display = ["link", "display", str(tmp_path / "joint.html")]
    for words in (["report"], display):
        done = CliRunner().invoke(main, [*words, "--study", str(study.root)])
        assert done.exit_code == 0, done.output
        theme, variable = (line for line in done.stderr.splitlines() if "joint.beside" in line)
        assert "study.toml:14: " in theme
        assert "no theme or code 'isolatoin'" in theme
        assert "did you mean 'isolation'?" in theme
        assert "study.toml:15: " in variable
        assert "no survey variable or segment 'huors'" in variable
        assert "did you mean 'hours'?" in variable


def test_a_line_beside_what_is_unknown_is_left_out(tmp_path: Path) -> None:
    lines = """[[joint.inferences]]
of = "isolation"
beside = "huors"
fit = "expands"
text = "Said of nothing."
[[joint.inferences]]
of = "isolation"
beside = "hours"
fit = "expands"
text = "Who works long is alone."
"""
    folder = small_study(tmp_path / "study", TOML + lines)
    (folder / "survey.csv").write_text("respondent,hours\nAna,3\nBen,4\n", "utf-8")
    list(Study.open(folder).run())
    said = (folder / "reports" / "report.md").read_text("utf-8")
    assert "Who works long is alone." in said
    assert "Said of nothing." not in said


def test_people_are_listed_before_anything_is_coded(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path / "study"))
    study.ingest()
    rows = {row["participant"]: row for row in study.participants()}
    assert [(row["turns"], row["words"]) for row in rows.values()] == [(2, 23), (1, 6)]
    assert all(row["voiced"] is None for row in rows.values())
    name = next(iter(rows))
    assert study.participant(name)["passages"] == []


def test_people_are_listed_without_a_codebook(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "study", '[study]\nname = "Small"\n')
    study = Study.open(folder)
    study.ingest()
    assert len(study.participants()) == 2
