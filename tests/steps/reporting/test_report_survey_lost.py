"""A survey file that changes, or can no longer be read, between ``link`` and ``report``."""

from __future__ import annotations

from pathlib import Path

from builders import read_reports
from builders_linked import linked_study
from interviewkit import Study


def test_what_needs_no_survey_file_is_reported_without_it(tmp_path: Path) -> None:
    study = linked_study(tmp_path)
    assert study.report().problems == ()
    whole = (tmp_path / "survey.csv").read_bytes()

    (tmp_path / "survey.csv").write_bytes(bytes(range(128, 256)) * 9)
    damaged = study.report()
    assert damaged.did
    assert [each.fatal for each in damaged.problems] == [False] * len(damaged.problems)
    said = " ".join(map(str, damaged.problems))
    assert "changed since it was linked" in said
    assert str(tmp_path) not in said
    assert "Ties to people at work" in read_reports(tmp_path)
    assert "Leaders" in read_reports(tmp_path)

    (tmp_path / "survey.csv").unlink()
    lost = study.report()
    assert lost.did
    assert "there is no such file any more" in str(lost.problems[0])
    assert "Leaders" in read_reports(tmp_path)

    (tmp_path / "survey.csv").write_bytes(whole)
    mended = study.report()
    assert (mended.did, mended.problems) == (True, ())
    assert not study.report().did


def test_a_survey_that_was_not_linked_and_is_lost_costs_what_needs_it(tmp_path: Path) -> None:
    study = linked_study(tmp_path)
    toml = tmp_path / "study.toml"
    toml.write_text(toml.read_text("utf-8").replace("[survey]", '[survey]\nids = "alike"'), "utf-8")
    (tmp_path / "survey.csv").write_bytes(bytes(range(128, 256)) * 9)
    said = " ".join(map(str, Study.open(study.root).report().problems))
    assert "themes are not set against the survey" in said
    assert "answers are not compared by wave" in said
    assert str(tmp_path) not in said
    assert "themes are not set against the survey" in read_reports(tmp_path)


def test_a_survey_that_changed_since_it_was_linked_is_told(tmp_path: Path) -> None:
    study = linked_study(tmp_path)
    study.report()
    path = tmp_path / "survey.csv"
    path.write_text(path.read_text("utf-8").replace("woman", "man"), "utf-8")
    changed = study.report()
    assert changed.did
    assert "changed since it was linked" in str(changed.problems[0])
    assert "interviewkit link" in changed.problems[0].hint
    study.link()
    assert study.report().problems == ()
