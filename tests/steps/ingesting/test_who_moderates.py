"""Where nobody is known to moderate, ingest and link check ask who does."""

from __future__ import annotations

import csv
from pathlib import Path

from builders import SMALL_TALK, small_study
from interviewkit import Study

DIARISED = """SPEAKER_00: How is it at work these days?
SPEAKER_01: I hardly talk to my colleagues any more. The coffee is good though.
SPEAKER_00: Really? And the tools?
SPEAKER_01: They are fine, I suppose. Some of them are slow.
"""


def test_ingest_asks_and_assumes_nothing(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path, one=DIARISED))
    said = "\n".join(study.ingest().says)
    assert "in transcript one: SPEAKER_00 asks 2 of 2 questions" in said
    assert '[transcripts] moderators = ["SPEAKER_00"]' in said
    assert study.status()["participants"] == 2


def test_what_it_says_settles_it(tmp_path: Path) -> None:
    folder = small_study(tmp_path, one=DIARISED)
    toml = folder / "study.toml"
    toml.write_text(toml.read_text() + '[transcripts]\nmoderators = ["SPEAKER_00"]\n')
    study = Study.open(folder)
    assert not any("moderator?" in line for line in study.ingest().says)
    assert study.status()["participants"] == 1


def test_known_moderators_are_not_asked_about(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path, talk=SMALL_TALK))
    assert not any("moderator?" in line for line in study.ingest().says)


def test_link_check_asks_and_proposes_as_a_remark(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path, one=DIARISED))
    study.ingest()
    assert any("is this the moderator?" in note for note in study.check_link().notes)
    study.propose_people(tmp_path / "people.csv")
    with (tmp_path / "people.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["speaker"]: row for row in csv.DictReader(stream)}
    assert rows["SPEAKER_00"]["?role"].startswith("moderator? asks 2 of 2 questions")
    assert rows["SPEAKER_00"]["role"] == "participant"
    assert rows["SPEAKER_01"]["?role"] == ""


def test_words_of_unspaced_scripts_are_told(tmp_path: Path) -> None:
    talk = "Moderator: 怎么样？\nAna: 我觉得压力很大，晚上睡不好。\n"
    study = Study.open(small_study(tmp_path, one=talk))
    said = study.ingest().says
    assert "words are counted from characters (to a word: Chinese 1.6)" in said
    assert sum(row["words"] for row in study.transcripts()) == 10
