"""What ``ingest --preview`` prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import SMALL_TALK
from interviewkit.cli import main


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Away from the sample study, whose settings would hold."""
    monkeypatch.chdir(tmp_path)


def look(*args: str) -> Result:
    return CliRunner().invoke(main, ["ingest", "--preview", *args], catch_exceptions=False)


def test_tables_of_speakers_and_turns(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(SMALL_TALK, "utf-8")
    shown = look(str(file)).output
    for words in (
        "read by 'speech' as utf-8",
        "1 transcript, 5 turns, 39 words",
        "speaker    participant  role",
        "moderator label",
        "I hardly talk to my colleagues",
        "nothing was stored",
    ):
        assert words in shown


def test_json_holds_all_turns(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("Moderator: Well?\nAna: Yes.\n" * 30, "utf-8")
    found = json.loads(look(str(file), "--format", "json").output)
    (only,) = found["transcripts"]
    assert len(only["turns"]) == 60
    assert [each["role"] for each in only["speakers"]] == ["moderator", "participant"]
    assert found["problems"] == []


def test_csv_is_one_row_a_turn(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(SMALL_TALK, "utf-8")
    assert look(str(file), "--format", "csv").output.count("\ntalk,") == 5


def test_no_file_is_a_message(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["ingest", "--preview", str(tmp_path / "none.txt")])
    assert done.exit_code == 1
    assert "none.txt is not there" in done.output
