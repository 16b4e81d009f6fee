"""Until a researcher has written codes nothing is coded, and everything else works."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import SMALL_TALK, read_reports
from interviewkit.cli import main

SURVEY = "respondent,tired\nr1,yes\nr2,no\nr3,yes\n"


def call(*args: str) -> Result:
    result = CliRunner().invoke(main, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def new(tmp_path: Path) -> Path:
    call("init", str(tmp_path))
    (tmp_path / "transcripts" / "talk.txt").write_text(SMALL_TALK, "utf-8")
    (tmp_path / "surveys" / "survey.csv").write_text(SURVEY, "utf-8")
    toml = tmp_path / "study.toml"
    toml.write_text(
        toml.read_text("utf-8").replace('# file = "surveys', 'file = "surveys'), "utf-8"
    )
    return tmp_path


def write_codes(study: Path) -> None:
    """Take away the comment signs of the template, as it says."""
    book = study / "codebooks" / "codebook.yaml"
    head, body = book.read_text("utf-8").split("themes:", 1)
    book.write_text(f"{head}themes:{re.sub(r'(?m)^# ', '', body)}", "utf-8")


def test_init_says_what_comes_next(tmp_path: Path) -> None:
    said = call("init", str(tmp_path / "my study")).stdout
    order = ("cd '", "transcripts/", "codebooks/codebook.yaml", "interviewkit run")
    places = [said.index(word, said.index("Next:")) for word in order]
    assert places == sorted(places)


def test_a_new_study_reads_and_reports_and_codes_nothing(new: Path) -> None:
    result = call("run", "--study", str(new))
    assert result.exit_code == 0
    assert "codebooks/codebook.yaml has no codes yet" in result.stdout
    assert "next: write them, then: interviewkit run" in result.stdout
    status = json.loads(call("status", "--study", str(new), "--format", "json").stdout)
    assert (status["transcripts"], status["respondents"]) == (1, 3)
    assert not any(status["codings"].values())
    report = read_reports(new, "html")
    assert not re.search("isolation|waiting", report, re.IGNORECASE)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["coding", "export", "out.csv"], "0 codings"),
        (["compare", "--by", "speaker"], ""),
        (["code"], "the codebook has no codes"),
        (["review", "start", "--coder", "ana"], "the codebook has no codes"),
        (["codebook", "check"], "the codebook has no codes"),
    ],
)
def test_what_needs_codes_says_so(
    new: Path, command: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(new)
    call("run")
    result = call(*command)
    assert said in result.stdout + result.stderr


def test_people_code_elsewhere_before_there_are_codes(new: Path, tmp_path: Path) -> None:
    call("ingest", "--study", str(new))
    file = tmp_path / "ana.csv"
    file.write_text("transcript,turn,code,coder\ntalk,2,lonely,ana\n", "utf-8")
    assert "1 codings by ana" in call("coding", "import", str(file), "--study", str(new)).stdout


def test_the_code_that_the_template_shows_is_one_without_fault(new: Path) -> None:
    write_codes(new)
    (new / "transcripts" / "talk.txt").write_text(
        "Moderator: How was it?\nAna: I waited five months for an appointment.\n", "utf-8"
    )
    checked = call("codebook", "check", "--study", str(new))
    assert (checked.exit_code, checked.stderr) == (0, "")
    call("run", "--study", str(new))
    arguments = ("coding", "list", "--coder", "machine", "--format", "json")
    [found] = json.loads(call(*arguments, "--study", str(new)).stdout)
    assert (found["code"], found["quote"]) == (
        "waiting",
        "I waited five months for an appointment.",
    )


def test_a_codebook_that_lost_its_codes_is_told_by_run_and_report(new: Path) -> None:
    write_codes(new)
    call("run", "--study", str(new))
    book = new / "codebooks" / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("codes:", "code:"), "utf-8")
    result = call("run", "--study", str(new))
    assert "has no codes yet" in result.stdout
    assert "did you mean 'codes'" in result.stderr


def test_people_are_listed_before_there_are_codes(new: Path) -> None:
    call("ingest", "--study", str(new))
    result = call("participant", "--study", str(new), "--format", "json")
    assert result.exit_code == 0, result.stderr
    people = json.loads(result.stdout)
    assert people
    assert all(each["words"] and each["voiced"] is None for each in people)
    assert call("participant", "show", people[0]["participant"], "--study", str(new)).exit_code == 0
