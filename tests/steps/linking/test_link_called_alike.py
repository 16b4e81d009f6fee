"""Participants who are called like respondents but give no id: said once, and never joined."""

from __future__ import annotations

from pathlib import Path

from builders import small_study
from interviewkit import Study

TOML = """
[study]
name = "Called alike"
[survey]
file = "survey.csv"
respondent = "id"
[segments]
old = "age > 50"
"""


def test_a_thousand_names_are_one_line_with_what_to_do(tmp_path: Path) -> None:
    talks = {f"R{i}": f"Moderator: And?\nR{i}: I slept well.\n" for i in range(30)}
    small_study(tmp_path, TOML, **talks)
    rows = [f"R{i},{30 + i}" for i in range(30)]
    (tmp_path / "survey.csv").write_text("\n".join(["id,age", *rows]) + "\n", "utf-8")
    study = Study.open(tmp_path)
    study.ingest()
    said = study.link().says
    assert len([line for line in said if "called just like respondents" in line]) == 1
    assert "interviewkit link check --propose people.csv" in " ".join(said)
    assert not any("looks like the respondent" in line for line in said)
    study.propose_people(tmp_path / "people.csv")
    toml = f'{TOML}[transcripts]\nparticipants = "people.csv"\n'
    (tmp_path / "study.toml").write_text(toml, "utf-8")
    study = Study.open(tmp_path)
    study.ingest()
    assert study.link().facts["matched"] == 30
