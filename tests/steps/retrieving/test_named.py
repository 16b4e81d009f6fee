"""Questions with a name, and acts on several passages: all in the log, all undone there."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import read_reports
from interviewkit import Study
from interviewkit.errors import NewCoderError, QueryError, StudyError
from study.example import example_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return example_study(tmp_path)


def test_a_name_is_given_changed_forgotten_and_undone(study: Study) -> None:
    study.save_query("lonely ones", "isolation", by="kim", note="for chapter 2")
    newer = study.save_query("lonely  ones", "isolation segment:tired", by="lee")
    assert [each.text for each in study.queries()] == ["isolation segment:tired"]
    assert study.query("lonely ones") == newer
    study.forget_query("lonely ones", by="kim")
    assert study.queries() == []
    study.undo(coder="kim")
    study.undo(coder="lee")
    assert [(each.text, each.by, each.note) for each in study.queries()] == [
        ("isolation", "kim", "for chapter 2")
    ]


def test_what_cannot_be_understood_gets_no_name(study: Study) -> None:
    with pytest.raises(QueryError):
        study.save_query("x", "isolation and", by="kim")
    with pytest.raises(StudyError, match="no name"):
        study.save_query(" \n", "isolation", by="kim")
    with pytest.raises(NewCoderError):
        study.save_query("x", "isolation", by="kimm")
    assert study.queries() == []


def test_several_passages_get_another_code(study: Study) -> None:
    found = study.retrieve("isolation status:any")
    ids = [c.id or 0 for p in found.people for each in p.passages for c in each.codings]
    outcome = study.recode(ids, "neutrality", coder="kim")
    assert outcome.did
    assert outcome.problems == ()
    now = study.retrieve("neutrality coder:kim")
    assert {p.name for p in now.people} >= {"Ana", "Ben", "Dan"}
    assert study.retrieve("isolation status:accepted coder:lee").voiced == 3  # lee's word stays
    assert study.retrieve("isolation status:accepted coder:kim").voiced == 0


def test_what_cannot_be_recoded_is_told(study: Study) -> None:
    ids = [coding.id or 0 for coding in study.codings(coders=["kim"])]
    outcome = study.recode(ids, "isolaton", coder="kim")
    assert not outcome.did
    assert len(outcome.problems) == len(ids)
    assert "did you mean 'isolation'?" in outcome.problems[0].hint


def test_passages_are_quoted_and_no_longer(study: Study) -> None:
    [dan] = study.retrieve("isolation person:Dan").people
    at = dan.passages[0].passage
    spot = (at.turn.id or 0, at.start, at.end)
    assert study.quote_in_report([spot], coder="kim").did
    assert not study.quote_in_report([(spot[0], 0, 12)], coder="kim").did  # the same passage
    study.report()
    page = read_reports(study.root)
    assert "chosen to be quoted" in page
    assert study.quote_in_report([spot], coder="lee", quoted=False).did
    assert not study.retrieve("isolation person:Dan").people[0].passages[0].quoted
    study.undo(coder="lee")
    assert study.retrieve("isolation person:Dan").people[0].passages[0].quoted


def test_memos_are_written_on_passages(study: Study) -> None:
    study.note_passages([(2, 0, 8), (10, 0, 8)], " compare ", coder="kim")
    marked = study.marked("April/leaders")
    assert [(memo.memo, memo.span) for memo in marked.memos] == [("compare", (0, 8))]
    with pytest.raises(StudyError, match="no passage 0-999"):
        study.note_passages([(2, 0, 8), (10, 0, 999)], "x", coder="kim")
    with pytest.raises(StudyError, match="empty"):
        study.note_passages([(2, 0, 8)], "  ", coder="kim")
    assert len(study.marked("April/leaders").memos) == 1


def test_the_report_sets_out_named_questions(study: Study) -> None:
    toml = study.root / "study.toml"
    toml.write_text(
        toml.read_text("utf-8")
        + '[inference]\nmin_cell = 1\n[report]\nqueries = ["lonely ones", "gone"]\n',
        "utf-8",
    )
    study = Study.open(study.root)
    study.save_query("lonely ones", "isolation and not neutrality segment:tired", by="kim")
    outcome = study.report()
    assert ["'gone'" in each.what for each in outcome.problems].count(True) == 1
    markdown = read_reports(study.root)
    assert "## Passages asked for" in markdown
    line = next(each for each in markdown.splitlines() if each.startswith("lonely ones ("))
    assert "“Isolation” and not “Neutrality”, said by “tired”" in line
    assert "2 of 3\xa0people (Ana, Dan), in 2\xa0passages." in line
    page = read_reports(study.root, "html")
    assert 'id="asked"' in page
