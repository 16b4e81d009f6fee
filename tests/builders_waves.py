"""A small study in waves: who said what in which round, coded by a person."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from interviewkit.cli import main

TOML = """
[study]
name = "Rounds"
seed = 3
[transcripts]
pattern = "transcripts/{wave}/{participant}.txt"
participants = "people.csv"
[coding]
coders = []
[codebook]
file = "codebook.yaml"
[topics]
enabled = false
[survey]
file = "survey.csv"
wave = "wave"
role = "role"
show = ["tired", "hours", "mood"]
[survey.columns]
tired = "flag"
mood = "ordinal: low < high"
[segments]
old = "age >= 40"
young = "age < 40"
tired = "tired"
nobody = "age > 90"
"""

CODEBOOK = """
name: Rounds
version: "1"
codes:
  - id: rest
    label: Rest
    definition: Being rested.
  - id: load
    label: Load
    definition: Too much work.
  - id: craft
    label: Craft
    definition: Pride in the work.
"""

REST, LOAD = "I slept well and feel rested.", "There is far too much on my desk."
NOTHING = "It was a week like any other, really."

ROUNDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "2024": {f"P{i:02}": (REST,) if i < 9 else (NOTHING,) for i in range(12)},
    "2025": {f"P{i:02}": (LOAD,) if i < 10 else (NOTHING, REST) for i in range(12)},
}


def waves_study(
    folder: Path, rounds: Mapping[str, Mapping[str, tuple[str, ...]]] = ROUNDS, toml: str = TOML
) -> Path:
    """A study with one conversation a person and round, taken in and coded by Ada."""
    (folder / "study.toml").write_text(toml, "utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    people = dict.fromkeys(name for said in rounds.values() for name in said)
    rows = [f"{name},{name},r{i},{30 + 2 * i}" for i, name in enumerate(people)]
    (folder / "people.csv").write_text(
        "\n".join(["speaker,participant,respondent,age", *rows]) + "\n", "utf-8"
    )
    _survey(folder, list(people))
    codings = ["transcript,turn,quote,code,polarity,coder"]
    for wave, said in rounds.items():
        (folder / "transcripts" / wave).mkdir(parents=True, exist_ok=True)
        for name, lines in said.items():
            talk = ["Moderator: How was it?", *(f"{name}: {line}" for line in lines)]
            path = folder / "transcripts" / wave / f"{name}.txt"
            path.write_text("\n".join(talk) + "\n", "utf-8")
            codings += _codings(f"{wave}/{name}", " ".join(lines))
    (folder / "ada.csv").write_text("\n".join(codings) + "\n", "utf-8")
    for command in (["ingest"], ["link"], ["coding", "import", str(folder / "ada.csv")]):
        done = CliRunner().invoke(main, [*command, "--study", str(folder)], catch_exceptions=False)
        if done.exit_code:
            raise RuntimeError(done.output)
    return folder


def _codings(transcript: str, text: str) -> list[str]:
    found = [f"{transcript},2,,,,ada"]
    found += [f"{transcript},2,{REST},rest,+,ada"] if REST in text else []
    return found + ([f"{transcript},2,{LOAD},load,+,ada"] if LOAD in text else [])


def _survey(folder: Path, people: list[str]) -> None:
    rows = ["respondent,wave,age,tired,hours,mood,role"]
    for i, _ in enumerate(people):
        role = "boss" if i == 3 else "staff"
        rows.append(f"r{i},2024,{30 + 2 * i},no,{35 + i % 3},high,staff")
        rows.append(f"r{i},2025,{30 + 2 * i},{'yes' if i < 9 else 'no'},{39 + i % 2},low,{role}")
    (folder / "survey.csv").write_text("\n".join(rows) + "\n", "utf-8")
