"""Memos and edits on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import read_reports
from builders_review import SAID, review_study
from interviewkit.cli.main import main


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return review_study(tmp_path / "study").root


def run(study: Path, *words: str, given: str = "") -> Result:
    return CliRunner().invoke(main, [*words, "--study", str(study)], input=given)


def done(study: Path, *words: str, given: str = "") -> str:
    result = run(study, *words, given=given)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_memo_is_added_shown_edited_and_removed(study: Path) -> None:
    eva = ("--coder", "eva")
    said = done(study, "memo", "add", "talk#2", "As [[code:isolation]].", "--quote", "hardly", *eva)
    assert said == "memo 1 on turn:talk#2\n"
    shown = done(study, "memo", "show", "1")
    assert "“hardly”" in shown
    assert "As [[code:isolation]]." in shown
    assert "takes the place of 1" in done(study, "memo", "edit", "1", *eva, given="Other words.\n")
    found = json.loads(done(study, "memo", "list", "--about", "talk#2", "--format", "json"))
    assert [(row["text"], row["quote"]) for row in found] == [("Other words.", "hardly")]
    assert "review undo 3" in done(study, "memo", "remove", "2", *eva)
    assert json.loads(done(study, "memo", "list", "--format", "json")) == []
    done(study, "review", "undo", "3")
    assert len(json.loads(done(study, "memo", "--format", "json"))) == 1


def test_memos_are_filtered_and_exported(study: Path) -> None:
    for about, text in (("code:isolation", "Office?"), ("person:talk", "See [[code:isolation]].")):
        done(study, "memo", "add", about, text, "--coder", "eva")
    naming = done(study, "memo", "list", "--naming", "code:isolation", "--format", "json")
    assert [row["about"] for row in json.loads(naming)] == ["person:talk"]
    file = study / "exports" / "memos.csv"
    assert done(study, "memo", "export", str(file), "--kind", "code").startswith("export    1 memo")
    assert "Office?" in file.read_text("utf-8-sig")


def test_what_is_not_there_is_told_with_a_hint(study: Path) -> None:
    result = run(study, "memo", "add", "code:isolatoin", "Hm.", "--coder", "eva")
    assert result.exit_code == 1
    assert "there is no code 'isolatoin'" in result.output
    assert "did you mean 'isolation'?" in result.output


def test_a_typo_is_mended_listed_and_undone(study: Path) -> None:
    how = ("transcript", "edit", "talk", "2", "--replace", "hardly", "--with", "rarely")
    assert "would be mended" in done(study, *how, "--dry-run")
    said = done(study, *how, "--coder", "eva")
    assert "undo it with: interviewkit review undo 1" in said
    assert "rarely" in done(study, "transcript", "show", "talk")
    assert "rarely" not in done(study, "transcript", "show", "talk", "--as-read")
    [row] = json.loads(done(study, "transcript", "edits", "--format", "json"))
    assert (row["was"], row["now"]) == (SAID[0], SAID[0].replace("hardly", "rarely"))
    assert row["undo"] == "interviewkit review undo 1"
    done(study, "review", "undo", "1")
    assert "rarely" not in done(study, "transcript", "show", "talk")
    assert "(undone)" in done(study, "transcript", "edits")


def test_a_swallowing_edit_needs_a_word(study: Path) -> None:
    how = ("transcript", "edit", "talk", "4", "--replace", "We talk more than ever. ", "--coder")
    result = run(study, *how, "eva")
    assert result.exit_code == 1
    assert "machine, isolation: 'We talk more than ever.'" in result.output
    assert "--swallow" in result.output
    told = json.loads(done(study, *how, "eva", "--swallow", "--format", "json"))
    assert [each["code"] for each in told["swallowed"]] == ["isolation"]


def test_an_edit_says_what_it_lacks(study: Path) -> None:
    assert run(study, "transcript", "edit", "talk", "2", "--coder", "eva").exit_code == 2
    nobody = run(study, "transcript", "edit", "talk", "2", "--speaker", "Ben")
    assert nobody.exit_code == 2
    assert "--coder NAME" in nobody.output


def test_the_report_prints_memos_where_it_is_asked(study: Path) -> None:
    done(study, "memo", "add", "code:isolation", "Is it <b>the office</b>?", "--coder", "eva")
    done(study, "memo", "add", "talk#2", "Private.", "--coder", "eva")
    done(study, "report")
    page = study / "reports" / "report-appendix.html"
    assert "the office" not in page.read_text("utf-8")
    settings = study / "study.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[report]\nmemos = ["code"]\n', "utf-8")
    done(study, "report")
    text = page.read_text("utf-8")
    assert "Is it &lt;b&gt;the office&lt;/b&gt;?" in text
    assert "Private." not in text
    assert "the office" in read_reports(study)
    settings.write_text(settings.read_text("utf-8").replace('"code"', '"codes"'), "utf-8")
    told = run(study, "report")
    assert "no memo is about a 'codes'" in told.output
    assert "did you mean 'code'?" in told.output
