"""Texts of the report: written by an analyst, kept over reruns, told where figures change."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import read_reports
from interviewkit import Study
from interviewkit.errors import StudyError
from study.example import example_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return example_study(tmp_path / "study")


def state(study: Study, key: str) -> str:
    return next(each.state for each in study.report_texts() if each.key == key)


def told(study: Study) -> str:
    return " ".join(map(str, study.report().problems))


def test_own_words_stand_in_both_formats_and_survive(study: Study) -> None:
    study.report()
    study.write_report_text("theme-bonds", "We think <b>so</b>.\n\n- *one*\n- two")
    assert study.report().did
    assert not study.report().did
    page, text = (read_reports(study.root, kind) for kind in ("html", "md"))
    assert '<p dir="auto">We think &lt;b&gt;so&lt;/b&gt;.</p>' in page
    assert "<li><em>one</em></li><li>two</li>" in page
    assert "- *one*\n- two" in text
    study.code()
    assert state(study, "theme-bonds") == "yours"


def test_a_figure_that_changes_is_told_until_somebody_says_it_holds(study: Study) -> None:
    study.write_report_text("theme-bonds", "Half of them.")
    path = study.root / "report/theme-bonds.md"
    path.write_text(path.read_text("utf-8").replace("3 of 6", "1 of 6"), "utf-8")
    assert state(study, "theme-bonds") == "yours, figures changed"
    assert "report/theme-bonds.md: written before its figures changed" in told(study)
    assert "This text was written before the figures changed" in read_reports(study.root, "html")
    study.keep_report_text("theme-bonds")
    assert "before its figures changed" not in told(study)
    assert state(study, "theme-bonds") == "yours"


def test_a_file_that_is_gone_brings_the_draft_back(study: Study) -> None:
    study.write_report_text("headline", "Mine.")
    study.report()
    (study.root / "report/headline.md").unlink()
    study.report()
    assert "Mine." not in read_reports(study.root)
    assert state(study, "headline") == "draft"


def test_drafts_as_files_follow_their_figures(study: Study) -> None:
    files = study.draft_report_texts().facts["files"]
    assert "report/headline.md" in files
    assert {each.state for each in study.report_texts()} == {"draft"}
    assert study.draft_report_texts().says == ("nothing new to edit",)


def test_words_that_are_given_up_are_set_aside(study: Study) -> None:
    study.write_report_text("headline", "First.")
    study.write_report_text("headline", "Second.")
    study.remove_report_text("headline")
    kept = sorted((study.root / "report/earlier").iterdir())
    assert [each.read_text("utf-8").split("\n")[-2] for each in kept] == ["First.", "Second."]


def test_a_memo_becomes_a_paragraph(study: Study) -> None:
    memo = study.write_memo("theme:bonds", "A loss, mostly.", coder="kim")
    study.write_report_text("theme-bonds", memo=memo.id)
    study.report()
    assert "A loss, mostly." in read_reports(study.root)


def test_an_empty_text_leaves_it_out(study: Study) -> None:
    study.write_report_text("themes", "")
    study.report()
    assert "takeaway-themes" not in (study.root / "reports/report.html").read_text("utf-8")


def test_what_is_wrong_with_a_file_is_told_and_the_draft_stands(study: Study) -> None:
    folder = study.root / "report"
    folder.mkdir()
    (folder / "headlin.md").write_text("Mine.", "utf-8")
    (folder / "headline.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    said = told(study)
    assert "report/headlin.md: no text of the report has this name" in said
    assert "report/headline.md: it is no text but a PNG picture; the draft stands" in said
    assert state(study, "headline") == "draft"


def test_a_slip_in_a_key_is_told_with_what_is_near(study: Study) -> None:
    with pytest.raises(StudyError) as refused:
        study.write_report_text("headlin", "x")
    assert refused.value.hint == "did you mean 'headline'?"
    with pytest.raises(StudyError, match="nobody has written"):
        study.remove_report_text("headline")


def test_a_text_that_leads_out_of_the_study_is_not_read(study: Study, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    (study.root / "report").mkdir()
    (study.root / "report/headline.md").symlink_to(tmp_path / "secret.md")
    assert "leads out of the study" in told(study)
    assert "secret" not in read_reports(study.root)
    with pytest.raises(StudyError, match="leads out"):
        study.write_report_text("headline", "x")


def test_one_profile_is_written_alone(study: Study) -> None:
    study.report("brief")
    names = {each.name for each in (study.root / "reports").iterdir()}
    assert names == {"report-brief.html", "report-brief.md"}
    assert study.report().did
    with pytest.raises(StudyError, match="no profile"):
        study.report("short")
