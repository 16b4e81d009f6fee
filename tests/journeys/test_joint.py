"""Survey and conversations side by side on the sample: files that open, lines that are kept."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook
from PIL import Image

from builders import read_reports
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.errors import StudyError
from interviewkit.model import Outcome

Finished = tuple[Study, list[Outcome]]


@pytest.fixture
def study(finished: Finished, tmp_path: Path) -> Study:
    """A copy of the finished sample that a test may write to."""
    shutil.copytree(finished[0].root, tmp_path / "study")
    return Study.open(tmp_path / "study")


def test_a_conclusion_stands_in_display_and_report_and_can_be_taken_back(study: Study) -> None:
    line = "They <b>say</b> how ties thin out."
    study.infer("isolation", about="intent_to_quit", fit="expands", text=line, author="Ana")
    study.report()
    page = read_reports(study.root, "html")
    assert "Expands: They &lt;b&gt;say&lt;/b&gt; how ties thin out. (Ana)" in page
    assert "Expands: They" in read_reports(study.root)
    study.infer("isolation", about="intent_to_quit", fit="expands", text="", author="Ana")
    assert {each.about for each in study.inferences()} == {
        "trust_ai_more",
        "ai_better_relationship",
    }
    assert len(study.inferences(everything=True)) == 2 + 2
    assert study.report().did
    assert "ties thin out" not in read_reports(study.root, "html")


def test_the_display_opens_as_word_excel_and_picture(study: Study, tmp_path: Path) -> None:
    for shape in ("docx", "xlsx", "png", "svg", "html"):
        study.joint_display(tmp_path / f"joint.{shape}")
    side_by_side, matrix = Document(str(tmp_path / "joint.docx")).tables
    assert next(cell.text for cell in side_by_side.rows[0].cells) == "Theme"
    assert len(side_by_side.rows) == 1 + 7  # four themes beside seven variables
    assert "95% CI" in side_by_side.rows[1].cells[2].text
    assert [row.cells[0].text for row in matrix.rows][1:] == [
        "Neutrality", "Ideation safety", "Isolation", "Self-efficacy",
    ]  # fmt: skip
    book = load_workbook(tmp_path / "joint.xlsx")
    assert book.sheetnames == [
        "joint display", "themes by segment", "joint display data", "themes by segment data",
        "notes",
    ]  # fmt: skip
    assert Image.open(io.BytesIO((tmp_path / "joint.png").read_bytes())).width > 1000
    assert "Ideation safety" in (tmp_path / "joint.svg").read_text("utf-8")
    for shape in ("svg", "xlsx", "docx"):
        once = (tmp_path / f"joint.{shape}").read_bytes()
        study.joint_display(tmp_path / f"joint.{shape}")
        assert (tmp_path / f"joint.{shape}").read_bytes() == once


def test_small_groups_are_not_shown_apart(study: Study, tmp_path: Path) -> None:
    toml = study.root / "study.toml"
    text = toml.read_text("utf-8")
    rule = "few = { rule = 'ai_gain >= quantile(ai_gain, 0.95)', label = \"The few\" }\n"
    toml.write_text(text.replace("[segments]\n", f"[segments]\n{rule}"), "utf-8")
    again = Study.open(study.root)
    again.link()
    assert 0 < (next(s for s in again.segments() if s.segment.name == "few").participants or 0) < 5
    again.joint_display(tmp_path / "joint.html")
    page = (tmp_path / "joint.html").read_text("utf-8")
    assert page.count("too few people to show") == 4
    assert "The few:" in page  # in the survey they are many


def test_the_setting_for_small_groups_rules_the_files_too(study: Study, tmp_path: Path) -> None:
    toml = study.root / "study.toml"
    toml.write_text(toml.read_text("utf-8") + "\n[inference]\nmin_cell = 20\n", "utf-8")
    Study.open(study.root).joint_display(tmp_path / "joint.html")
    page = (tmp_path / "joint.html").read_text("utf-8")
    assert "Segments of fewer than 20 people" in page
    assert page.count("too few people to show") >= 4  # 16 executives


def test_export_joins_what_was_said_to_what_was_answered(study: Study, tmp_path: Path) -> None:
    import pandas as pd

    out = tmp_path / "people.csv"
    outcome = study.export_matrix(out, values="all", variables=["ai_edge"])
    assert outcome.facts["with_survey"] == 40
    people = pd.read_csv(out).set_index("participant")
    assert len(people) == 41
    assert set(people["isolation"].unique()) <= {0, 1}
    assert ((people["isolation_count"] > 0) == (people["isolation"] == 1)).all()
    assert people["isolation"].sum() == people["theme_isolation"].sum()
    assert people.loc["P01", "survey_ai_edge"] == "agree"
    with pytest.raises(StudyError, match="no variable 'ai_edg'"):
        study.export_matrix(out, variables=["ai_edg"])
    with pytest.raises(StudyError, match="how is it to be written"):
        study.export_matrix(tmp_path / "people.ods")


def test_a_person_can_be_looked_at_and_who_stands_out(study: Study) -> None:
    where = ["--study", str(study.root)]
    shown = CliRunner().invoke(main, ["participant", "show", "P05", *where])
    assert shown.exit_code == 0
    assert "In their words" in shown.output
    assert "AI gives me an edge" in shown.output
    missing = CliRunner().invoke(main, ["participant", "show", "P055", *where])
    assert missing.exit_code == 1
    assert "did you mean 'P05'" in missing.output
    cases = study.deviant_cases(["isolation"], most=2)
    assert cases
    assert all((case.pattern, case.where, case.polarity) == ("side", "-", "+") for case in cases)
    listed = CliRunner().invoke(main, ["participant", "cases", "--of", "isolation", *where])
    assert listed.exit_code == 0
    assert f"{cases[0].follow} of {cases[0].people}" in listed.output.replace("\u00a0", " ")
    with pytest.raises(StudyError, match="no code or theme"):
        study.deviant_cases(["isolatio"])


def test_wrong_names_are_told(study: Study) -> None:
    with pytest.raises(StudyError, match="no theme or code 'isolatoin'"):
        study.infer("isolatoin", fit="silent", text="x", author="A")
    with pytest.raises(StudyError, match="no survey variable or segment"):
        study.infer("isolation", about="mood", fit="silent", text="x", author="A")
    with pytest.raises(StudyError, match="do not fit as"):
        study.infer("isolation", fit="agrees", text="x", author="A")


def test_a_profile_is_written_as_people_write(study: Study) -> None:
    shown = CliRunner().invoke(main, ["participant", "show", "P05", "--study", str(study.root)])
    assert "age: 47\n" in shown.output
    assert "Burned out: yes\n" in shown.output
    assert ".0\n" not in shown.output
    assert " 1 passages" not in shown.output
