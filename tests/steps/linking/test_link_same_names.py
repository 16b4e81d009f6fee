"""People who speak in two waves under their full names, with and without a survey."""

from __future__ import annotations

import csv
from pathlib import Path

from builders import small_study
from interviewkit import Study

TOML = """
[study]
name = "Two waves"
[transcripts]
pattern = "transcripts/{wave}/{any}.*"
"""
FIRST = "Moderator: And?\n\nIda Fenwick: It went well.\n\nP2: Badly.\n\nRuth Oakes: Fine.\n"
SECOND = "Moderator: And?\n\nIda Fenwick: Still well.\n\nP2: Quite badly.\n\nTom Ashby: Oh.\n"


def waves(folder: Path) -> Study:
    small_study(folder, TOML, talk=FIRST)
    for wave, text in (("w1", FIRST), ("w2", SECOND)):
        (folder / "transcripts" / wave).mkdir()
        (folder / "transcripts" / wave / "talk.txt").write_text(text, "utf-8")
    (folder / "transcripts" / "talk.txt").unlink()
    return Study.open(folder)


def test_a_name_in_two_waves_is_proposed_read_and_then_one(tmp_path: Path) -> None:
    study = waves(tmp_path)
    study.ingest()
    assert study.status()["participants"] == 6
    study.propose_people(tmp_path / "people.csv")
    rows = list(csv.DictReader((tmp_path / "people.csv").read_text("utf-8-sig").splitlines()))
    people = {(row["transcript"], row["speaker"]): row for row in rows}
    ida = people["w1/talk", "Ida Fenwick"], people["w2/talk", "Ida Fenwick"]
    assert len({row["participant"] for row in ida}) == 1
    assert "perhaps one person" in ida[0]["?why"]
    twos = people["w1/talk", "P2"], people["w2/talk", "P2"]
    assert len({row["participant"] for row in twos}) == 2
    assert "may be 'P2' in w2/talk" in twos[0]["?why"]
    assert study.status()["participants"] == 6  # nothing is applied
    (tmp_path / "study.toml").write_text(f'{TOML}participants = "people.csv"\n', "utf-8")
    study = Study.open(tmp_path)
    study.ingest()
    assert study.status()["participants"] == 5
