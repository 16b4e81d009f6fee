"""A report in the formats that are asked for; one that lacks its library costs no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from interviewkit.cli import main
from interviewkit.errors import LibraryMissingError, StudyError, UnknownPartError
from interviewkit.report.pdf import chromium, weasy
from study.example import example_study


@pytest.fixture
def study(tmp_path: Path):
    return example_study(tmp_path)


@pytest.fixture
def nothing_prints(monkeypatch):
    monkeypatch.setattr(weasy, "is_there", lambda: False)
    monkeypatch.setattr(chromium, "find_program", lambda: "")


def set_formats(root: Path, *formats: str) -> None:
    path = root / "study.toml"
    text = path.read_text("utf-8")
    listed = ", ".join(f'"{each}"' for each in formats)
    assert "[report]" not in text
    path.write_text(f"{text}\n[report]\nformats = [{listed}]\n", "utf-8")


def test_formats_of_the_settings_are_written(study):
    set_formats(study.root, "md", "docx")
    done = type(study).open(study.root).report()
    assert done.says[0] == ", ".join(
        f"reports/{name}"
        for name in ("report.md", "report-appendix.md", "report.docx", "report-appendix.docx")
    )
    titles = [each.text for each in Document(study.root / "reports/report.docx").paragraphs[:3]]
    assert any(titles)


def test_what_is_asked_for_once_is_written_alone(study):
    study.report()
    before = (study.root / "reports/report.html").read_bytes()
    done = study.report("brief", formats=["docx"])
    assert done.says[0] == "reports/report-brief.docx"
    assert (study.root / "reports/report.html").read_bytes() == before
    assert not study.report().did  # it is no reason to write the others again


def test_a_missing_library_costs_its_format_alone(study, nothing_prints):
    done = study.report(formats=["pdf", "md"])
    assert done.says[0] == "reports/report.md, reports/report-appendix.md"
    [problem] = [each for each in done.problems if each.path == "report.pdf"]
    assert not problem.fatal
    assert "pip install 'interviewkit[pdf]'" in problem.hint
    assert not (study.root / "reports/report.pdf").exists()


def test_when_nothing_can_be_written_that_is_said(study, nothing_prints):
    with pytest.raises(LibraryMissingError, match="none of them is installed"):
        study.report(formats=["pdf"])
    result = CliRunner().invoke(main, ["report", "--to", "pdf", "--study", str(study.root)])
    assert result.exit_code == 1
    assert "Hint: install Chromium" in result.stderr


def test_an_unknown_format_or_profile_is_named_at_once(study):
    with pytest.raises(UnknownPartError, match="'word'"):
        study.report(formats=["word"])
    with pytest.raises(StudyError, match="'short'"):
        study.report("short")


def test_slides_have_no_appendix(study):
    pytest.importorskip("pptx")
    assert study.report(formats=["pptx"]).says[0] == "reports/report.pptx"


def test_a_report_that_someone_changed_is_not_written_over(study):
    study.report(formats=["docx"])
    path = study.root / "reports/report.docx"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(StudyError, match="did not write it"):
        study.report(formats=["docx"])


def test_the_command_writes_what_the_document_says(study):
    """The example of docs/report-formats.md."""
    doc = (Path(__file__).parents[3] / "docs" / "report-formats.md").read_text("utf-8")
    told = "interviewkit report --to docx --to md"
    assert told in doc
    words = [*told.split()[1:], "--study", str(study.root)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    for name in ("report.docx", "report-appendix.docx", "report.md"):
        assert (study.root / "reports" / name).is_file()


def test_a_word_report_is_never_read_as_a_transcript(study):
    study.report(formats=["docx"])
    path = study.root / "study.toml"
    text = path.read_text("utf-8").replace("[transcripts]\n", '[transcripts]\nfiles = ["**/*"]\n')
    path.write_text(text, "utf-8")
    again = type(study).open(study.root)
    again.ingest()
    assert not [each for each in again.transcripts() if "report" in str(each)]
