"""What ``link`` and ``link themes`` say, as people read it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from builders_linked import linked_study
from interviewkit.cli import main


def call(study: Path, *args: str) -> str:
    wide = CliRunner(env={"COLUMNS": "200"})
    result = wide.invoke(main, [*args, "--study", str(study)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_rates_above_a_hundred_are_written_out(tmp_path: Path) -> None:
    linked_study(tmp_path)
    rows = call(tmp_path, "link", "themes").splitlines()
    assert rows[1].count("per 1,000 words") == 2
    assert not any("e+02" in row for row in rows)


def test_an_id_that_looks_like_a_respondents_is_told_once(tmp_path: Path) -> None:
    linked_study(tmp_path)
    people = tmp_path / "participants.csv"
    text = people.read_text("utf-8").replace(",R05", ",r05").replace(",R06", ",X6")
    people.write_text(text, "utf-8")
    call(tmp_path, "ingest")
    said = call(tmp_path, "link").splitlines()
    assert [line.strip() for line in said if "P05" in line] == [
        "P05 looks like the respondent 'R05'; write it so to link them"
    ]
    assert [line.strip() for line in said if "P06" in line] == [
        "P06 gives the respondent 'X6', whom the survey does not have"
    ]
